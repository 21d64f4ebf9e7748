// Row bits and scanners over real chunks, on every instruction set.
#include "search/scan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "store/chunk.h"
#include "tests/search/oracle.h"
#include "text/utf8.h"

namespace kith::search {
namespace {

store::Row text_row(std::string text, Kind kind = Kind::text) {
    store::Row row;
    row.kind = kind;
    row.text = std::move(text);
    return row;
}

std::vector<Isa> isas() {
    std::vector<Isa> out;
    for (const auto isa : {Isa::portable, Isa::avx2, Isa::avx512})
        if (runs_here(isa)) out.push_back(isa);
    return out;
}

std::vector<std::uint32_t> rows_of(const RowBits& bits) {
    std::vector<std::uint32_t> rows;
    bits.each([&](std::uint32_t row) { rows.push_back(row); });
    return rows;
}

std::string random_text(std::mt19937& random) {
    static const std::vector<std::string> parts{"一",        "丁", "a",    "B",  "Ａ",
                                                "😀",        "😁", "，",   "…",  "é",
                                                "e\xCC\x81", "❤️",  "今天", "ok", " "};
    std::string text;
    for (unsigned i = 0; i < random() % 14; ++i) text += parts[random() % parts.size()];
    return text;
}

TEST(Isa, names_lead_back) {
    for (const auto isa : {Isa::portable, Isa::avx2, Isa::avx512})
        EXPECT_EQ(isa_named(name_of(isa)), isa);
    EXPECT_FALSE(isa_named("mmx"));
    EXPECT_TRUE(runs_here(Isa::portable));
    EXPECT_TRUE(runs_here(best_isa()));
}

TEST(RowBits, sets_and_operations) {
    RowBits a, b;
    EXPECT_TRUE(a.none());
    for (const std::uint32_t row : {0u, 63u, 64u, 4095u}) a.set(row);
    b.set(63);
    b.set(100);
    EXPECT_TRUE(a.test(63));
    EXPECT_FALSE(a.test(62));
    EXPECT_EQ(a.count(), 4u);
    auto both = a;
    both &= b;
    EXPECT_EQ(rows_of(both), (std::vector<std::uint32_t>{63}));
    auto either = a;
    either |= b;
    EXPECT_EQ(rows_of(either), (std::vector<std::uint32_t>{0, 63, 64, 100, 4095}));
    auto rest = a;
    EXPECT_EQ(rows_of(rest.subtract(b)), (std::vector<std::uint32_t>{0, 64, 4095}));
    rest.reset(64);
    EXPECT_EQ(rows_of(rest), (std::vector<std::uint32_t>{0, 4095}));
    b.invert(101);
    EXPECT_EQ(b.count(), 99u);
    EXPECT_FALSE(b.test(100));
    EXPECT_FALSE(b.test(101));
    std::vector<std::uint32_t> newest;
    a.each_newest_first([&](std::uint32_t row) {
        newest.push_back(row);
        return newest.size() < 2;
    });
    EXPECT_EQ(newest, (std::vector<std::uint32_t>{4095, 64}));
}

TEST(RowBits, ranges_at_every_border) {
    for (const std::uint32_t first : {0u, 1u, 63u, 64u, 65u, 4000u, 4096u})
        for (const std::uint32_t last : {0u, 1u, 64u, 127u, 128u, 4095u, 4096u}) {
            RowBits bits;
            bits.set(7);
            bits.set_range(first, last);
            ASSERT_EQ(bits.count(), last > first ? last - first : 0u) << first << " " << last;
            for (std::uint32_t row = 0; row < store::kChunkRows; ++row)
                ASSERT_EQ(bits.test(row), row >= first && row < last);
        }
}

// Counts, newest rows and bits of random ranges against find in the folded texts.
void expect_scans(const store::Chunk& chunk, std::mt19937& random) {
    const auto columns = chunk.columns();
    std::vector<std::string> plain;
    for (std::uint32_t row = 0; row < columns.size; ++row)
        plain.push_back(oracle::folded(chunk.text_of(row)));
    for (int k = 0; k < 25; ++k) {
        const auto query = k % 3 == 0 ? random_text(random) : random_text(random).substr(0, 3);
        if (query.empty() || !text::valid_utf8(query)) continue;
        const auto needle = Needle::of(query);
        const auto wanted = oracle::folded(query);
        const auto first = k % 2 == 0 ? 0 : static_cast<std::uint32_t>(random() % columns.size);
        const auto last =
            k % 2 == 0 ? columns.size
                       : first + static_cast<std::uint32_t>(random() % (columns.size - first + 1));
        std::vector<std::uint32_t> right;
        for (auto row = first; row < last; ++row)
            if (columns.kind[row] == 0 && !wanted.empty() &&
                plain[row].find(wanted) != std::string::npos)
                right.push_back(row);
        for (const auto isa : isas()) {
            Scanner scanner{needle, isa};
            ASSERT_EQ(scanner.count(columns.text, first, last), right.size());
            RowBits bits;
            scanner.match(columns.text, first, last, bits);
            ASSERT_EQ(rows_of(bits), right) << query;
            const auto limit = static_cast<std::uint32_t>(random() % 12);
            std::vector<std::uint32_t> newest{12345};
            ASSERT_EQ(scanner.newest(columns.text, first, last, limit, newest), right.size());
            std::vector<std::uint32_t> top(right.rbegin(), right.rend());
            top.resize(std::min<std::size_t>(limit, top.size()));
            top.insert(top.begin(), 12345);
            ASSERT_EQ(newest, top);
        }
    }
}

TEST(Scanner, chunks_of_every_size) {
    std::mt19937 random{1};
    for (const std::uint32_t size : {1u, 2u, 7u, 60u, 333u, 4096u}) {
        store::ChunkBuilder builder;
        for (std::uint32_t i = 0; i < size; ++i)
            ASSERT_TRUE(builder.add(
                text_row(random_text(random), random() % 5 == 0 ? Kind::link : Kind::text), 0));
        ASSERT_NO_FATAL_FAILURE(expect_scans(*builder.build(), random));
    }
}

TEST(Scanner, chunks_of_more_units_than_one_run_holds) {
    std::mt19937 random{2};
    store::ChunkBuilder builder;
    for (int i = 0; i < 900; ++i) {
        std::string text;
        for (unsigned k = 0; k < 80; ++k) text += random_text(random);
        if (!builder.add(text_row(text), 0)) break;
    }
    const auto chunk = builder.build();
    ASSERT_GT(chunk->columns().text.units, 300'000u);
    expect_scans(*chunk, random);
}

TEST(Scanner, tail_chunks_of_every_size) {
    std::mt19937 random{3};
    auto tail = store::ChunkBuilder::tail(store::MessageId{1});
    for (std::uint32_t i = 0; i < store::kTailRows; ++i) {
        if (!tail->append(text_row(random_text(random)), 0, store::MessageId{1 + i})) break;
        if (i < 40 || i % 16 == 0) ASSERT_NO_FATAL_FAILURE(expect_scans(*tail, random));
    }
}

TEST(Scanner, keeps_exact_when_the_variant_changes) {
    std::mt19937 random{4};
    store::ChunkBuilder builder;
    for (int i = 0; i < 500; ++i)
        ASSERT_TRUE(builder.add(text_row(i % 50 < 25 ? "一一一" : "丁"), 0));
    const auto chunk = builder.build();
    const auto columns = chunk->columns();
    const auto needle = Needle::of("一一");
    for (const auto isa : isas()) {
        Scanner scanner{needle, isa};
        for (int i = 0; i < 100; ++i) ASSERT_EQ(scanner.count(columns.text, 0, columns.size), 250u);
    }
}

TEST(Scanner, an_empty_needle_is_nowhere) {
    store::ChunkBuilder builder;
    ASSERT_TRUE(builder.add(text_row("abc"), 0));
    const auto chunk = builder.build();
    const auto columns = chunk->columns();
    const Needle nothing;
    EXPECT_EQ(Scanner{nothing}.count(columns.text, 0, 1), 0u);
    RowBits bits;
    bits.set(9);
    match_rows(columns, columns.text, nothing, bits);
    EXPECT_TRUE(bits.none());
}

TEST(MatchRows, finds_in_the_plane_it_is_given) {
    store::ChunkBuilder builder;
    ASSERT_TRUE(builder.add(text_row("计划 A"), 0));
    ASSERT_TRUE(builder.add(text_row("计划.pdf", Kind::file), 0));
    ASSERT_TRUE(builder.add(text_row("别的"), 0));
    const auto chunk = builder.build();
    const auto columns = chunk->columns();
    RowBits bits;
    match_rows(columns, columns.text, Needle::of("计划"), bits);
    EXPECT_EQ(rows_of(bits), (std::vector<std::uint32_t>{0}));
    match_rows(columns, columns.extra, Needle::of("计划"), bits);
    EXPECT_EQ(rows_of(bits), (std::vector<std::uint32_t>{1}));
    match_rows(columns, columns.text, Needle::of("划 a"), bits);
    EXPECT_EQ(rows_of(bits), (std::vector<std::uint32_t>{0}));
}

// What the thread sanitizer looks at: scans read no unit that is being written.
TEST(Scanner, scans_of_a_tail_count_what_is_published) {
    for (int round = 0; round < 10; ++round) {
        auto tail = store::ChunkBuilder::tail(store::MessageId{1});
        std::atomic<bool> wrong{false}, started{false};
        std::thread reader{[&] {
            const auto needle = Needle::of("行");
            Scanner scanner{needle};
            started = true;
            for (std::uint32_t seen = 0; seen < store::kTailRows;) {
                const auto columns = tail->columns();
                if (scanner.count(columns.text, 0, columns.size) != columns.size) wrong = true;
                if (columns.size < seen) wrong = true;
                seen = columns.size;
            }
        }};
        while (!started) std::this_thread::yield();
        for (std::uint32_t i = 0; i < store::kTailRows; ++i)
            ASSERT_TRUE(tail->append(text_row("第 " + std::to_string(i) + " 行，"), 0,
                                     store::MessageId{1 + i}));
        reader.join();
        ASSERT_FALSE(wrong);
    }
}

}  // namespace
}  // namespace kith::search
