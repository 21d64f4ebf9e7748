// Tests of sources/demo/demo.cpp: what the demo archive promises to the screens that show it.
#include "sources/demo/demo.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include "base/details.h"
#include "base/error.h"
#include "json/read.h"
#include "text/utf8.h"

namespace kith::sources::demo {
namespace {

const Zone kZone = Zone::named("Asia/Shanghai");
constexpr std::int64_t kNoon = 1'795'233'600;  // 2026-11-21 12:00 in Shanghai
constexpr std::int64_t kHour = 3600;

class Collected final : public Sink {
  public:
    void rows(std::vector<Message> rows) override {
        EXPECT_LE(rows.size(), kPieceRows);
        std::ranges::move(rows, std::back_inserter(messages));
    }
    void skipped(std::string_view reason, std::string_view) override { ADD_FAILURE() << reason; }
    void mark(Mark mark) override { marks.push_back(std::move(mark)); }

    std::vector<Message> messages;
    std::vector<Mark> marks;
};

using ByChat = std::map<std::string, std::vector<Message>, std::less<>>;

ByChat read_all(Source& source) {
    ByChat out;
    for (std::size_t i = 0; i < source.chats().size(); ++i) {
        Collected sink;
        source.read(i, sink, {});
        EXPECT_EQ(sink.marks.size(), 1U);
        EXPECT_EQ(static_cast<std::int64_t>(sink.messages.size()), source.chats()[i].messages);
        out[source.chats()[i].key] = std::move(sink.messages);
    }
    return out;
}

std::string bytes_of(const ByChat& all) {
    std::string out;
    for (const auto& [key, messages] : all)
        for (const auto& m : messages)
            out += key + std::to_string(m.time) + ',' + std::to_string(m.sequence) + ',' +
                   std::to_string(m.sender) + ',' + std::to_string(static_cast<int>(m.kind)) + ',' +
                   std::to_string(m.flags) + ',' + std::to_string(m.raw_type) + ',' +
                   std::to_string(m.source_key) + m.text + m.body + '\n';
    return out;
}

ByChat read_at(std::int64_t now, std::uint64_t seed = kSeed) {
    return read_all(*make(from_seconds(now), kZone, seed));
}

class Demo : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        source_ = make(from_seconds(kNoon), kZone).release();
        all_ = new ByChat{read_all(*source_)};
    }
    static void TearDownTestSuite() {
        delete all_;
        delete source_;
    }
    static Details details(const Message& message) { return json::read<Details>(message.body); }
    static const Chat& chat(std::string_view key) {
        return *std::ranges::find(source_->chats(), key, &Chat::key);
    }
    template <class F>
    static void each(F&& f) {
        for (const auto& [key, messages] : *all_)
            for (const auto& message : messages) f(key, message);
    }
    static std::string day_of_message(const Message& m) {
        return format_date(kZone.day_at(m.time / 1000));
    }

    static inline Source* source_ = nullptr;
    static inline ByChat* all_ = nullptr;
};

