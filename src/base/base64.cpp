// See base64.h.
#include "base/base64.h"

#include <array>
#include <cstdint>

namespace kith {
namespace {

constexpr std::string_view kPlain =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrl =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::int8_t kNone = -1;

constexpr auto kValues = [] {
    std::array<std::int8_t, 256> values{};
    values.fill(kNone);
    for (const auto alphabet : {kPlain, kUrl}) {
        for (std::size_t i = 0; i < alphabet.size(); ++i) {
            values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::int8_t>(i);
        }
    }
    return values;
}();

std::string encoded(std::string_view bytes, std::string_view alphabet) {
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    std::uint32_t bits = 0;
    int held = 0;
    for (const char byte : bytes) {
        bits = bits << 8 | static_cast<unsigned char>(byte);
        for (held += 8; held >= 6; held -= 6) out += alphabet[bits >> (held - 6) & 63];
    }
    if (held > 0) out += alphabet[bits << (6 - held) & 63];
    return out;
}

}  // namespace

std::string base64(std::string_view bytes) {
    auto out = encoded(bytes, kPlain);
    out.append((4 - out.size() % 4) % 4, '=');
    return out;
}

std::string base64_url(std::string_view bytes) {
    return encoded(bytes, kUrl);
}

std::optional<std::string> from_base64(std::string_view text) {
    if (text.size() % 4 == 0) {
        for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
    }
    if (text.size() % 4 == 1) return std::nullopt;
    std::string out;
    out.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    int held = 0;
    for (const char letter : text) {
        const auto value = kValues[static_cast<unsigned char>(letter)];
        if (value == kNone) return std::nullopt;
        bits = bits << 6 | static_cast<std::uint32_t>(value);
        held += 6;
        if (held < 8) continue;
        held -= 8;
        out += static_cast<char>(bits >> held & 0xFF);
    }
    return out;
}

}  // namespace kith
