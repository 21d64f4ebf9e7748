// The reader's window against the plain list of rows.
#include "search/window.h"

#include <gtest/gtest.h>

#include <map>

#include "base/error.h"
#include "tests/search/find_archive.h"
#include "text/utf8.h"

namespace kith::search {
namespace {

using From = WindowAsk::From;
const Zone kZone = Zone::named("Europe/Berlin");

std::vector<std::int64_t> ids(const Window& window) {
    std::vector<std::int64_t> out;
    for (const auto& item : window.items) out.push_back(item.id.value);
    return out;
}

// Shown rows of the chat.
std::vector<made::Row> shown(const made::Chat& chat) {
    std::vector<made::Row> rows;
    for (const auto& row : chat.rows)
        if ((row.flags & kDeleted) == 0) rows.push_back(row);
    return rows;
}

class Windows : public testing::Test {
  protected:
    Windows() {
        auto& rows = archive.chats[0].rows;
        for (std::int64_t i = 0; i < 10; ++i)
            rows.push_back({100 - i, 1'710'000'000 + i / 2 * 60, static_cast<std::uint16_t>(i % 2),
                            Kind::text, static_cast<std::uint8_t>(i % 2 == 1 ? kMine : 0),
                            std::to_string(i)});
        rows[4].flags |= kDeleted;
    }
    Window ask(WindowAsk ask, std::size_t chunk_rows = 3) const {
        const auto snapshot = made::to_snapshot(archive, chunk_rows);
        return window_of(*snapshot, snapshot->chats[0], ask, kZone);
    }

