// JSON to C++ values: read<Body>(text) for any described struct, list, map, text, number.
//
// Absent or null keeps the member's default; unknown members are ignored; a wrong type is an
// Error{invalid} whose message names the path: "items[].from: expected an integer". Integers must
// be exact (9.0 and 1e3 are refused) and fit.
#pragma once

#include <cstdint>
#include <limits>

#include "json/types.h"
#include "json/value.h"

namespace kith::json {

enum class Keys {
    exact,
    any_case
};  // any_case: ASCII letters; the last matching member that is not null counts

struct ReadOptions {
    Keys keys = Keys::exact;
    Trailing trailing = Trailing::refused;
    Utf8 utf8 = Utf8::strict;
};

namespace detail {

// A tree that is looked at once: its memory is given back as a whole.
value parse_once(std::string_view text, ParseOptions options);

// Where we are in the tree; a list on the stack that is only looked at when something is wrong.
struct Place {
    const Place* parent;
    std::string_view name;
    Keys keys;
};

[[noreturn]] void wrong(const Place& at, std::string_view what);
bool get_bool(const value& from, const Place& at);
std::int64_t get_signed(const value& from, const Place& at, std::int64_t low, std::int64_t high);
std::uint64_t get_unsigned(const value& from, const Place& at, std::uint64_t high);
double get_number(const value& from, const Place& at);
std::string_view get_text(const value& from, const Place& at);
const array& get_array(const value& from, const Place& at);
const object& get_object(const value& from, const Place& at);
// Null when absent.
const value* member(const object& from, std::string_view name, Keys keys);
// The index in `names`; throws "expected one of a, b, c".
std::size_t get_name(const value& from, const Place& at, const std::string_view* names,
                     std::size_t count);

template <class T>
void get(T& to, const value& from, const Place& at);

template <class T>
void get_struct(T& to, const value& from, const Place& at) {
    const object& members = get_object(from, at);
    boost::mp11::mp_for_each<Members<T>>([&](auto d) {
        constexpr std::string_view name = wire_name(decltype(d)::name);
        const value* found = member(members, name, at.keys);
        if (found != nullptr) get(to.*d.pointer, *found, Place{&at, name, at.keys});
    });
}

template <class T>
void get_map(T& to, const value& from, const Place& at) {
    static_assert(Text<typename T::key_type>, "a map that is read has text keys");
    to.clear();
    for (const auto& entry : get_object(from, at)) {
        typename T::mapped_type item{};
        get(item, entry.value(), Place{&at, "*", at.keys});
        to.insert_or_assign(typename T::key_type{std::string_view{entry.key()}}, std::move(item));
    }
}

template <class T>
void get_list(T& to, const value& from, const Place& at) {
    const Place item_at{&at, "[]", at.keys};
    const array& items = get_array(from, at);
    if constexpr (is_fixed<T>) {
        if (items.size() != to.size()) {
            wrong(at, "expected a list of " + std::to_string(to.size()) + " items");
        }
        for (std::size_t i = 0; i < to.size(); ++i) get(to[i], items[i], item_at);
    } else {
        to.clear();
        for (const value& from_item : items) {
            typename T::value_type item{};
            get(item, from_item, item_at);
            to.insert(to.end(), std::move(item));
        }
    }
}

template <Enum E>
E get_enum(const value& from, const Place& at) {
    static constexpr auto entries = enum_names<E>();
    static constexpr auto names = [] {
        std::array<std::string_view, entries.size()> out{};
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = entries[i].name;
        return out;
    }();
    return entries[get_name(from, at, names.data(), names.size())].value;
}

template <class T>
void get(T& to, const value& from, const Place& at) {
    if constexpr (std::same_as<T, value>) {
        to = from;
    } else if (from.is_null()) {
        return;  // null keeps the default
    } else if constexpr (std::same_as<T, object>) {
        to = get_object(from, at);
    } else if constexpr (std::same_as<T, array>) {
        to = get_array(from, at);
    } else if constexpr (std::same_as<T, bool>) {
        to = get_bool(from, at);
    } else if constexpr (std::unsigned_integral<T>) {
        to = static_cast<T>(get_unsigned(from, at, std::numeric_limits<T>::max()));
    } else if constexpr (Integer<T>) {
        using Limits = std::numeric_limits<T>;
        to = static_cast<T>(get_signed(from, at, Limits::min(), Limits::max()));
    } else if constexpr (std::floating_point<T>) {
        to = static_cast<T>(get_number(from, at));
    } else if constexpr (Enum<T>) {
        to = get_enum<T>(from, at);
    } else if constexpr (is_a<T, Id>) {
        get(to.value, from, at);
    } else if constexpr (std::same_as<T, Secret>) {
        to = Secret{std::string{get_text(from, at)}};
    } else if constexpr (std::same_as<T, std::string>) {
        to = get_text(from, at);
    } else if constexpr (Maybe<T>) {
        typename T::value_type inner{};
        get(inner, from, at);
        to = std::move(inner);
    } else if constexpr (is_a<T, OmitDefault>) {
        get(to.value, from, at);
    } else if constexpr (Map<T>) {
        get_map(to, from, at);
    } else if constexpr (Range<T>) {
        get_list(to, from, at);
    } else {
        static_assert(Struct<T>, "describe this type: BOOST_DESCRIBE_STRUCT(Type, (), (members))");
        get_struct(to, from, at);
    }
}

}  // namespace detail

// The C++ value of a tree. Throws Error{invalid}. Any thread.
template <class T>
T from(const value& tree, Keys keys = Keys::exact) {
    T to{};
    detail::get(to, tree, detail::Place{nullptr, {}, keys});
    return to;
}

// The C++ value of a text. Throws Error{invalid, "invalid JSON"} for text that is none.
template <class T>
T read(std::string_view text, ReadOptions options = {}) {
    return from<T>(detail::parse_once(text, {.trailing = options.trailing, .utf8 = options.utf8}),
                   options.keys);
}

}  // namespace kith::json
