// What both kinds of streams share: the list of what was passed over, and blanks. Inside json/
// only.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "json/stream.h"

namespace kith::json {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

constexpr bool is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

// The skipped ones: all counted, the first described.
struct SkipList {
    std::uint64_t count = 0;
    std::vector<Skipped> first;

    void add(Skipped one) {
        ++count;
        if (first.size() < kSkippedKept) first.push_back(std::move(one));
    }
};

}  // namespace kith::json
