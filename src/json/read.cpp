// See read.h.
#include "json/read.h"

#include <cmath>

#include "base/error.h"

namespace kith::json::detail {
namespace {

std::string path_of(const Place& at) {
    if (at.parent == nullptr) return std::string{at.name};
    auto path = path_of(*at.parent);
    if (!path.empty() && at.name != "[]") path += '.';
    path += at.name;
    return path;
}

constexpr char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
}

bool same_letters(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (lower(a[i]) != lower(b[i])) return false;
    }
    return true;
}

[[noreturn]] void not_whole(const value& from, const Place& at) {
    // A whole number that no integer type holds comes out of the parser as a double.
    const bool too_large = from.is_double() && std::fabs(from.get_double()) >= 0x1p63;
    wrong(at, too_large ? "number out of range" : "expected an integer");
}

}  // namespace

void wrong(const Place& at, std::string_view what) {
    auto message = path_of(at);
    if (!message.empty()) message += ": ";
    message += what;
    throw Error{Errc::invalid, std::move(message), "wrong_type"};
}

bool get_bool(const value& from, const Place& at) {
    if (!from.is_bool()) wrong(at, "expected true or false");
    return from.get_bool();
}

std::int64_t get_signed(const value& from, const Place& at, std::int64_t low, std::int64_t high) {
    if (from.is_uint64()) wrong(at, "number out of range");  // used above the largest int64 only
    if (!from.is_int64()) not_whole(from, at);
    const auto number = from.get_int64();
    if (number < low || number > high) wrong(at, "number out of range");
    return number;
}

std::uint64_t get_unsigned(const value& from, const Place& at, std::uint64_t high) {
    if (!from.is_int64() && !from.is_uint64()) not_whole(from, at);
    if (from.is_int64() && from.get_int64() < 0) wrong(at, "number out of range");
    const auto number =
        from.is_uint64() ? from.get_uint64() : static_cast<std::uint64_t>(from.get_int64());
    if (number > high) wrong(at, "number out of range");
    return number;
}

double get_number(const value& from, const Place& at) {
    if (from.is_int64()) return static_cast<double>(from.get_int64());
    if (from.is_uint64()) return static_cast<double>(from.get_uint64());
    if (!from.is_double()) wrong(at, "expected a number");
    if (!std::isfinite(from.get_double())) wrong(at, "number out of range");  // 1e999
    return from.get_double();
}

std::string_view get_text(const value& from, const Place& at) {
    if (!from.is_string()) wrong(at, "expected a string");
    return view(from.get_string());
}

const array& get_array(const value& from, const Place& at) {
    if (!from.is_array()) wrong(at, "expected a list");
    return from.get_array();
}

const object& get_object(const value& from, const Place& at) {
    if (!from.is_object()) wrong(at, "expected an object");
    return from.get_object();
}

const value* member(const object& from, std::string_view name, Keys keys) {
    if (keys == Keys::exact) return from.if_contains(name);
    for (std::size_t i = from.size(); i-- > 0;) {
        const auto& entry = *(from.begin() + static_cast<std::ptrdiff_t>(i));
        if (!entry.value().is_null() && same_letters(std::string_view{entry.key()}, name)) {
            return &entry.value();
        }
    }
    return nullptr;
}

std::size_t get_name(const value& from, const Place& at, const std::string_view* names,
                     std::size_t count) {
    const auto text = get_text(from, at);
    std::string known;
    for (std::size_t i = 0; i < count; ++i) {
        if (names[i] == text) return i;
        known += i == 0 ? "" : ", ";
        known += names[i];
    }
    wrong(at, "expected one of " + known);
}

}  // namespace kith::json::detail
