// Substring search over snapshots against the oracle.
#include "search/substring.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

#include "base/error.h"
#include "tests/search/oracle.h"

namespace kith::search {
namespace {

constexpr std::int64_t kStart = 1'600'000'000;

std::string random_text(std::mt19937& random) {
    static constexpr std::array<std::string_view, 22> kParts{
        "你", "我",   "一", "好", "今天", "天气",      "，",   "！", "…", "ok",   "Hello",
        " ",  "ＡＢ", "😀", "❤️",  "é",    "e\xCC\x81", "100%", "_",  "ﷺ", "한국", "12"};
    std::string text;
    for (unsigned i = 0; i < random() % 10; ++i) text += kParts[random() % kParts.size()];
    return text;
}

store::Row random_row(std::mt19937& random, std::int64_t seconds) {
    store::Row row;
    row.time = seconds * 1000;
    row.kind = random() % 4 == 0 ? Kind::link : Kind::text;
    row.flags = random() % 2 == 0 ? kMine : 0;
    row.text = random_text(random);
    return row;
}

// One chat of sealed chunks with a tail behind them; one row in `deleted_in` is deleted, 0 = none.
std::vector<store::ChunkPtr> random_chat(std::mt19937& random, std::uint32_t rows,
                                         unsigned deleted_in) {
    std::vector<store::ChunkPtr> chunks;
    store::ChunkBuilder builder;
    auto tail = store::ChunkBuilder::tail(store::MessageId{1});
    for (std::uint32_t i = 0; i < rows; ++i) {
        auto row = random_row(random, kStart + 5 * i);
        if (deleted_in != 0 && random() % deleted_in == 0) row.flags |= kDeleted;
        const auto id = store::MessageId{1 + i};
        const auto sender = static_cast<std::uint16_t>(random() % 3);
        if (rows - i < 100) {
            EXPECT_TRUE(tail->append(row, sender, id));
        } else if (!builder.add(row, sender, id)) {
            chunks.push_back(builder.build());
            EXPECT_TRUE(builder.add(row, sender, id));
        }
    }
    if (builder.size() != 0) chunks.push_back(builder.build());
    chunks.push_back(tail);
    return chunks;
}

class SubstringSearch : public testing::Test {
  protected:
    static const store::Snapshot& snapshot() {
        static const auto made = [] {
            std::mt19937 random{42};
            std::vector<std::vector<store::ChunkPtr>> chats;
            chats.push_back(random_chat(random, 9'000, 0));
            for (unsigned i = 0; i < 30; ++i)
                chats.push_back(random_chat(random, 1 + random() % 300, i % 4));
            chats.emplace_back();
            chats.push_back(random_chat(random, 5'000, 50));
            return oracle::snapshot_of(std::move(chats));
        }();
        return made;
    }
    static const oracle::Oracle& truth() {
        static const oracle::Oracle made{snapshot()};
        return made;
    }
    const ScanPool pool{2};
};

TEST_F(SubstringSearch, answers_as_the_oracle_does) {
    EXPECT_EQ(oracle::differences(snapshot(), truth(), pool, 400, 1), 0u);
}

TEST_F(SubstringSearch, answers_the_same_with_one_thread) {
    EXPECT_EQ(oracle::differences(snapshot(), truth(), ScanPool{1}, 100, 2), 0u);
}

TEST_F(SubstringSearch, ranges_tests_and_places) {
    std::mt19937 random{3};
    for (int i = 0; i < 200; ++i) {
        const auto query = truth().draw(random, 1 + random() % 3);
        Substring what{.needle = Needle::of(query)};
        what.where = static_cast<Where>(random() % 3);
        what.newest = random() % 4 == 0 ? 500 : 5;
        if (random() % 2 == 0)
            what.range.from = kStart + static_cast<std::int64_t>(random() % 45'000);
        if (random() % 2 == 0)
            what.range.to = kStart + static_cast<std::int64_t>(random() % 45'000);
        if (random() % 2 == 0)
            what.test = [](const store::Chunk&, const store::Columns& columns, std::uint32_t row) {
                return columns.sender[row] == 1 && (columns.flags[row] & kMine) == 0;
            };
        const auto found = search_all(snapshot(), what, pool, Stop{});
        ASSERT_TRUE(oracle::same(found, truth().search(query, what))) << query;
        for (const auto& hits : found) {
            auto alone = search_chat(snapshot().chats[hits.chat], what);
            EXPECT_EQ(alone.chat, 0u);
            alone.chat = hits.chat;
            ASSERT_TRUE(oracle::same({alone}, {hits}));
        }
    }
}

TEST_F(SubstringSearch, only_the_chats_asked_for) {
    const Substring what{.needle = Needle::of("你")};
    const auto all = search_all(snapshot(), what, pool, Stop{});
    const std::vector<std::uint32_t> chosen{1, 4, 5, 31, 32};
    std::vector<ChatHits> right;
    for (const auto& hits : all)
        if (std::find(chosen.begin(), chosen.end(), hits.chat) != chosen.end())
            right.push_back(hits);
    EXPECT_TRUE(oracle::same(search_all(snapshot(), what, pool, Stop{}, chosen), right));
    EXPECT_TRUE(search_all(snapshot(), what, pool, Stop{}, std::vector<std::uint32_t>{}).empty());
}

TEST_F(SubstringSearch, percent_and_underscore_are_ordinary) {
    for (const char* query : {"%", "_", "100%", "'", "\\"}) {
        const Substring what{.needle = Needle::of(query)};
        EXPECT_TRUE(
            oracle::same(search_all(snapshot(), what, pool, Stop{}), truth().search(query, what)))
            << query;
    }
}

TEST_F(SubstringSearch, nothing_is_found_for_nothing) {
    EXPECT_TRUE(search_all(snapshot(), Substring{}, pool, Stop{}).empty());
    EXPECT_EQ(search_chat(snapshot().chats[0], Substring{}).count, 0u);
    EXPECT_TRUE(search_all(store::Snapshot{}, {.needle = Needle::of("a")}, pool, Stop{}).empty());
}

TEST_F(SubstringSearch, a_requested_stop_throws) {
    StopSource source;
    source.request(StopReason::client_left);
    EXPECT_THROW(search_all(snapshot(), {.needle = Needle::of("你")}, pool, source.stop()), Error);
}

TEST_F(SubstringSearch, each_chunk_gives_the_rows_in_the_range) {
    const auto& chat = snapshot().chats[0];
    std::uint64_t rows = 0;
    each_chunk(
        chat, {},
        [&](std::uint32_t, const store::Columns& columns, std::uint32_t first, std::uint32_t last) {
            EXPECT_EQ(first, 0u);
            EXPECT_EQ(last, columns.size);
            rows += last - first;
        });
    EXPECT_EQ(rows, 9'000u);
    rows = 0;
    each_chunk(chat, {kStart + 50, kStart + 99},
               [&](std::uint32_t chunk, const store::Columns& columns, std::uint32_t first,
                   std::uint32_t last) {
                   EXPECT_EQ(chunk, 0u);
                   EXPECT_EQ(columns.time[first], kStart + 50);
                   rows += last - first;
               });
    EXPECT_EQ(rows, 10u);
}

}  // namespace
}  // namespace kith::search
