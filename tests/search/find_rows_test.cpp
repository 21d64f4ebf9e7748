// Rows of one chunk for one term each, with the borders that a mistake would move.
#include "search/find_rows.h"

#include <gtest/gtest.h>

#include "tests/search/find_archive.h"

namespace kith::search {
namespace {

constexpr std::int64_t kMidnight = 1'710'000'000 - 1'710'000'000 % 86'400;  // UTC, a Saturday

class Rows : public testing::Test {
  protected:
    void add(std::int64_t time, std::string text = "x", Kind kind = Kind::text,
             std::uint8_t flags = 0, std::uint16_t sender = 0) {
        auto& rows = archive.chats[0].rows;
        rows.push_back({static_cast<std::int64_t>(rows.size()) + 1, time, sender, kind, flags,
                        std::move(text)});
    }
    // The rows found, as positions in the chat.
    std::vector<std::uint32_t> rows(std::string_view text) {
        const auto snapshot = made::to_snapshot(archive, chunk_rows);
        FindContext context;
        context.zone = zone;
        context.late = late;
        context.accounts = archive.accounts;
        const auto plan = plan_of(parse(text), *snapshot, context);
        const LocalClock clock{zone, kMidnight - 90'000, kMidnight + 9'000'000};
        RowMatcher matcher{plan, context, clock};
        std::vector<std::uint32_t> found;
        const auto& chat = snapshot->chats[0];
        if (matcher.enter(chat, 0) == Verdict::none) return found;
        std::uint32_t before = 0;
        for (std::uint32_t i = 0; i < chat.rows->chunks.size(); ++i) {
            const auto columns = chat.rows->chunks[i]->columns();
            RowBits bits;
            matcher.match(i, columns, bits);
            bits.each([&](std::uint32_t row) { found.push_back(before + row); });
            before += columns.size;
        }
        return found;
    }

    made::Archive archive = made::people_and_chats();
    Zone zone = Zone::fixed(0);
    LateHours late;
    std::size_t chunk_rows = store::kChunkRows;
};

using Found = std::vector<std::uint32_t>;

TEST_F(Rows, late_ends_before_its_last_hour) {
    for (const std::int64_t second : {-1, 0, 5 * 3600 - 1, 5 * 3600}) add(kMidnight + second);
    EXPECT_EQ(rows("is:late"), (Found{1, 2}));
    late = {23, 5};
    EXPECT_EQ(rows("is:late"), (Found{0, 1, 2}));
    late = {0, 0};
    EXPECT_EQ(rows("is:late"), Found{});
}

TEST_F(Rows, hours_and_weekdays_are_local) {
    for (const std::int64_t second : {-1, 0, 86'399, 86'400}) add(kMidnight + second);
    EXPECT_EQ(rows("weekday:6"), (Found{1, 2}));
    EXPECT_EQ(rows("hour:23"), (Found{0, 2}));
    zone = Zone::fixed(-3600);
    EXPECT_EQ(rows("weekday:6"), (Found{2, 3}));
    zone = Zone::fixed(3600);
    EXPECT_EQ(rows("hour:0"), (Found{0, 2}));
    EXPECT_EQ(rows("hour:1"), (Found{1, 3}));
}

TEST_F(Rows, times_include_the_first_second_and_exclude_the_end) {
    for (const std::int64_t second : {-1, 0, 86'399, 86'400}) add(kMidnight + second);
    const auto day = format_date(static_cast<Day>(kMidnight / 86'400));
    EXPECT_EQ(rows("on:" + day), (Found{1, 2}));
    EXPECT_EQ(rows("after:" + day), (Found{1, 2, 3}));
    EXPECT_EQ(rows("before:" + day), Found{0});
    chunk_rows = 1;
    EXPECT_EQ(rows("on:" + day), (Found{1, 2}));
    EXPECT_EQ(rows("-on:" + day), (Found{0, 3}));
}

TEST_F(Rows, a_row_belongs_to_its_sender_and_the_owner_to_mine) {
    add(kMidnight, "a", Kind::text, 0, 0);
    add(kMidnight, "b", Kind::text, kMine, 1);
    add(kMidnight, "c", Kind::text, kMine, store::kNobody);
    add(kMidnight, "d", Kind::text, 0, store::kNobody);
    EXPECT_EQ(rows("from:阿梅"), Found{0});
    EXPECT_EQ(rows("from:me"), (Found{1, 2}));
    EXPECT_EQ(rows("from:林伟本人"), (Found{1, 2}));
    EXPECT_EQ(rows("is:theirs"), (Found{0, 3}));
    EXPECT_EQ(rows("with:阿梅"), (Found{0, 1, 2, 3}));
}

TEST_F(Rows, every_kind_is_found_by_its_name) {
    for (int i = 0; i < kKindCount; ++i) add(kMidnight, "x", static_cast<Kind>(i));
    for (std::uint32_t i = 0; i < kKindCount; ++i) {
        if (is_system(static_cast<Kind>(i))) continue;
        EXPECT_EQ(rows("has:" + std::string{name_of(static_cast<Kind>(i))}), Found{i});
    }
    EXPECT_EQ(rows("is:system"), Found{static_cast<std::uint32_t>(Kind::system)});
}

TEST_F(Rows, erased_rows_are_never_found) {
    add(kMidnight, "爬山");
    add(kMidnight, "爬山", Kind::text, kDeleted);
    EXPECT_EQ(rows("爬山"), Found{0});
    EXPECT_EQ(rows("-饭"), Found{0});
    EXPECT_EQ(rows("is:opener"), Found{0});
}

TEST_F(Rows, full_and_short_words_of_the_bitmap_give_the_same) {
    for (int i = 0; i < 200; ++i)
        add(kMidnight + i, i % 7 == 0 ? "爬山" : "x", i % 3 == 0 ? Kind::link : Kind::text);
    Found both;
    for (std::uint32_t i = 0; i < 200; i += 21) both.push_back(i);
    EXPECT_EQ(rows("爬山 has:link"), both);
    EXPECT_EQ(rows("爬山 -has:text"), both);
    EXPECT_EQ(rows("-(-爬山 OR -has:link)"), both);
}

TEST_F(Rows, an_opener_looks_back_over_chunks_without_messages) {
    add(kMidnight);
    for (int i = 1; i < 5; ++i) add(kMidnight + i, "notice", Kind::system, 0, store::kNobody);
    add(kMidnight + 10);
    chunk_rows = 2;
    EXPECT_EQ(rows("is:opener"), Found{0});
}

}  // namespace
}  // namespace kith::search
