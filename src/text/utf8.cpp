// Reading and writing UTF-8.
#include "text/utf8.h"

#include <cstring>

namespace kith::text {
namespace {

constexpr CodePoint kInvalid{kReplacement, 1, false};

bool is_continuation(unsigned char byte) {
    return (byte & 0xC0) == 0x80;
}

// White_Space of the Unicode character database.
bool is_space(char32_t c) {
    if (c <= 0x20) return c == 0x20 || (c >= 0x09 && c <= 0x0D);
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

std::size_t ascii_prefix(std::string_view text) {
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        std::uint64_t word;
        std::memcpy(&word, text.data() + i, 8);
        if ((word & 0x8080808080808080u) != 0) break;
    }
    return i;
}

// The bytes of the Chinese, Japanese and Korean characters a text begins with: sequences of three
// bytes whose first one allows any others.
std::size_t plain_three_byte_prefix(std::string_view text) {
    const auto* p = reinterpret_cast<const unsigned char*>(text.data());
    std::size_t i = 0;
    for (; i + 3 <= text.size(); i += 3) {
        const bool lead = p[i] >= 0xE1 && p[i] <= 0xEF && p[i] != 0xED;
        if (!lead || !is_continuation(p[i + 1]) || !is_continuation(p[i + 2])) break;
    }
    return i;
}

}  // namespace

CodePoint first_code_point(std::string_view utf8) {
    const auto* p = reinterpret_cast<const unsigned char*>(utf8.data());
    const std::size_t left = utf8.size();
    const unsigned lead = p[0];
    if (lead < 0x80) return {lead, 1, true};
    if (lead < 0xC2) return kInvalid;
    if (lead < 0xE0) {
        if (left < 2 || !is_continuation(p[1])) return kInvalid;
        return {(lead & 0x1Fu) << 6 | (p[1] & 0x3Fu), 2, true};
    }
    if (lead < 0xF0) {
        if (left < 3 || !is_continuation(p[1]) || !is_continuation(p[2])) return kInvalid;
        const char32_t value = (lead & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
        if (value < 0x800 || (value >= 0xD800 && value <= 0xDFFF)) return kInvalid;
        return {value, 3, true};
    }
    if (lead > 0xF4 || left < 4) return kInvalid;
    if (!is_continuation(p[1]) || !is_continuation(p[2]) || !is_continuation(p[3])) return kInvalid;
    const char32_t value =
        (lead & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
    if (value < 0x10000 || value > 0x10FFFF) return kInvalid;
    return {value, 4, true};
}

void append_utf8(char32_t value, std::string& out) {
    char bytes[4];
    out.append(bytes, write_utf8(value, bytes));
}

std::string repair_utf8(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    while (!bytes.empty()) {
        const auto c = first_code_point(bytes);
        if (c.valid)
            out.append(bytes.substr(0, c.bytes));
        else
            append_utf8(kReplacement, out);
        bytes.remove_prefix(c.bytes);
    }
    return out;
}

bool valid_utf8(std::string_view bytes) {
    while (!bytes.empty()) {
        bytes.remove_prefix(plain_three_byte_prefix(bytes));
        bytes.remove_prefix(ascii_prefix(bytes));
        if (bytes.empty()) break;
        const auto c = first_code_point(bytes);
        if (!c.valid) return false;
        bytes.remove_prefix(c.bytes);
    }
    return true;
}

std::size_t length(std::string_view utf8) {
    std::size_t count = 0;
    for (; !utf8.empty(); ++count) utf8.remove_prefix(first_code_point(utf8).bytes);
    return count;
}

std::string_view trim(std::string_view utf8) {
    while (!utf8.empty()) {
        const auto c = first_code_point(utf8);
        if (!is_space(c.value)) break;
        utf8.remove_prefix(c.bytes);
    }
    // From the end: no white space has more than three bytes.
    for (std::size_t size = 1; size <= 3 && size <= utf8.size();) {
        const auto tail = utf8.substr(utf8.size() - size);
        const auto c = first_code_point(tail);
        if (c.valid && c.bytes == size) {
            if (!is_space(c.value)) break;
            utf8.remove_suffix(size);
            size = 1;
        } else {
            ++size;
        }
    }
    return utf8;
}

std::string_view first_code_points(std::string_view utf8, std::size_t limit) {
    if (utf8.size() <= limit) return utf8;
    std::size_t end = 0;
    for (; limit > 0 && end < utf8.size(); --limit) end += first_code_point(utf8.substr(end)).bytes;
    return utf8.substr(0, end);
}

}  // namespace kith::text
