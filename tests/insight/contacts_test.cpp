// Rows of the contact list: who is in it, in which order, with which figures.
#include "insight/contacts.h"

#include <gtest/gtest.h>

#include "tests/insight/made.h"
#include "tests/insight/slow.h"

namespace kith::insight {
namespace {

std::vector<std::shared_ptr<const ChatStats>> count_all(const store::Snapshot& snapshot,
                                                        store::Range range) {
    std::vector<std::shared_ptr<const ChatStats>> chats;
    for (const auto& chat : snapshot.chats)
        chats.push_back(std::make_shared<const ChatStats>(chat_stats(chat, range, Params{})));
    return chats;
}

TEST(ShownDate, follows_the_contract) {
    const auto zone = Zone::fixed(8 * 3600);
    EXPECT_EQ(shown_date(1700000000, zone), "2023-11-15");
    EXPECT_EQ(shown_date(0, zone), "-");
    EXPECT_EQ(shown_date(-1, zone), "-");
    EXPECT_EQ(shown_date(2000000001, zone), "-");
    EXPECT_EQ(shown_date(2000000000, zone), "2033-05-18");
}

TEST(Contacts, are_friends_that_are_no_official_accounts) {
    EXPECT_TRUE(is_contact(made::person(1, "wxid_a", store::kFriend)));
    EXPECT_FALSE(is_contact(made::person(1, "wxid_a", 0)));
    EXPECT_FALSE(is_contact(made::person(1, "gh_a", store::kFriend | store::kOfficial)));
    EXPECT_FALSE(is_contact(made::person(1, "", store::kFriend)));
}

TEST(Percent, of_nothing_is_0) {
    EXPECT_EQ(percent(3, 0), 0);
    EXPECT_DOUBLE_EQ(percent(4, 7), 400.0 / 7);
}

TEST(ContactList, has_silent_contacts_and_breaks_ties_by_key) {
    made::Archive archive;
    archive.people = {made::person(1, "b", store::kFriend), made::person(2, "a", store::kFriend),
                      made::person(3, "stranger", 0), made::person(4, "c", store::kFriend)};
    archive.chats = {
        {1, store::ChatKind::direct, "c", 4, {4}, {{1000, Kind::image, 0, 0, ""}}},
        {2, store::ChatKind::direct, "stranger", 3, {3}, {{1000, Kind::text, 0, 0, "x"}}}};
    const auto snapshot = made::to_snapshot(archive);
    const auto chats = count_all(*snapshot, {});
    const auto list = contact_list({*snapshot, chats, {}, {}, 0});
    ASSERT_EQ(list.rows.size(), 3U);
    EXPECT_EQ(list.rows[0].person->key, "c");
    EXPECT_EQ(list.rows[1].person->key, "a");
    EXPECT_EQ(list.rows[2].person->key, "b");
    EXPECT_EQ(list.rows[1].first_date, "");
    EXPECT_EQ(list.rows[1].average_chars, 0);
    EXPECT_EQ(list.rows[1].peak, std::nullopt);
    EXPECT_FALSE(list.rows[1].chat);
    EXPECT_EQ(list.rows[0].first_date, "1970-01-01");
}

TEST(ContactList, gives_the_worked_conversation_of_the_contract) {
    made::Archive archive;
    archive.people = {made::person(1, "me", store::kSelf),
                      made::person(2, "wxid_c", store::kFriend)};
    archive.chats = {{1,
                      store::ChatKind::direct,
                      "wxid_c",
                      2,
                      {2, 1},
                      {{1709251200, Kind::text, 0, 0, "早"},
                       {1709251230, Kind::text, kMine, 1, "早上好"},
                       {1709251290, Kind::sticker, kMine, 1, ""},
                       {1709254890, Kind::text, 0, 0, "去吃饭吗"},
                       {1709254900, Kind::system, kMine | kRevokeNotice, made::kNobody, "撤回"},
                       {1709280000, Kind::red_packet, kMine, 1, ""},
                       {1709280060, Kind::transfer, 0, 0, ""},
                       {1709310000, Kind::text, 0, 0, "晚安[月亮]"}}}};
    const auto snapshot = made::to_snapshot(archive);
    const auto chats = count_all(*snapshot, {});
    const auto list = contact_list({*snapshot, chats, {}, {}, 1709280060});
    ASSERT_EQ(list.rows.size(), 1U);
    const auto& row = list.rows[0];
    EXPECT_EQ(row.total, 7U);
    EXPECT_EQ(row.theirs, 4U);
    EXPECT_DOUBLE_EQ(row.average_chars, 3.5);
    EXPECT_EQ(row.money, 2U);
    EXPECT_EQ(row.stickers, 1U);
    EXPECT_EQ(row.recalls, 1U);
    EXPECT_EQ(row.labels[static_cast<std::size_t>(Label::text)], 4U);
    EXPECT_EQ(row.labels[static_cast<std::size_t>(Label::red_packet)], 1U);
    EXPECT_EQ(row.labels[static_cast<std::size_t>(Label::transfer)], 1U);
    EXPECT_EQ(row.labels[static_cast<std::size_t>(Label::notice)], 0U);
    EXPECT_EQ(row.peak, (MonthCount{2024 * 12 + 2, 7, 3}));
    EXPECT_EQ(row.first_date, "2024-03-01");
    EXPECT_EQ(row.last_date, "2024-03-02");
    EXPECT_EQ(row.recent, 2U);
    EXPECT_EQ(list.oldest_recent, 1709280060);
}

TEST(ContactList, agrees_with_a_plain_loop) {
    constexpr std::int64_t kFrom = 1577836800, kTo = 1640995200;
    for (std::uint32_t seed = 1; seed <= 6; ++seed) {
        const auto archive = made::some_archive(seed, kFrom, kTo, 600);
        const auto snapshot = made::to_snapshot(archive, 64);
        const store::Range range{seed % 2 == 0 ? kFrom + 4'000'000 : 0, kTo - 3'000'000};
        const std::int64_t since = kTo - 20'000'000;
        const auto chats = count_all(*snapshot, range);
        const auto list = contact_list({*snapshot, chats, range, {}, since});
        std::map<std::string, const ContactStats*> rows;
        for (std::size_t i = 0; i < list.rows.size(); ++i) {
            rows[list.rows[i].person->key] = &list.rows[i];
            if (i > 0) EXPECT_GE(list.rows[i - 1].total, list.rows[i].total);
        }
        slow::Rules rules;
        rules.range = range;
        std::map<std::int64_t, std::uint32_t> groups;
        for (const auto& chat : archive.chats)
            if (chat.kind == store::ChatKind::group)
                for (const auto& [person, count] : slow::count(chat, rules).senders)
                    ++groups[person];
        std::int64_t oldest = 0;
        for (const auto& person : archive.people) {
            if (!is_contact(person)) {
                EXPECT_FALSE(rows.contains(person.key));
                continue;
            }
            ASSERT_TRUE(rows.contains(person.key));
            const auto& row = *rows[person.key];
            EXPECT_EQ(row.shared_groups, groups[person.id.value]);
            for (const auto& chat : archive.chats) {
                if (chat.peer != person.id.value) continue;
                EXPECT_EQ(row.total, slow::count(chat, rules).total);
                auto recent = rules;
                recent.range.from = std::max(since, range.from);
                const auto expected = slow::count(chat, recent);
                EXPECT_EQ(row.recent, expected.total);
                if (expected.total != 0 && (oldest == 0 || expected.first < oldest))
                    oldest = expected.first;
            }
        }
        EXPECT_EQ(list.oldest_recent.value_or(0), oldest);
    }
}

}  // namespace
}  // namespace kith::insight