TEST_F(Demo, has_as_many_people_groups_and_messages_as_it_promises) {
    EXPECT_GE(source_->people().size(), 25U);
    EXPECT_LE(source_->people().size(), 35U);
    EXPECT_EQ(std::ranges::count(source_->chats(), true, &Chat::is_group), 5);
    std::int64_t messages = 0;
    each([&](const auto&, const Message&) { ++messages; });
    EXPECT_GE(messages, 15'000);
    EXPECT_LE(messages, 25'000);
    EXPECT_EQ(source_->overview().messages, messages);
    EXPECT_EQ(source_->overview().format, "demo");
    EXPECT_EQ(source_->overview().account, kOwner);
    EXPECT_TRUE(source_->people()[0].is_self);
    EXPECT_EQ(source_->people()[0].key, kOwner);
    EXPECT_TRUE(source_->warnings().empty());
}

TEST_F(Demo, the_same_day_gives_the_same_bytes_whatever_the_hour) {
    const auto bytes = bytes_of(*all_);
    EXPECT_EQ(bytes, bytes_of(read_at(kNoon - 3 * kHour)));
    EXPECT_EQ(bytes, bytes_of(read_at(kNoon + 11 * kHour)));
    EXPECT_NE(bytes, bytes_of(read_at(kNoon, kSeed + 1)));
    EXPECT_NE(bytes, bytes_of(read_at(kNoon + 24 * kHour)));
}

TEST_F(Demo, nothing_comes_from_the_future_and_the_small_hours_are_the_beginning_of_the_day) {
    const auto now = kNoon - 11 * kHour - kHour / 2;  // half past midnight
    const auto early = read_at(now);
    std::size_t today = 0;
    for (const auto& [key, messages] : early) {
        const auto& later = all_->at(key);
        ASSERT_LE(messages.size(), later.size());
        for (std::size_t i = 0; i < messages.size(); ++i) {
            ASSERT_LE(messages[i].time, now * 1000);
            ASSERT_EQ(messages[i].source_key, later[i].source_key);
            today += kZone.day_at(messages[i].time / 1000) == kZone.day_at(now) ? 1 : 0;
        }
    }
    EXPECT_GT(today, 2U) << "two people talked past midnight";
}

TEST_F(Demo, reaches_from_two_and_a_half_years_ago_to_this_morning) {
    EXPECT_EQ(kZone.day_at(source_->overview().last), kZone.day_at(kNoon));
    EXPECT_LT(source_->overview().last, kNoon - 3 * kHour);
    EXPECT_NEAR(static_cast<double>(kNoon - source_->overview().first) / 86'400, kDays, 3);
    std::map<std::string, int> days;
    each([&](const auto&, const Message& m) { ++days[day_of_message(m)]; });
    for (const auto* day : {"2026-11-21", "2026-11-20", "2025-11-21", "2024-11-21"})
        EXPECT_GE(days[day], 8) << day;
    EXPECT_GE(days.size(), 850U) << "hardly a day without a word";
}

TEST_F(Demo, rows_are_in_order_and_known_by_keys_of_their_own) {
    std::set<std::int64_t> keys;
    for (const auto& [key, messages] : *all_) {
        for (std::size_t i = 0; i < messages.size(); ++i) {
            const auto& m = messages[i];
            EXPECT_GT(m.source_key, 0);
            EXPECT_TRUE(keys.insert(m.source_key).second);
            if (i == 0) continue;
            ASSERT_LE(messages[i - 1].time, m.time);
            ASSERT_LT(messages[i - 1].sequence, m.sequence);
        }
    }
    std::int64_t last = source_->chats().front().messages;
    for (const auto& chat : source_->chats()) {
        EXPECT_LE(chat.messages, last) << "largest first";
        last = chat.messages;
    }
}

TEST_F(Demo, all_kinds_and_flags_occur) {
    std::array<int, kKindCount> kinds{};
    int flags = 0, gone = 0, said = 0;
    each([&](const auto&, const Message& m) {
        ++kinds[static_cast<std::size_t>(m.kind)];
        flags |= m.flags;
        if (m.flags & kRevokeNotice) ++(m.raw_type == 10'000 ? gone : said);
    });
    for (std::size_t i = 0; i < kinds.size(); ++i)
        EXPECT_GE(kinds[i], 3) << name_of(static_cast<Kind>(i));
    EXPECT_EQ(flags, kMine | kSystemPhrase | kRevokeNotice | kEdited | kRecalled | kReceipt);
    EXPECT_GE(gone, 5);
    EXPECT_GE(said, 5);
}

TEST_F(Demo, texts_are_valid_and_bodies_are_details) {
    each([&](const std::string& key, const Message& m) {
        ASSERT_TRUE(text::valid_utf8(m.text));
        ASSERT_EQ(m.text.find_first_of("{}"), std::string::npos) << m.text;
        if (m.kind == Kind::text || m.kind == Kind::system) {
            ASSERT_FALSE(m.text.empty()) << key;
            ASSERT_TRUE(m.body.empty());
        } else {
            ASSERT_NE(details(m), Details{}) << name_of(m.kind);
        }
    });
}

TEST_F(Demo, senders_are_in_the_chat) {
    for (const auto& one : source_->chats()) {
        std::set<std::uint32_t> allowed{kNobody, 0};
        if (one.is_group) {
            EXPECT_TRUE(one.key.ends_with("@chatroom"));
            EXPECT_FALSE(one.title.empty());
            for (const auto& member : one.members) allowed.insert(member.person);
            EXPECT_GE(allowed.size(), 6U);
        } else {
            allowed.insert(one.peer);
        }
        for (const auto& m : all_->at(one.key)) {
            ASSERT_TRUE(allowed.contains(m.sender));
            ASSERT_EQ((m.flags & kMine) != 0, m.sender == 0);
        }
    }
}

TEST_F(Demo, quotes_repeat_an_earlier_message_of_the_same_chat) {
    std::size_t quotes = 0;
    for (const auto& [key, messages] : *all_) {
        std::map<std::string, const Message*> seen;
        for (const auto& m : messages) {
            if (m.kind == Kind::quote) {
                ++quotes;
                const auto parts = details(m);
                const auto old = seen.find(parts.quote_id);
                ASSERT_NE(old, seen.end()) << m.text;
                ASSERT_EQ(parts.quote_time, old->second->time / 1000);
                ASSERT_EQ(parts.quote_key, source_->people()[old->second->sender].key);
                if (old->second->kind == Kind::text) ASSERT_EQ(parts.quote_text, old->second->text);
            }
            seen[std::to_string(m.source_key)] = &m;
        }
    }
    EXPECT_GE(quotes, 200U);
}

TEST_F(Demo, transfers_come_with_receipts_and_some_are_returned) {
    std::map<std::string, std::vector<std::int64_t>> steps;
    each([&](const auto&, const Message& m) {
        if (m.kind == Kind::transfer) steps[details(m).pay_id].push_back(details(m).pay_step);
    });
    EXPECT_GE(steps.size(), 40U);
    int accepted = 0;
    for (const auto& [id, taken] : steps) {
        ASSERT_LE(taken.size(), 2U);
        EXPECT_EQ(taken[0], 1);
        accepted += taken.size() == 2 && taken[1] == 3 ? 1 : 0;
    }
    EXPECT_GE(accepted * 10, static_cast<int>(steps.size()) * 9);
}

TEST_F(Demo, both_sides_talk) {
    std::int64_t mine = 0, theirs = 0;
    for (const auto& one : source_->chats()) {
        if (one.is_group || source_->people()[one.peer].is_official) continue;
        std::int64_t here = 0, said = 0;
        for (const auto& m : all_->at(one.key)) {
            if (m.sender == kNobody) continue;
            ++said;
            here += m.flags & kMine ? 1 : 0;
        }
        mine += here;
        theirs += said - here;
        if (said < 100) continue;
        EXPECT_GE(here * 100, said * 20) << one.key;
        EXPECT_LE(here * 100, said * 75) << one.key;
    }
    EXPECT_GE(mine * 100, (mine + theirs) * 40);
    EXPECT_LE(mine * 100, (mine + theirs) * 60);
}

TEST_F(Demo, birthdays_are_wished_in_several_years_by_both_sides) {
    std::map<std::string, std::map<std::string, std::set<int>>> by_me;  // chat, MM-DD, years
    std::set<int> to_me;
    each([&](const std::string& key, const Message& m) {
        if (m.kind != Kind::text || key.ends_with("@chatroom")) return;
        if (m.text.find("生日快乐") == std::string::npos &&
            m.text.find("Happy birthday") == std::string::npos)
            return;
        const auto date = day_of_message(m);
        if (m.flags & kMine)
            by_me[key][date.substr(5)].insert(std::stoi(date.substr(0, 4)));
        else if (date.substr(5) == "10-18")
            to_me.insert(std::stoi(date.substr(0, 4)));
    });
    int people = 0;
    for (const auto& [key, days] : by_me)
        people += std::ranges::any_of(days, [](const auto& d) { return d.second.size() >= 2; });
    EXPECT_GE(people, 8);
    EXPECT_EQ(to_me, (std::set<int>{2024, 2025, 2026}));
}

// The tiers of the relationship forecast (archive contract §5.1), computed here from its rules.
TEST_F(Demo, some_friendships_rise_cool_and_end) {
    const auto now = kZone.local(kNoon).date;
    const auto sums = [&](std::string_view key) {
        std::array<int, 2> out{};  // this and the two months before, the three before those
        for (const auto& m : all_->at(std::string{key})) {
            if (is_system(m.kind)) continue;
            const auto date = kZone.local(m.time / 1000).date;
            const int ago = (now.year - date.year) * 12 + now.month - date.month;
            if (ago < 6) ++out[static_cast<std::size_t>(ago / 3)];
        }
        return out;
    };
    const auto silent_days = [&](std::string_view key) {
        return (kNoon - all_->at(std::string{key}).back().time / 1000) / 86'400;
    };
    const auto [cool, cool_before] = sums("demo_he");
    EXPECT_GE(cool_before, 5);
    EXPECT_LT(2 * cool, cool_before);
    EXPECT_GT(cool, 0);
    EXPECT_LT(silent_days("demo_he"), 60);
    const auto [gone, gone_before] = sums("demo_wei");
    EXPECT_GE(gone_before, 10);
    EXPECT_GE(silent_days("demo_wei"), 60);
    const auto [rising, rising_before] = sums("demo_tang");
    EXPECT_GT(rising, rising_before * 3 / 2);
    EXPECT_GE(silent_days("demo_jiangyu"), 600) << "broke off for good";

    std::int64_t longest = 0, last = 0;
    for (const auto& m : all_->at("demo_lu")) {
        if (last) longest = std::max(longest, m.time - last);
        last = m.time;
    }
    EXPECT_GE(longest / 86'400'000, 200) << "broke off and came back";
    EXPECT_LT(silent_days("demo_lu"), 30);
}

TEST_F(Demo, the_special_people_are_there) {
    const auto& people = source_->people();
    EXPECT_LE(all_->at("demo_quiet").size(), 60U);
    EXPECT_TRUE(people[chat("gh_demo_onepage").peer].is_official);
    std::map<std::string, int> names;
    for (const auto& person : people) ++names[person.remark.empty() ? person.nick : person.remark];
    EXPECT_EQ(names["陈晨"], 2) << "namesakes";
    const auto stranger = std::ranges::find(people, "demo_wind", &Person::key);
    EXPECT_FALSE(stranger->is_friend);
    EXPECT_FALSE(all_->contains("demo_wind"));
    const auto index = static_cast<std::uint32_t>(stranger - people.begin());
    EXPECT_GE(std::ranges::count(all_->at("demo_hike@chatroom"), index, &Message::sender), 50);
    EXPECT_EQ(source_->person(index).nick, stranger->nick);

    const auto& nights = all_->at("demo_cheng");
    const auto late = std::ranges::count_if(
        nights, [](const Message& m) { return kZone.local(m.time / 1000).hour < 5; });
    EXPECT_GE(late * 5, 2 * static_cast<std::int64_t>(nights.size()));
}

TEST_F(Demo, groups_mention_members_and_quarrel) {
    int mentions = 0;
    bool quarrel = false;
    for (const auto& one : source_->chats()) {
        if (!one.is_group) continue;
        for (const auto& m : all_->at(one.key)) {
            quarrel |= m.text.find("我退出这次旅行") != std::string::npos;
            for (const auto& member : one.members)
                if (m.text.find("@" + member.name + "\u2005") != std::string::npos) ++mentions;
        }
    }
    EXPECT_GE(mentions, 60);
    EXPECT_TRUE(quarrel);
}

TEST_F(Demo, no_address_leads_to_somebody_real) {
    each([&](const auto&, const Message& m) {
        if (m.kind != Kind::link) return;
        const auto url = details(m).url;
        const auto host = url.substr(8, url.find('/', 8) - 8);
        EXPECT_TRUE(url.starts_with("https://") &&
                    (host.ends_with("example.com") || host.ends_with("example.org") ||
                     host.ends_with("example.net")))
            << url;
    });
}

TEST_F(Demo, reading_stops_when_asked) {
    StopSource stop;
    stop.request(StopReason::user);
    Collected sink;
    EXPECT_THROW(source_->read(0, sink, stop.stop()), Error);
    EXPECT_TRUE(sink.messages.empty());
}

TEST(DemoDays, every_day_and_zone_makes_an_archive) {
    for (const std::int64_t now : {950'000'000LL, 1'709'164'800LL, 1'740'700'000LL, 1'770'000'000LL,
                                   1'798'750'000LL, 4'000'000'000LL}) {
        const auto source = make(from_seconds(now), Zone::named("America/New_York"));
        EXPECT_GE(source->overview().messages, 15'000) << now;
        EXPECT_LE(source->overview().messages, 25'000) << now;
        EXPECT_LE(source->overview().last, now);
    }
}

}  // namespace
}  // namespace kith::sources::demo
