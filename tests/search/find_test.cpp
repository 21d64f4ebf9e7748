// Finding against a slow evaluator that looks at every row; pages, marks, limits.
#include "search/find.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "tests/search/find_archive.h"
#include "tests/search/find_slow.h"

namespace kith::search {
namespace {

using made::Archive;
using made::Dice;
using made::OneRow;
using made::Slow;

const ScanPool& pool() {
    static const ScanPool two{2};
    return two;
}

const Time kNow = from_seconds(1'720'000'000);

FindContext context_for(const Archive& archive) {
    FindContext context;
    context.zone = Zone::named("Europe/Berlin");
    context.now = kNow;
    context.late = {22, 4};
    context.accounts = archive.accounts;
    return context;
}

Found found(const Archive& archive, const store::Snapshot& snapshot, std::string_view text,
            FindOptions options = {}) {
    return find(snapshot, parse(text), context_for(archive), options, pool(), Stop{});
}

// -- random queries ------------------------------------------------------------------------------

std::string random_term(Dice& dice) {
    static const std::vector<std::string> operators{
        "in:阿梅",       "in:周末爬山",      "在：家里",         "in:\"Lin Wei\"",
        "from:me",       "from:阿梅",        "from:\"Lin Wei\"", "with:阿梅",
        "with:Eva",      "group:家里",       "source:telegram",  "source:wechat",
        "after:2024",    "after:2023-12-15", "before:2024-02",   "on:2024-03",
        "on:2024-03-31", "on:2023..2024-01", "after:90d",        "hour:0-4",
        "hour:22-3",     "hour:12",          "weekday:6",        "weekday:1-5",
        "周:日",         "has:image",        "has:link,file",    "has:text",
        "is:mine",       "is:theirs",        "is:private",       "is:group",
        "is:late",       "is:system",        "is:opener"};
    if (dice.one_in(2)) return dice.of(operators);
    if (dice.one_in(5)) return "\"" + dice.of(made::vocabulary()) + "\"";
    return dice.of(made::vocabulary());
}

std::string random_query(Dice& dice, int depth) {
    std::string text;
    const auto parts = 1 + dice.below(3);
    for (std::size_t i = 0; i < parts; ++i) {
        if (i > 0) text += dice.one_in(3) ? " OR " : " ";
        if (dice.one_in(4)) text += '-';
        if (depth > 0 && dice.one_in(3))
            text += '(' + random_query(dice, depth - 1) + ')';
        else
            text += random_term(dice);
    }
    return text;
}

std::set<std::int64_t> ids_of(const std::vector<OneRow>& rows) {
    std::set<std::int64_t> ids;
    for (const auto& one : rows) ids.insert(one.row->id);
    return ids;
}

// Walks all pages and returns the ids in the order they came.
std::vector<std::int64_t> walk(const Archive& archive, const store::Snapshot& snapshot,
                               const std::string& text, std::size_t limit) {
    std::vector<std::int64_t> ids;
    FindOptions options{.limit = limit};
    while (true) {
        const auto page = found(archive, snapshot, text, options);
        for (const auto& hit : page.hits) ids.push_back(hit.id.value);
        if (page.cursor.empty()) return ids;
        EXPECT_EQ(page.hits.size(), limit);
        options.cursor = page.cursor;
    }
}

void expect_facets(const Facets& facets, const std::vector<OneRow>& rows, const Zone& zone) {
    std::map<std::int64_t, std::uint64_t> chats, people;
    std::map<std::pair<int, int>, std::uint64_t> months;
    std::map<Kind, std::uint64_t> kinds;
    for (const auto& one : rows) {
        ++chats[one.chat->info.id.value];
        ++kinds[one.row->kind];
        const auto date = zone.local(one.row->time).date;
        ++months[{date.year, date.month}];
        if (one.row->sender != store::kNobody) ++people[one.chat->people[one.row->sender].value];
    }
    std::map<std::int64_t, std::uint64_t> got;
    for (const auto& facet : facets.chats.entries) got[facet.id] = facet.count;
    EXPECT_EQ(got, chats);
    got.clear();
    for (const auto& facet : facets.people.entries) got[facet.id] = facet.count;
    EXPECT_EQ(got, people);
    std::map<std::pair<int, int>, std::uint64_t> got_months;
    for (const auto& m : facets.months) got_months[{m.year, m.month}] = m.count;
    EXPECT_EQ(got_months, months);
    std::map<Kind, std::uint64_t> got_kinds;
    for (const auto& k : facets.kinds) got_kinds[k.kind] = k.count;
    EXPECT_EQ(got_kinds, kinds);
}

TEST(Find, agrees_with_looking_at_every_row) {
    std::size_t with_hits = 0, queries = 0;
    for (std::uint32_t seed = 1; seed <= 9; ++seed) {
        const auto archive = made::random_archive(seed, 300);
        const std::size_t chunk_rows = seed % 3 == 0 ? 7 : seed % 3 == 1 ? 64 : 4096;
        const auto snapshot = made::to_snapshot(archive, chunk_rows);
        const auto context = context_for(archive);
        const Slow slow{archive, context};
        Dice dice{seed * 77};
        for (int i = 0; i < 50; ++i) {
            const auto text = random_query(dice, 2);
            const auto query = parse(text);
            const auto rows = slow.rows(query);
            const auto page = find(*snapshot, query, context,
                                   {.limit = 200, .facets = WithFacets::yes}, pool(), Stop{});
            ASSERT_EQ(page.total, rows.size()) << text;
            const auto walked = walk(archive, *snapshot, text, 90);
            ASSERT_EQ(walked.size(), rows.size()) << text;
            ASSERT_EQ(std::set(walked.begin(), walked.end()), ids_of(rows)) << text;
            expect_facets(*page.facets, rows, context.zone);
            ++queries;
            with_hits += rows.empty() ? 0 : 1;
        }
    }
    EXPECT_GT(with_hits * 2, queries);  // else the test says nothing
}

TEST(Find, results_are_ordered_by_time_then_id_in_both_directions) {
    const auto archive = made::random_archive(3, 400);
    const auto snapshot = made::to_snapshot(archive, 50);
    for (const auto* text : {"山", "山 sort:old"}) {
        const auto query = parse(text);
        FindOptions options{.limit = 20};
        std::vector<std::pair<std::int64_t, std::int64_t>> keys;
        do {
            const auto page = find(*snapshot, query, context_for(archive), options, pool(), Stop{});
            for (const auto& hit : page.hits) keys.emplace_back(hit.time, hit.id.value);
            options.cursor = page.cursor;
        } while (!options.cursor.empty());
        ASSERT_GT(keys.size(), 40U);
        auto sorted = keys;
        std::ranges::sort(sorted);
        if (query.sort == Sort::newest) std::ranges::reverse(sorted);
        EXPECT_EQ(keys, sorted);
    }
}

TEST(Find, a_walk_loses_and_repeats_nothing_while_messages_arrive) {
    auto archive = made::random_archive(5, 200);
    const auto before = made::to_snapshot(archive, 64);
    const auto expected = walk(archive, *before, "山", 1000 / 10);
    FindOptions options{.limit = 10};
    std::vector<std::int64_t> ids;
    std::int64_t next_id = 900'000;
    while (true) {
        const auto snapshot = made::to_snapshot(archive, 64);
        const auto page = found(archive, *snapshot, "山", options);
        for (const auto& hit : page.hits) ids.push_back(hit.id.value);
        if (page.cursor.empty()) break;
        options.cursor = page.cursor;
        for (auto& chat : archive.chats)
            chat.rows.push_back({next_id++, 1'900'000'000, 0, Kind::text, 0, "山"});
    }
    EXPECT_EQ(ids, expected);
}

TEST(Find, rows_of_a_tail_are_found_as_soon_as_they_are_appended) {
    auto archive = made::people_and_chats();
    auto snapshot = made::to_snapshot(archive);
    auto rows = std::make_shared<store::ChatRows>();
    rows->people = archive.chats[0].people;
    auto tail = store::ChunkBuilder::tail(store::MessageId{100});
    rows->chunks.push_back(tail);
    snapshot->chats[0].rows = rows;
    EXPECT_EQ(found(archive, *snapshot, "爬山", {.facets = WithFacets::yes}).total, 0U);
    const made::Row row{100, 1'710'000'000, 0, Kind::text, 0, "去爬山"};
    ASSERT_TRUE(tail->append(made::stored(row), row.sender, store::MessageId{row.id}));
    // A sender that the snapshot does not know yet.
    ASSERT_TRUE(tail->append(made::stored(row), 2, store::MessageId{101}));
    const auto page = found(archive, *snapshot, "爬山", {.facets = WithFacets::yes});
    EXPECT_EQ(page.total, 2U);
    ASSERT_EQ(page.facets->people.entries.size(), 1U);
    EXPECT_EQ(page.facets->people.entries[0].count, 1U);
    EXPECT_EQ(page.hits[0].sender_name, "");
    EXPECT_EQ(page.hits[1].sender_name, "阿梅");
}

TEST(Find, the_chosen_range_of_the_archive_limits_everything) {
    const auto archive = made::random_archive(4, 300);
    const auto snapshot = made::to_snapshot(archive, 40);
    auto context = context_for(archive);
    const auto all = Slow{archive, context}.rows(parse("山"));
    std::vector<std::int64_t> times;
    for (const auto& one : all) times.push_back(one.row->time);
    ASSERT_GT(times.size(), 20U);
    std::ranges::sort(times);
    context.range = {times[times.size() / 4], times[times.size() / 2]};
    const auto inside = std::ranges::count_if(times, [&](std::int64_t time) {
        return time >= context.range.from && time <= context.range.to;
    });
    const auto page = find(*snapshot, parse("山"), context, {}, pool(), Stop{});
    EXPECT_EQ(page.total, static_cast<std::uint64_t>(inside));
}

// -- single answers ------------------------------------------------------------------------------

Archive one_chat(std::vector<std::string> texts) {
    auto archive = made::people_and_chats();
    std::int64_t id = 1;
    for (auto& text : texts) {
        archive.chats[0].rows.push_back(
            {id, 1'710'000'000 + id * 10, 0, Kind::text, 0, std::move(text)});
        ++id;
    }
    return archive;
}

TEST(Find, a_hit_tells_who_where_and_when) {
    auto archive = one_chat({"周六去爬山"});
    auto& rows = archive.chats[4].rows;
    rows.push_back({9, 1'710'000'100, 1, Kind::link, 0, "爬山路线"});
    rows.push_back({10, 1'710'000'200, 0, Kind::text, kMine, "爬山！"});
    const auto snapshot = made::to_snapshot(archive);
    const auto page = found(archive, *snapshot, "爬山");
    ASSERT_EQ(page.hits.size(), 3U);
    EXPECT_EQ(page.sort, Sort::newest);
    EXPECT_EQ(page.cursor, "");
    EXPECT_FALSE(page.error_at);
    const auto& mine = page.hits[0];
    EXPECT_EQ(mine.id, store::MessageId{10});
    EXPECT_EQ(mine.chat_name, "周末爬山");
    EXPECT_TRUE(mine.is_group);
    EXPECT_TRUE(mine.is_mine);
    EXPECT_EQ(mine.time, 1'710'000'200);
    const auto& link = page.hits[1];
    EXPECT_EQ(link.kind, Kind::link);
    EXPECT_EQ(link.sender, store::PersonId{2});
    EXPECT_EQ(link.sender_name, "阿梅");
    EXPECT_EQ(link.text, "爬山路线");
    EXPECT_EQ(link.marks, (std::vector<TextMark>{{0, 2}}));
    EXPECT_EQ(page.hits[2].chat, store::ChatId{1});
    EXPECT_FALSE(page.hits[2].is_group);
}

TEST(Find, percent_and_underscore_are_ordinary_characters) {
    const auto archive = one_chat({"100%", "100x", "a_b", "axb", "a*b", "'; --"});
    const auto snapshot = made::to_snapshot(archive);
    EXPECT_EQ(found(archive, *snapshot, "100%").total, 1U);
    EXPECT_EQ(found(archive, *snapshot, "a_b").total, 1U);
    EXPECT_EQ(found(archive, *snapshot, "a*b").total, 1U);
    EXPECT_EQ(found(archive, *snapshot, "\"'; --\"").total, 1U);
}

TEST(Find, notices_are_found_by_words_only) {
    auto archive = one_chat({"你好"});
    archive.chats[0].rows.push_back(
        {2, 1'710'000'100, store::kNobody, Kind::system, 0, "阿梅撤回了一条消息"});
    const auto snapshot = made::to_snapshot(archive);
    EXPECT_EQ(found(archive, *snapshot, "in:阿梅").total, 1U);
    EXPECT_EQ(found(archive, *snapshot, "in:阿梅 -你好").total, 0U);
    EXPECT_EQ(found(archive, *snapshot, "in:阿梅 撤回").total, 1U);
    EXPECT_EQ(found(archive, *snapshot, "in:阿梅 is:system").total, 1U);
}

TEST(Find, openers_follow_silences_strictly_longer_than_the_gap) {
    auto archive = made::people_and_chats();
    auto& rows = archive.chats[0].rows;
    const std::int64_t start = 1'710'000'000, gap = 21'600;
    rows.push_back({1, start, 0, Kind::text, 0, "a"});
    rows.push_back({2, start + gap, 0, Kind::text, 0, "exactly the gap"});
    rows.push_back({3, start + gap + 10'000, store::kNobody, Kind::system, 0, "notice"});
    rows.push_back({4, start + 2 * gap + 1, 0, Kind::text, 0, "one second more"});
    const auto snapshot = made::to_snapshot(archive, 2);
    const auto page = found(archive, *snapshot, "is:opener sort:old");
    ASSERT_EQ(page.total, 2U);
    EXPECT_EQ(page.hits[0].id, store::MessageId{1});
    EXPECT_EQ(page.hits[1].id, store::MessageId{4});
}

TEST(Find, a_bad_part_is_named_and_the_rest_runs) {
    const auto archive = one_chat({"爬山"});
    const auto snapshot = made::to_snapshot(archive);
    const auto page = found(archive, *snapshot, "爬山 mood:pos from:nobody has:x");
    EXPECT_EQ(page.total, 1U);
    ASSERT_EQ(page.problems.size(), 3U);
    EXPECT_EQ(page.error_at, 3U);
    EXPECT_EQ(page.problems[1].reason, "unknown_name");
    EXPECT_EQ(page.problems[1].place, (Place{12, 23}));
}

TEST(Find, nothing_is_found_when_no_term_is_left) {
    const auto archive = one_chat({"爬山"});
    const auto snapshot = made::to_snapshot(archive);
    for (const auto* text : {"", " ", "from:nobody", "sort:old", "mood:pos", "(has:x)"}) {
        const auto page = found(archive, *snapshot, text, {.facets = WithFacets::yes});
        EXPECT_EQ(page.total, 0U) << text;
        EXPECT_TRUE(page.facets.has_value());
    }
}

TEST(Find, best_is_given_as_newest_and_says_so) {
    const auto archive = one_chat({"爬山", "爬山"});
    const auto snapshot = made::to_snapshot(archive);
    const auto page = found(archive, *snapshot, "爬山 sort:best");
    EXPECT_EQ(page.sort, Sort::newest);
    EXPECT_EQ(page.hits[0].id, store::MessageId{2});
    EXPECT_EQ(found(archive, *snapshot, "爬山", {.sort = Sort::oldest}).hits[0].id,
              store::MessageId{1});
}

std::string reason_of(const Archive& archive, std::string_view text, FindOptions options) {
    const auto snapshot = made::to_snapshot(archive);
    try {
        (void)found(archive, *snapshot, text, options);
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::invalid);
        return error.reason();
    }
    return "";
}

TEST(Find, limits_and_cursors_of_others_are_refused) {
    const auto archive = one_chat({"山", "山", "山"});
    EXPECT_EQ(reason_of(archive, "山", {.limit = 0}), "bad_limit");
    EXPECT_EQ(reason_of(archive, "山", {.limit = kFindLimit}), "");
    EXPECT_EQ(reason_of(archive, "山", {.limit = kFindLimit + 1}), "bad_limit");
    EXPECT_EQ(reason_of(archive, "山", {.cursor = "x"}), "bad_cursor");
    const auto cursor = found(archive, *made::to_snapshot(archive), "山", {.limit = 1}).cursor;
    EXPECT_EQ(reason_of(archive, "山", {.cursor = cursor}), "");
    EXPECT_EQ(reason_of(archive, "山 ", {.cursor = cursor}), "bad_cursor");
    EXPECT_EQ(reason_of(archive, "山", {.cursor = cursor, .sort = Sort::oldest}), "bad_cursor");
}

TEST(Find, a_stop_ends_it) {
    const auto archive = one_chat({"山"});
    const auto snapshot = made::to_snapshot(archive);
    StopSource source;
    source.request(StopReason::client_left);
    EXPECT_THROW(
        (void)find(*snapshot, parse("山"), context_for(archive), {}, pool(), source.stop()), Error);
}

TEST(Find, an_empty_archive_has_no_hits) {
    const Archive empty;
    const auto snapshot = made::to_snapshot(empty);
    const auto page = found(empty, *snapshot, "山 hour:3", {.facets = WithFacets::yes});
    EXPECT_EQ(page.total, 0U);
    EXPECT_TRUE(page.facets->months.empty());
}

}  // namespace
}  // namespace kith::search
