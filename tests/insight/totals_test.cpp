// Figures over all chats.
#include "insight/totals.h"

#include <gtest/gtest.h>

#include "tests/insight/made.h"
#include "tests/insight/slow.h"

namespace kith::insight {
namespace {

ContactStats contact(std::string key, std::uint64_t total, std::uint64_t night,
                     std::uint64_t stickers, std::string remark = "") {
    ContactStats row;
    row.person = std::make_shared<const store::Person>(
        made::person(1, std::move(key), store::kFriend, std::move(remark)));
    row.stats = std::make_shared<const ChatStats>();
    row.total = total;
    row.night = night;
    row.stickers = stickers;
    return row;
}

TEST(NightOwls, need_enough_messages_and_one_at_night) {
    const std::vector<ContactStats> contacts{contact("a", 400, 10, 0), contact("b", 300, 0, 0),
                                             contact("c", 100, 50, 0), contact("d", 99, 90, 0)};
    const auto owls = night_owls(contacts, Params{});
    ASSERT_EQ(owls.size(), 2U);
    EXPECT_EQ(owls[0].key, "c");
    EXPECT_EQ(owls[0].night, 50U);
    EXPECT_DOUBLE_EQ(owls[0].share_percent, 50);
    EXPECT_EQ(owls[1].key, "a");
    EXPECT_DOUBLE_EQ(owls[1].share_percent, 2.5);
}

TEST(NightOwls, are_as_many_as_asked_and_keep_the_order_of_equals) {
    const std::vector<ContactStats> contacts{contact("a", 400, 5, 0), contact("b", 300, 5, 0),
                                             contact("c", 200, 5, 0)};
    Params params;
    params.night_top = 2;
    const auto owls = night_owls(contacts, params);
    ASSERT_EQ(owls.size(), 2U);
    EXPECT_EQ(owls[0].key, "a");
    EXPECT_EQ(owls[1].key, "b");
    params.night_top = -1;
    EXPECT_TRUE(night_owls(contacts, params).empty());
}

TEST(Totals, the_sticker_king_is_the_first_contact_when_nobody_sent_any) {
    const std::vector<ContactStats> none{contact("a", 400, 0, 0, "阿明"), contact("b", 300, 0, 0)};
    EXPECT_EQ(totals({none, {}, Params{}}).global.sticker_king, "阿明");
    const std::vector<ContactStats> some{contact("a", 400, 0, 2), contact("b", 300, 0, 7, "小李"),
                                         contact("c", 200, 0, 7)};
    EXPECT_EQ(totals({some, {}, Params{}}).global.sticker_king, "小李");
}

TEST(Totals, of_an_empty_archive_are_zero) {
    const auto sums = totals({{}, {}, Params{}});
    EXPECT_EQ(sums.global.contacts, 0U);
    EXPECT_EQ(sums.global.busiest_day, std::nullopt);
    EXPECT_EQ(sums.global.sticker_king, "");
    EXPECT_EQ(sums.global.night_champion, "");
    EXPECT_TRUE(sums.days.empty());
}

TEST(Totals, agree_with_a_plain_loop) {
    const auto archive = made::some_archive(11, 1577836800, 1640995200, 900);
    const auto snapshot = made::to_snapshot(archive);
    std::vector<std::shared_ptr<const ChatStats>> chats, groups;
    for (const auto& chat : snapshot->chats) {
        chats.push_back(std::make_shared<const ChatStats>(chat_stats(chat, {}, Params{})));
        if (chat.info->kind == store::ChatKind::group) groups.push_back(chats.back());
    }
    const auto list = contact_list({*snapshot, chats, {}, {}, 0});
    const auto [global, days] = totals({list.rows, groups, Params{}});

    std::map<std::string, std::uint64_t> all_days, own_days, months, group_months, labels;
    std::array<std::uint64_t, 24> hours{}, group_hours{};
    std::uint64_t messages = 0, silent = 0;
    const auto add = [](auto& sum, const auto& part) {
        for (const auto& [key, value] : part) sum[key] += value;
    };
    for (const auto& person : archive.people) silent += is_contact(person);
    for (const auto& chat : archive.chats) {
        const auto slow = slow::count(chat, {});
        const bool group = chat.kind == store::ChatKind::group;
        if (!group && !is_contact(archive.people[static_cast<std::size_t>(chat.peer - 1)]))
            continue;
        add(all_days, slow.days);
        add(group ? group_months : months, slow.months);
        for (std::size_t i = 0; i < 24; ++i) (group ? group_hours : hours)[i] += slow.hours[i];
        if (group) continue;
        add(own_days, slow.days);
        add(labels, slow.labels);
        messages += slow.total;
        if (slow.total != 0) --silent;
    }
    EXPECT_EQ(global.messages, messages);
    EXPECT_EQ(global.silent_contacts, silent);
    EXPECT_EQ(global.hours, hours);
    EXPECT_EQ(global.group_hours, group_hours);
    const auto months_of_list = [](const std::vector<MonthCount>& list_) {
        std::map<std::string, std::uint64_t> found;
        for (const auto& month : list_) found[format_month(month.month)] = month.total;
        return found;
    };
    EXPECT_EQ(months_of_list(global.months), months);
    EXPECT_EQ(months_of_list(global.group_months), group_months);
    std::map<std::string, std::uint64_t> shown;
    for (const auto& day : days) shown[format_date(day.day)] = day.total;
    EXPECT_EQ(shown, all_days);
    std::string busiest;
    for (const auto& [day, count] : own_days)
        if (busiest.empty() || count > own_days[busiest]) busiest = day;
    ASSERT_TRUE(global.busiest_day);
    EXPECT_EQ(format_date(global.busiest_day->day), busiest);
    EXPECT_EQ(global.busiest_day->total, own_days[busiest]);
    for (int i = 0; i < kLabelCount; ++i)
        EXPECT_EQ(global.labels[static_cast<std::size_t>(i)],
                  labels[std::string{word_of(static_cast<Label>(i))}]);
}

}  // namespace
}  // namespace kith::insight
