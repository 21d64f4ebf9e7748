// See writer.h.
#include "json/writer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <boost/json/value.hpp>
#include <charconv>
#include <cmath>
#include <concepts>

#include "json/utf8.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace kith::json {
namespace {

// A text is escaped in pieces, so that there is room for the worst case of a piece.
constexpr std::size_t kPiece = 1024;
constexpr std::size_t kWorst = 6;   // \u0001
constexpr std::size_t kSlack = 32;  // wide stores, and a sequence across the border of a piece
constexpr std::size_t kNumberBytes = 48;

// Per byte: 0 = as it is, 'u' = \u00XX, other = the letter behind the backslash; 1 = not ASCII.
constexpr auto kEscape = [] {
    std::array<char, 256> out{};
    for (std::size_t i = 0; i < 32; ++i) out[i] = 'u';
    for (std::size_t i = 128; i < 256; ++i) out[i] = 1;
    out['\b'] = 'b';
    out['\f'] = 'f';
    out['\n'] = 'n';
    out['\r'] = 'r';
    out['\t'] = 't';
    out['"'] = '"';
    out['\\'] = '\\';
    return out;
}();

char* escape_one(char* to, unsigned char byte, char letter) {
    *to++ = '\\';
    *to++ = letter;
    if (letter == 'u') {
        constexpr std::string_view hex = "0123456789abcdef";
        *to++ = '0';
        *to++ = '0';
        *to++ = hex[byte >> 4];
        *to++ = hex[byte & 15];
    }
    return to;
}

// Copies plain ASCII; returns how many bytes. May store up to 15 bytes more than that.
std::size_t copy_plain(char* to, const unsigned char* at, const unsigned char* end) {
    const auto* begin = at;
#if defined(__SSE2__)
    while (end - at >= 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(to + (at - begin)), bytes);
        // Signed comparison: bytes from 0x80 up are negative, so this finds them and the control
        // characters.
        const __m128i special =
            _mm_or_si128(_mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)),
                         _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                                      _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))));
        const auto mask = static_cast<unsigned>(_mm_movemask_epi8(special));
        if (mask != 0) return static_cast<std::size_t>(at - begin) + std::countr_zero(mask);
        at += 16;
    }
#endif
    for (; at < end && kEscape[*at] == 0; ++at) to[at - begin] = static_cast<char>(*at);
    return static_cast<std::size_t>(at - begin);
}

// Copies valid sequences that are not ASCII, replaces invalid bytes; stops at an ASCII byte or
// behind `stop`.
char* copy_wide(char* to, const unsigned char*& at, const unsigned char* stop,
                const unsigned char* end) {
    while (at < stop && *at >= 0x80) {
        const auto length = sequence_length(at, end);
        if (length == 3) {  // nearly all of them in Chinese text
            to[0] = static_cast<char>(at[0]);
            to[1] = static_cast<char>(at[1]);
            to[2] = static_cast<char>(at[2]);
            to += 3;
            at += 3;
        } else if (length != 0) {
            std::memcpy(to, at, length);
            to += length;
            at += length;
        } else {
            to = std::copy(kReplacement.begin(), kReplacement.end(), to);
            ++at;
        }
    }
    return to;
}

template <std::integral T>
char* put_integer(char* to, T value) {
    return std::to_chars(to, to + kNumberBytes, value).ptr;
}

template <std::floating_point T>
char* put_number(char* to, T value) {
    constexpr T kWhole = std::same_as<T, float> ? T{1 << 23} : T{1e15};
    const T size = std::fabs(value);
    if (size < kWhole && value == std::trunc(value) && !std::signbit(value)) {
        return put_integer(to, static_cast<std::int64_t>(value));
    }
    // The borders and the form of exponents are those of ECMAScript and of Go's encoder.
    const bool plain = size == 0 || (size >= T{1e-6} && size < T{1e21});
    auto* end = std::to_chars(to, to + kNumberBytes, value,
                              plain ? std::chars_format::fixed : std::chars_format::scientific)
                    .ptr;
    if (!plain && end[-4] == 'e' && end[-2] == '0') {  // 1e-07 → 1e-7
        end[-2] = end[-1];
        --end;
    }
    return end;
}

}  // namespace

void Writer::flush() {
    // The last byte stays: close() looks at it.
    const char last = at_[-1];
    out_.append(buffer_, static_cast<std::size_t>(at_ - buffer_ - 1));
    buffer_[0] = last;
    at_ = buffer_ + 1;
}

void Writer::raw_long(std::string_view bytes) {
    finish();
    out_.append(bytes.substr(0, bytes.size() - 1));
    *at_++ = bytes.back();
}

void Writer::text(std::string_view text) {
    static_assert(kWorst * kPiece + kSlack <= kBufferBytes / 2);
    const auto* at = reinterpret_cast<const unsigned char*>(text.data());
    const auto* end = at + text.size();
    need(2);
    *at_++ = '"';
    while (at < end) {
        const auto* stop = at + std::min<std::size_t>(kPiece, static_cast<std::size_t>(end - at));
        need(kWorst * static_cast<std::size_t>(stop - at) + kSlack);
        char* to = at_;
        while (at < stop) {
            const auto plain = copy_plain(to, at, stop);
            to += plain;
            at += plain;
            if (at >= stop) break;
            const char letter = kEscape[*at];
            if (letter == 1) {
                to = copy_wide(to, at, stop, end);
            } else if (letter != 0) {
                to = escape_one(to, *at++, letter);
            }
        }
        at_ = to;
    }
    need(1);
    *at_++ = '"';
}

void Writer::integer(std::int64_t value) {
    need(kNumberBytes);
    at_ = put_integer(at_, value);
}

void Writer::integer(std::uint64_t value) {
    need(kNumberBytes);
    at_ = put_integer(at_, value);
}

void Writer::number(double value) {
    if (!std::isfinite(value)) return null();
    need(kNumberBytes);
    at_ = put_number(at_, value);
}

void Writer::number(float value) {
    if (!std::isfinite(value)) return null();
    need(kNumberBytes);
    at_ = put_number(at_, value);
}

void Writer::tree(const boost::json::string& value) {
    text({value.data(), value.size()});
}

void Writer::tree(const boost::json::array& value) {
    open('[');
    for (const auto& item : value) {
        tree(item);
        comma();
    }
    close(']');
}

void Writer::tree(const boost::json::object& value) {
    open('{');
    for (const auto& entry : value) {
        text({entry.key().data(), entry.key().size()});
        raw(":");
        tree(entry.value());
        comma();
    }
    close('}');
}

void Writer::tree(const boost::json::value& value) {
    switch (value.kind()) {
        case boost::json::kind::null:
            return null();
        case boost::json::kind::bool_:
            return boolean(value.get_bool());
        case boost::json::kind::int64:
            return integer(value.get_int64());
        case boost::json::kind::uint64:
            return integer(value.get_uint64());
        case boost::json::kind::double_:
            return number(value.get_double());
        case boost::json::kind::string:
            return tree(value.get_string());
        case boost::json::kind::array:
            return tree(value.get_array());
        case boost::json::kind::object:
            return tree(value.get_object());
    }
}

}  // namespace kith::json
