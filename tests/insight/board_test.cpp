// Boards: everything at once, and what is counted again after a change.
#include "insight/board.h"

#include <gtest/gtest.h>

#include <thread>

#include "base/error.h"
#include "tests/insight/made.h"

namespace kith::insight {
namespace {

constexpr std::int64_t kFrom = 1577836800, kTo = 1640995200;

BoardQuery query(store::Range range = {}, std::int64_t now = kTo) {
    return {range, Params{}, now};
}

// Every figure that a board shows, as text: equal boards give equal texts.
std::string shown(const Board& board) {
    std::string out;
    const auto put = [&](auto value) { out += std::to_string(value) + ' '; };
    for (const auto& row : board.contacts) {
        out += row.person->key + row.first_date + row.last_date + row.stats->first_text;
        for (const auto value : {row.total, row.mine, row.my_chars, row.their_chars, row.recent,
                                 row.night, row.money, row.recalls, row.stickers})
            put(value);
        put(row.shared_groups);
        put(row.peak ? row.peak->month : 0);
        put(row.average_chars);
    }
    for (const auto& day : board.days) put(day.day), put(day.total);
    for (const auto& month : board.global.months) put(month.month), put(month.total);
    for (const auto& owl : board.global.night_owls) out += owl.key, put(owl.night);
    for (const auto& chat : board.chats) put(chat->total), put(chat->sessions);
    return out + board.global.sticker_king + board.global.night_champion;
}

TEST(Board, is_the_same_on_one_thread_and_on_many) {
    const auto archive = made::some_archive(3, kFrom, kTo, 2'000);
    const auto snapshot = made::to_snapshot(archive, 200);
    const auto one = make_board(*snapshot, query(), nullptr, 1, {});
    const auto many = make_board(*snapshot, query(), nullptr, 4, {});
    EXPECT_EQ(shown(*one), shown(*many));
    EXPECT_EQ(one->generation, snapshot->generation);
    EXPECT_EQ(one->chats.size(), archive.chats.size());
    EXPECT_FALSE(one->contacts.empty());
}

TEST(Board, finds_a_chat_by_id) {
    const auto snapshot = made::to_snapshot(made::some_archive(3, kFrom, kTo, 100));
    const auto board = make_board(*snapshot, query(), nullptr, 1, {});
    for (const auto& chat : snapshot->chats)
        EXPECT_EQ(board->chat(chat.info->id)->chat, chat.info->id);
    EXPECT_EQ(board->chat(store::ChatId{4'711}), nullptr);
}

TEST(Board, counts_only_changed_chats_again) {
    auto archive = made::some_archive(5, kFrom, kTo, 500);
    const auto before = make_board(*made::to_snapshot(archive), query(), nullptr, 1, {});
    auto& changed = archive.chats[2];
    changed.rows.push_back({kTo, Kind::sticker, kMine, 0, ""});
    ++changed.version;
    archive.people.push_back(made::person(50, "new", store::kFriend));
    archive.chats.push_back(
        {50, store::ChatKind::direct, "new", 50, {50}, {{kTo, Kind::text, 0, 0, "hi"}}});
    const auto snapshot = made::to_snapshot(archive);
    const auto after = make_board(*snapshot, query(), before.get(), 1, {});
    EXPECT_EQ(shown(*after), shown(*make_board(*snapshot, query(), nullptr, 1, {})));
    for (std::size_t i = 0; i < before->chats.size(); ++i)
        EXPECT_EQ(after->chats[i] == before->chats[i], i != 2) << i;
}

TEST(Board, of_another_range_or_zone_takes_nothing_over) {
    const auto snapshot = made::to_snapshot(made::some_archive(5, kFrom, kTo, 500));
    const auto before = make_board(*snapshot, query(), nullptr, 1, {});
    const auto range = query({kFrom + 10'000'000, 0});
    EXPECT_EQ(shown(*make_board(*snapshot, range, before.get(), 1, {})),
              shown(*make_board(*snapshot, range, nullptr, 1, {})));
    auto zone = query();
    zone.params.zone = Zone::named("Europe/Berlin");
    EXPECT_EQ(shown(*make_board(*snapshot, zone, before.get(), 1, {})),
              shown(*make_board(*snapshot, zone, nullptr, 1, {})));
}

TEST(Board, stops_when_asked) {
    const auto snapshot = made::to_snapshot(made::some_archive(5, kFrom, kTo, 50));
    StopSource source;
    source.request(StopReason::client_left);
    EXPECT_THROW(make_board(*snapshot, query(), nullptr, 2, source.stop()), Error);
}

// A direct chat with three messages on 1, 10 and 20 March 2024, 08:00.
std::shared_ptr<store::Snapshot> march() {
    made::Archive archive;
    archive.people = {made::person(1, "a", store::kFriend)};
    archive.chats = {{1,
                      store::ChatKind::direct,
                      "a",
                      1,
                      {1},
                      {{1709251200, Kind::text, 0, 0, "a"},
                       {1710028800, Kind::text, 0, 0, "b"},
                       {1710892800, Kind::text, 0, 0, "c"}}}};
    return made::to_snapshot(archive);
}

TEST(Currency, ends_when_a_recent_message_grows_old) {
    const auto snapshot = march();
    const auto at = query({}, 1710900000);  // 20 March, 10:00
    const auto board = make_board(*snapshot, at, nullptr, 1, {});
    EXPECT_EQ(board->contacts[0].recent, 3U);
    EXPECT_TRUE(is_current(*board, *snapshot, at));
    const std::int64_t april = 1711929600;  // 1 April, 08:00: the oldest is just inside
    EXPECT_TRUE(is_current(*board, *snapshot, query({}, april)));
    EXPECT_FALSE(is_current(*board, *snapshot, query({}, april + 1)));
    EXPECT_EQ(make_board(*snapshot, query({}, april + 1), board.get(), 1, {})->contacts[0].recent,
              2U);
    EXPECT_FALSE(is_current(*board, *snapshot, query({}, 1710800000)));  // the clock went back
}

TEST(Currency, ends_with_any_change) {
    const auto snapshot = march();
    const auto board = make_board(*snapshot, query(), nullptr, 1, {});
    EXPECT_TRUE(is_current(*board, *snapshot, query()));
    auto other = query();
    other.params.night = {1, 6};
    EXPECT_FALSE(is_current(*board, *snapshot, other));
    EXPECT_FALSE(is_current(*board, *snapshot, query({5, 0})));
    auto renamed = *snapshot;
    ++renamed.generation;
    EXPECT_FALSE(is_current(*board, renamed, query()));
    // A live message that came without a new generation.
    made::Chat longer{
        1, store::ChatKind::direct, "a", 1, {1}, {{1709251200, Kind::text, 0, 0, "a"}}};
    auto grown = *snapshot;
    grown.chats[0] = made::to_store(longer);
    EXPECT_FALSE(is_current(*board, grown, query()));
}

TEST(BoardCache, keeps_boards_of_several_ranges) {
    const auto snapshot = march();
    BoardCache cache{2};
    const auto all = cache.board(*snapshot, query(), {});
    const auto part = cache.board(*snapshot, query({1710000000, 0}), {});
    EXPECT_EQ(part->contacts[0].total, 2U);
    EXPECT_EQ(cache.board(*snapshot, query(), {}), all);
    EXPECT_EQ(cache.board(*snapshot, query({1710000000, 0}), {}), part);
    for (std::int64_t from = 1; from <= static_cast<std::int64_t>(kBoards); ++from)
        cache.board(*snapshot, query({from, 0}), {});
    EXPECT_NE(cache.board(*snapshot, query(), {}), all);
}

TEST(BoardCache, takes_the_counts_over_when_only_the_night_changes) {
    const auto snapshot = march();
    BoardCache cache{1};
    const auto before = cache.board(*snapshot, query(), {});
    auto other = query();
    other.params.night = {8, 9};
    const auto after = cache.board(*snapshot, other, {});
    EXPECT_EQ(after->contacts[0].night, 3U);
    EXPECT_EQ(before->contacts[0].night, 0U);
    EXPECT_EQ(after->chats[0], before->chats[0]);
    cache.clear();
    EXPECT_NE(cache.board(*snapshot, other, {})->chats[0], before->chats[0]);
}

TEST(BoardCache, serves_many_threads) {
    const auto snapshot = made::to_snapshot(made::some_archive(9, kFrom, kTo, 300));
    const auto expected = shown(*make_board(*snapshot, query(), nullptr, 1, {}));
    BoardCache cache{2};
    std::vector<std::shared_ptr<const Board>> boards(6);
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < boards.size(); ++i)
            threads.emplace_back([&, i] { boards[i] = cache.board(*snapshot, query(), {}); });
    }
    for (const auto& board : boards) {
        EXPECT_EQ(board, boards[0]);
        EXPECT_EQ(shown(*board), expected);
    }
}

}  // namespace
}  // namespace kith::insight
