// See cursor.h.
#include "search/cursor.h"

#include <array>
#include <charconv>

#include "base/error.h"

namespace kith::search {
namespace {

constexpr std::size_t kDigits = 16;  // hexadecimal, of one number
constexpr char kNewest = 'n', kOldest = 'o';

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    constexpr std::uint64_t kPrime = 0x100000001B3;
    for (int byte = 0; byte < 8; ++byte) hash = (hash ^ (value >> (8 * byte) & 0xFF)) * kPrime;
    return hash;
}

// Guards against typing errors, not against forgery: a made-up place is only another page.
std::uint64_t check_of(const Cursor& cursor) {
    auto hash = mix(cursor.query, static_cast<std::uint64_t>(cursor.last.time));
    hash = mix(hash, static_cast<std::uint64_t>(cursor.last.id));
    return mix(hash, static_cast<std::uint64_t>(cursor.sort));
}

void put(std::uint64_t value, std::string& out) {
    constexpr std::string_view kHex = "0123456789abcdef";
    for (int shift = 60; shift >= 0; shift -= 4) out += kHex[value >> shift & 15];
}

std::uint64_t take(std::string_view& word) {
    std::uint64_t value = 0;
    const auto digits = word.substr(0, kDigits);
    for (const char c : digits)
        require((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'), Errc::invalid,
                "this is not a cursor", "bad_cursor");
    (void)std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    word.remove_prefix(kDigits);
    return value;
}

}  // namespace

std::uint64_t query_hash(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    return hash;
}

std::string encode(const Cursor& cursor) {
    std::string out(1, cursor.sort == Sort::oldest ? kOldest : kNewest);
    put(static_cast<std::uint64_t>(cursor.last.time), out);
    put(static_cast<std::uint64_t>(cursor.last.id), out);
    put(check_of(cursor), out);
    return out;
}

Cursor decode_cursor(std::string_view word, std::uint64_t query, Sort sort) {
    require(word.size() == 1 + 3 * kDigits && (word[0] == kNewest || word[0] == kOldest),
            Errc::invalid, "this is not a cursor", "bad_cursor");
    Cursor cursor;
    cursor.sort = word[0] == kOldest ? Sort::oldest : Sort::newest;
    cursor.query = query;
    word.remove_prefix(1);
    cursor.last.time = static_cast<std::int64_t>(take(word));
    cursor.last.id = static_cast<std::int64_t>(take(word));
    const auto check = take(word);
    require(cursor.sort == sort && check == check_of(cursor), Errc::invalid,
            "this cursor belongs to another query", "bad_cursor");
    return cursor;
}

}  // namespace kith::search
