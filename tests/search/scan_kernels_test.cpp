// The inner loops of every instruction set against a loop over the rows.
#include "search/scan_kernels.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

namespace kith::search {
namespace {

struct Planes {
    std::vector<std::u16string> rows;
    std::vector<std::uint32_t> start;  // of each row
    std::vector<std::uint8_t> low, high;
    std::uint32_t units = 0;

    explicit Planes(std::vector<std::u16string> texts) : rows{std::move(texts)} {
        for (const auto& row : rows) {
            start.push_back(units);
            for (std::size_t i = 0; i <= row.size(); ++i) {
                const char16_t unit = i < row.size() ? row[i] : u'\0';
                low.push_back(static_cast<std::uint8_t>(unit));
                high.push_back(static_cast<std::uint8_t>(unit >> 8));
            }
            units = static_cast<std::uint32_t>(low.size());
        }
        // What lies behind must not matter.
        low.resize(units + 128, 0x61);
        high.resize(units + 128, 0x00);
    }
};

std::set<std::uint32_t> expected(const Planes& planes, const std::u16string& needle) {
    std::set<std::uint32_t> ends;
    for (std::size_t i = 0; i < planes.rows.size(); ++i)
        if (planes.rows[i].find(needle) != std::u16string::npos)
            ends.insert(planes.start[i] + static_cast<std::uint32_t>(planes.rows[i].size()));
    return ends;
}

std::set<std::uint32_t> scanned(const Planes& planes, const Needle& needle, Kernel kernel) {
    FoundBlocks found;
    const auto in = ScanInput{planes.low.data(), planes.high.data(), 0, planes.units, &needle,
                              planes.low.data(), planes.high.data(), 0, planes.units};
    kernel(in, found);
    std::set<std::uint32_t> ends;
    for (std::uint32_t i = 0; i < found.count; ++i) {
        EXPECT_NE(found.ends[i], 0u);
        for (std::uint32_t bit = 0; bit < 64; ++bit)
            if ((found.ends[i] >> bit & 1) != 0) ends.insert(found.start[i] + bit);
    }
    EXPECT_EQ(found.rows, ends.size());
    EXPECT_EQ(found.carry, 0u);
    return ends;
}

void expect_found(const Planes& planes, const std::u16string& text) {
    const Needle needle{text};
    const auto right = expected(planes, text);
    for (const auto isa : {Isa::portable, Isa::avx2, Isa::avx512}) {
        if (!runs_here(isa)) continue;
        ASSERT_EQ(scanned(planes, needle, kernels_of(isa).rare), right) << name_of(isa);
        ASSERT_EQ(scanned(planes, needle, kernels_of(isa).frequent), right) << name_of(isa);
    }
}

// Units whose bytes are easily mixed up: equal low or high bytes, zero in either.
constexpr std::u16string_view kTricky = u"一a慡Ā乡aa😀";

std::u16string random_units(std::mt19937& random, std::size_t size) {
    std::u16string text;
    for (std::size_t i = 0; i < size; ++i) text.push_back(kTricky[random() % kTricky.size()]);
    return text;
}

TEST(Kernels, every_position_of_a_match_in_three_blocks) {
    for (std::uint32_t at = 0; at < 150; ++at) {
        for (const std::size_t size : {1, 2, 3, 4, 5, 9, 40}) {
            std::u16string row(at, u'x');
            const std::u16string needle = std::u16string(size - 1, u'\u4E00') + u'z';
            row += needle;
            ASSERT_NO_FATAL_FAILURE(
                expect_found(Planes{{u"zz", row, u"\u4E00", row + u"yy"}}, needle));
        }
    }
}

TEST(Kernels, rows_over_many_blocks_count_once) {
    const std::u16string row = std::u16string(500, u'a') + u"b" + std::u16string(500, u'a');
    expect_found(Planes{{row, u"a", row, u"", u"c", row}}, u"a");
    expect_found(Planes{{row, u"a", row, u"", u"c", row}}, u"b");
    expect_found(Planes{{row, u"a", row, u"", u"c", row}}, u"ba");
    expect_found(Planes{{row, u"a", row, u"", u"c", row}}, std::u16string(400, u'a'));
}

TEST(Kernels, random_rows_and_needles) {
    std::mt19937 random{11};
    for (int round = 0; round < 300; ++round) {
        std::vector<std::u16string> rows;
        for (unsigned i = 0; i < 1 + random() % 60; ++i)
            rows.push_back(random_units(random, random() % (round % 5 == 0 ? 200 : 20)));
        const Planes planes{rows};
        for (int k = 0; k < 10; ++k) {
            auto needle = random_units(random, 1 + random() % 6);
            const auto& row = rows[random() % rows.size()];
            if (k % 2 == 0 && !row.empty()) {
                const auto from = random() % row.size();
                needle = row.substr(from, 1 + random() % 100);
            }
            ASSERT_NO_FATAL_FAILURE(expect_found(planes, needle));
        }
    }
}

TEST(Kernels, needles_of_more_than_64_units_are_compared_to_their_end) {
    std::mt19937 random{12};
    for (const std::size_t size : {63, 64, 65, 66, 128, 300, 1000}) {
        const auto text = random_units(random, size);
        auto other = text;
        other.back() = static_cast<char16_t>(other.back() + 1);
        const Planes planes{
            {other, text, u"x" + text, text.substr(0, size - 1), text + u"y", other}};
        ASSERT_EQ(expected(planes, text).size(), 3u);
        ASSERT_NO_FATAL_FAILURE(expect_found(planes, text));
    }
}

TEST(Kernels, a_match_never_runs_over_two_rows) {
    expect_found(Planes{{u"ab", u"cd", u"bc"}}, u"bc");
    EXPECT_EQ(expected(Planes{{u"ab", u"cd", u"bc"}}, u"bc").size(), 1u);
    // Nor into what lies behind the last row, which is full of 'a' here.
    expect_found(Planes{{u"xa"}}, u"aa");
    expect_found(Planes{{std::u16string(63, u'a')}}, std::u16string(64, u'a'));
}

TEST(Kernels, the_carry_goes_on_in_the_next_call) {
    const Planes planes{{std::u16string(100, u'a'), u"b"}};
    const Needle needle{u"a"};
    for (const auto isa : {Isa::portable, Isa::avx2, Isa::avx512}) {
        if (!runs_here(isa)) continue;
        for (const auto kernel : {kernels_of(isa).rare, kernels_of(isa).frequent}) {
            FoundBlocks found;
            kernel({planes.low.data(), planes.high.data(), 0, 64, &needle}, found);
            EXPECT_EQ(found.rows, 0u);
            EXPECT_EQ(found.carry, 1u);
            found.count = found.rows = 0;
            kernel({planes.low.data(), planes.high.data(), 64, planes.units, &needle}, found);
            ASSERT_EQ(found.rows, 1u);
            EXPECT_EQ(found.carry, 0u);
            EXPECT_EQ(found.start[0], 64u);
            EXPECT_EQ(found.ends[0], std::uint64_t{1} << 36);
        }
    }
}

}  // namespace
}  // namespace kith::search
