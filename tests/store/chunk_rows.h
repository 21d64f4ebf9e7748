// Rows for chunk tests: every kind, texts of every sort, drawn with a seed.
#pragma once

#include <array>
#include <random>
#include <string>
#include <string_view>

#include "store/types.h"

namespace kith::store {

inline std::string random_text(std::mt19937& random) {
    static constexpr std::array<std::string_view, 24> kParts{
        "你好", "今天", "天气",      "，",   "！", "…", "OK", "Hello ", "a",  "b",    "Ａ", "😀",
        "❤️",    "é",    "e\xCC\x81", "100%", "_",  "'", "\"", "\n",     "　", "한국", "ﷺ",  "一丁"};
    std::string text;
    const auto parts = random() % 9;
    for (unsigned i = 0; i < parts; ++i) text += kParts[random() % kParts.size()];
    return text;
}

inline Row random_row(std::mt19937& random, std::int64_t seconds) {
    Row row;
    row.time = seconds * 1000 + static_cast<std::int64_t>(random() % 1000);
    row.kind = random() % 3 != 0 ? Kind::text : static_cast<Kind>(random() % kKindCount);
    row.flags = static_cast<std::uint8_t>(random() % 8);
    row.raw_type = random() % 10 == 0 ? static_cast<std::int64_t>(random()) << 20
                                      : -1;  // -1: the caller sets the usual one
    row.text = random_text(random);
    return row;
}

}  // namespace kith::store
