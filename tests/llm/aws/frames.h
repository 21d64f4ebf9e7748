// Writes frames of application/vnd.amazon.eventstream, for tests.
#pragma once

#include <zlib.h>

#include <string>
#include <utility>
#include <vector>

#include "base/base64.h"

namespace kith::llm::aws {

using FrameHeaders = std::vector<std::pair<std::string, std::string>>;

inline std::string big_endian(std::size_t value, int bytes) {
    std::string out;
    for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xFF);
    return out;
}

inline std::string sum_of(const std::string& bytes) {
    return big_endian(
        ::crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())),
        4);
}

inline std::string made_frame(const FrameHeaders& headers, const std::string& payload) {
    std::string block;
    for (const auto& [name, value] : headers) {
        block += big_endian(name.size(), 1) + name + '\x07' + big_endian(value.size(), 2) + value;
    }
    auto out = big_endian(block.size() + payload.size() + 16, 4) + big_endian(block.size(), 4);
    out += sum_of(out);
    out += block + payload;
    return out + sum_of(out);
}

// A piece of a model's stream as Bedrock wraps it.
inline std::string chunk_frame(const std::string& event) {
    return made_frame({{":event-type", "chunk"},
                       {":content-type", "application/json"},
                       {":message-type", "event"}},
                      R"({"bytes":")" + base64(event) + R"(","p":"abcd"})");
}

}  // namespace kith::llm::aws
