// What kinds of C++ types become JSON, shared by write.h, read.h and schema.h.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <boost/json/fwd.hpp>
#include <boost/mp11/algorithm.hpp>
#include <concepts>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include "base/id.h"
#include "base/secret.h"

namespace kith::json {

// A member that is left out of the text while it holds nothing.
//     Omit<std::string> avatar;   avatar = "x";   if (avatar) use(*avatar);
template <class T>
struct Omit : std::optional<T> {
    using std::optional<T>::optional;
    using std::optional<T>::operator=;
    friend bool operator==(const Omit& a, const Omit& b) {
        return a.has_value() == b.has_value() && (!a || *a == *b);
    }
    template <class U>
        requires(!std::derived_from<U, std::optional<T>> && !std::same_as<U, std::nullopt_t>)
    friend bool operator==(const Omit& a, const U& b) {
        return a.has_value() && *a == b;
    }
};

// A member that is left out while it equals T{}: empty text, empty list, 0, false.
template <class T>
struct OmitDefault {
    T value{};
    OmitDefault() = default;
    OmitDefault(T v) : value{std::move(v)} {}  // implicit: a struct fills it like a T
    OmitDefault& operator=(T v) {
        value = std::move(v);
        return *this;
    }
    operator const T&() const { return value; }
    bool operator==(const OmitDefault&) const = default;
    bool operator==(const T& other) const { return value == other; }
};

// Text that is JSON already and is written as it is. It is the caller's duty that it is one valid
// value.
struct Raw {
    std::string text;
};

template <class T, template <class...> class Template>
inline constexpr bool is_a = false;
template <class... Args, template <class...> class Template>
inline constexpr bool is_a<Template<Args...>, Template> = true;

template <class T>
concept Value = std::same_as<T, boost::json::value> || std::same_as<T, boost::json::object> ||
                std::same_as<T, boost::json::array> || std::same_as<T, boost::json::string>;
template <class T>
concept Integer = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;
template <class T>
concept Enum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;
template <class T>
concept Struct = std::is_class_v<T> && !Value<T> && boost::describe::has_describe_members<T>::value;
template <class T>
concept Text = !Value<T> && std::convertible_to<const T&, std::string_view>;
template <class T>
concept Map = !Value<T> && requires {
    typename T::key_type;
    typename T::mapped_type;
};
template <class T>
concept Range = !Value<T> && !Map<T> && !Text<T> && std::ranges::input_range<const T&>;
template <class T>
concept Maybe = is_a<T, std::optional> || is_a<T, Omit>;

template <class T>
inline constexpr bool is_fixed = requires { std::tuple_size<T>::value; };  // std::array

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                         boost::describe::mod_inherited>;

// `default_` in C++ is `default` on the wire.
constexpr std::string_view wire_name(std::string_view name) {
    if (name.size() > 1 && name.back() == '_') name.remove_suffix(1);
    return name;
}

template <class E>
struct EnumName {
    E value;
    std::string_view name;
};

// The enumerators in the order of their description.
template <Enum E>
constexpr auto enum_names() {
    return []<class... D>(boost::mp11::mp_list<D...>) {
        return std::array<EnumName<E>, sizeof...(D)>{{{D::value, wire_name(D::name)}...}};
    }(boost::mp11::mp_rename<boost::describe::describe_enumerators<E>, boost::mp11::mp_list>{});
}

// "" for a number that is no enumerator.
template <Enum E>
constexpr std::string_view name_of_enum(E value) {
    for (const auto& entry : enum_names<E>()) {
        if (entry.value == value) return entry.name;
    }
    return {};
}

}  // namespace kith::json
