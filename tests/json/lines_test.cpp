// JSON Lines: any cut, bad lines, lines without end.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "json/stream.h"

namespace kith::json {
namespace {

struct Lines {
    std::string values;
    std::uint64_t lines = 0, skipped = 0;
    std::vector<Skipped> skips;
};

Lines lines(std::string_view text, std::size_t step, StreamLimits limits = {}) {
    Lines seen;
    LineStream stream{[&](const Item& item) {
                          seen.values += fmt::format("{}@{} {}\n", item.index, item.offset,
                                                     serialize(item.value));
                      },
                      limits};
    for (std::size_t at = 0; at < text.size(); at += step) {
        const std::vector<char> piece{
            text.begin() + static_cast<std::ptrdiff_t>(at),
            text.begin() + static_cast<std::ptrdiff_t>(std::min(at + step, text.size()))};
        stream.feed({piece.data(), piece.size()});
    }
    stream.finish();
    seen.lines = stream.lines();
    seen.skipped = stream.skipped_count();
    seen.skips = stream.skipped();
    return seen;
}

TEST(LineStream, every_line_is_a_value_and_bad_ones_are_counted_with_their_number) {
    const std::string text =
        "\xEF\xBB\xBF{\"a\":1}\r\n\n  \t\n{\"a\":}\n[\"中\",2]\n\"cut off\n{\"b\":\"\xFF\"}\n{} "
        "{}\n7";
    const auto at = [&](std::string_view part) { return text.find(part); };
    for (std::size_t step = 1; step < text.size() + 1; ++step) {
        const auto seen = lines(text, step);
        EXPECT_EQ(seen.values,
                  fmt::format(
                      "1@3 {{\"a\":1}}\n5@{} [\"中\",2]\n7@{} {{\"b\":\"\xEF\xBF\xBD\"}}\n9@{} 7\n",
                      at("[\"中"), at("{\"b"), text.size() - 1));
        EXPECT_EQ(seen.lines, 9U);
        ASSERT_EQ(seen.skipped, 3U);
        EXPECT_EQ(seen.skips[0].index, 4U);
        EXPECT_EQ(seen.skips[0].offset, at("{\"a\":}"));
        EXPECT_EQ(seen.skips[0].why, "invalid JSON at byte 5 of the line");
        EXPECT_EQ(seen.skips[1].index, 6U);
        EXPECT_EQ(seen.skips[2].index, 8U);
    }
}

TEST(LineStream, a_line_without_end_costs_no_memory_and_is_skipped) {
    const StreamLimits limits{.item_bytes = 8};
    const std::string text = "[12345]\n\"" + std::string(5000, 'x') + "\"\n[1]\n[1234567]\n2";
    for (const std::size_t step : {1UL, 7UL, 100000UL}) {
        const auto seen = lines(text, step, limits);
        EXPECT_EQ(seen.values, "1@0 [12345]\n3@5011 [1]\n5@5025 2\n");
        ASSERT_EQ(seen.skipped, 2U);
        EXPECT_EQ(seen.skips[0].why, "too long");
        EXPECT_EQ(seen.skips[0].bytes, 5002U);
    }
}

TEST(LineStream, skipped_lines_are_described_up_to_a_limit) {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += "x\n";
    const auto seen = lines(text, 10);
    EXPECT_EQ(seen.skipped, 1000U);
    EXPECT_EQ(seen.skips.size(), kSkippedKept);
}

TEST(LineStream, nothing_is_no_line) {
    EXPECT_EQ(lines("", 1).lines, 0U);
    EXPECT_EQ(lines("\n\n", 1).lines, 2U);
}

}  // namespace
}  // namespace kith::json
