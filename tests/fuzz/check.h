// What a fuzz target asserts with: a property that does not hold ends the program.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <source_location>
#include <string_view>

namespace kith::fuzz {

inline void check(bool holds, std::source_location where = std::source_location::current()) {
    if (holds) return;
    std::fprintf(stderr, "%s:%u: the property does not hold\n", where.file_name(), where.line());
    std::abort();
}

inline std::string_view view(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

// Takes the first byte as a number, 0 when there is none.
inline unsigned take_byte(std::string_view& bytes) {
    if (bytes.empty()) return 0;
    const auto value = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    return value;
}

}  // namespace kith::fuzz