    made::Archive archive = made::people_and_chats();
};

std::string texts(const Window& window) {
    std::string out;
    for (const auto& item : window.items) out += item.text;
    return out;
}

TEST_F(Windows, the_end_is_the_newest_rows_oldest_first) {
    const auto window = ask({.limit = 3});
    EXPECT_EQ(texts(window), "789");
    EXPECT_EQ(window.ordinal, 6U);
    EXPECT_EQ(window.total, 9U);
    EXPECT_EQ(window.before, store::MessageId{93});
    EXPECT_FALSE(window.after);
    EXPECT_EQ(texts(ask({.limit = 100})), "012356789");
}

TEST_F(Windows, around_has_the_message_in_the_middle) {
    const auto window = ask({.from = From::around, .id = store::MessageId{94}, .limit = 5});
    EXPECT_EQ(texts(window), "35678");
    EXPECT_EQ(window.ordinal, 3U);
    EXPECT_EQ(window.before, store::MessageId{97});
    EXPECT_EQ(window.after, store::MessageId{92});
}

TEST_F(Windows, around_near_an_end_takes_more_from_the_other_side) {
    EXPECT_EQ(texts(ask({.from = From::around, .id = store::MessageId{100}, .limit = 4})), "0123");
    EXPECT_EQ(texts(ask({.from = From::around, .id = store::MessageId{91}, .limit = 4})), "6789");
}

TEST_F(Windows, an_erased_message_still_marks_a_place) {
    EXPECT_EQ(texts(ask({.from = From::around, .id = store::MessageId{96}, .limit = 4})), "2356");
    EXPECT_EQ(texts(ask({.from = From::before, .id = store::MessageId{96}, .limit = 2})), "23");
    EXPECT_EQ(texts(ask({.from = From::after, .id = store::MessageId{96}, .limit = 2})), "56");
}

TEST_F(Windows, at_begins_with_the_first_row_of_that_time_or_later) {
    EXPECT_EQ(texts(ask({.from = From::at, .time = 1'710'000'060, .limit = 3})), "235");
    EXPECT_EQ(texts(ask({.from = From::at, .time = 1'710'000'061, .limit = 3})), "567");
    EXPECT_EQ(texts(ask({.from = From::at, .time = 0, .limit = 2})), "01");
    EXPECT_EQ(texts(ask({.from = From::at, .time = 1'710'000'240, .limit = 4})), "6789");
    EXPECT_EQ(texts(ask({.from = From::at, .time = 1'800'000'000, .limit = 2})), "89");
}

TEST_F(Windows, pages_next_to_each_other_give_the_whole_chat) {
    std::string back, forth;
    WindowAsk step{.limit = 2};
    while (true) {
        const auto window = ask(step);
        back = texts(window) + back;
        if (!window.before) break;
        step = {.from = From::before, .id = *window.before, .limit = 2};
    }
    EXPECT_EQ(back, "012356789");
    step = {.from = From::at, .time = 0, .limit = 2};
    while (true) {
        const auto window = ask(step);
        forth += texts(window);
        if (!window.after) break;
        step = {.from = From::after, .id = *window.after, .limit = 2};
    }
    EXPECT_EQ(forth, "012356789");
}

TEST_F(Windows, an_item_tells_who_and_what) {
    const auto window = ask({.limit = 2});
    EXPECT_EQ(window.items[0].name, "阿梅");
    EXPECT_FALSE(window.items[0].is_mine);
    EXPECT_EQ(window.items[0].sender, store::PersonId{2});
    EXPECT_TRUE(window.items[1].is_mine);
    EXPECT_EQ(window.items[1].kind, Kind::text);
}

TEST_F(Windows, an_unknown_message_is_not_found) {
    try {
        (void)ask({.from = From::around, .id = store::MessageId{9999}});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::not_found);
    }
    EXPECT_THROW((void)ask({.from = From::before, .id = store::MessageId{-1}}), Error);
    EXPECT_THROW((void)ask({.limit = 0}), Error);
    EXPECT_THROW((void)ask({.limit = kWindowLimit + 1}), Error);
}

TEST_F(Windows, an_empty_chat_has_an_empty_window) {
    archive.chats[0].rows.clear();
    for (const auto from : {From::end, From::at}) {
        const auto window = ask({.from = from});
        EXPECT_TRUE(window.items.empty());
        EXPECT_EQ(window.total, 0U);
        EXPECT_FALSE(window.before);
        EXPECT_FALSE(window.after);
    }
}

TEST_F(Windows, a_chat_of_erased_rows_is_empty) {
    for (auto& row : archive.chats[0].rows) row.flags |= kDeleted;
    const auto window = ask({.from = From::around, .id = store::MessageId{96}});
    EXPECT_TRUE(window.items.empty());
    EXPECT_EQ(window.total, 0U);
    EXPECT_TRUE(window.months.empty());
}

TEST_F(Windows, a_long_text_is_cut_and_says_so) {
    std::string longer;
    for (std::size_t i = 0; i < kWindowTextCodePoints + 1; ++i) longer += "长";
    archive.chats[0].rows.back().text = longer;
    const auto window = ask({.limit = 1});
    EXPECT_TRUE(window.items[0].cut);
    EXPECT_EQ(text::length(window.items[0].text), kWindowTextCodePoints);
}

TEST(Window, agrees_with_the_list_of_rows) {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        const auto archive = made::random_archive(seed, 120);
        const auto snapshot = made::to_snapshot(archive, seed % 2 == 0 ? 11 : 4096);
        for (std::size_t c = 0; c < archive.chats.size(); ++c) {
            const auto rows = shown(archive.chats[c]);
            std::map<std::pair<int, int>, std::uint64_t> months, got;
            for (const auto& row : rows) {
                const auto date = kZone.local(row.time).date;
                ++months[{date.year, date.month}];
            }
            for (std::size_t i = 0; i < rows.size(); i += 7) {
                const WindowAsk ask{
                    .from = From::around, .id = store::MessageId{rows[i].id}, .limit = 9};
                const auto window = window_of(*snapshot, snapshot->chats[c], ask, kZone);
                ASSERT_EQ(window.total, rows.size());
                ASSERT_EQ(window.items.size(), std::min<std::size_t>(9, rows.size()));
                std::vector<std::int64_t> expected;
                for (std::size_t k = 0; k < window.items.size(); ++k)
                    expected.push_back(rows[window.ordinal + k].id);
                ASSERT_EQ(ids(window), expected);
                ASSERT_NE(std::ranges::find(expected, rows[i].id), expected.end());
                got.clear();
                for (const auto& m : window.months) got[{m.year, m.month}] = m.count;
                ASSERT_EQ(got, months);
            }
        }
    }
}

}  // namespace
}  // namespace kith::search
