// Tests of sources/demo/life.cpp.
#include "sources/demo/life.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "sources/demo/demo.h"

namespace kith::sources::demo {
namespace {

const Zone kZone = Zone::named("Asia/Shanghai");
constexpr int kYear = 365;

// A script of its own: one person, a few scenes.
class DemoLife : public testing::Test {
  protected:
    std::vector<Message> write(std::string_view scenes, Curve curve, Day today) {
        Script script;
        script.cast.actors.push_back({.person = {.key = "demo_me", .nick = "我", .is_self = true}});
        script.cast.actors.push_back(
            {.person = {.key = "demo_a", .nick = "甲"}, .tags = {"x"}, .pace_seconds = 30});
        script.almanac = Almanac::read({"d", "2026\t02-16\t09-25\n"});
        script.scenes = read_scenes({"s", scenes});
        Chronicle chronicle{script, kZone, today, 1};
        return chronicle.write({.room = {.key = "demo_a", .peer = 1},
                                .tags = script.cast.actors[1].tags,
                                .hours = Hours::day,
                                .curve = curve,
                                .birthday = {3, 9},
                                .my_birthday = {10, 18}});
    }
    static std::set<std::string> days_of(const std::vector<Message>& all, std::string_view text) {
        std::set<std::string> out;
        for (const auto& m : all)
            if (m.text == text) out.insert(format_date(kZone.day_at(m.time / 1000)));
        return out;
    }
    const Day today_ = day_of({2026, 11, 21});
};

TEST_F(DemoLife, a_curve_is_followed_over_the_months) {
    // 30 scenes, so that none is in its rest when it is wanted.
    std::string scenes;
    for (int i = 0; i < 30; ++i) scenes += "= for:x\n> a\n< b\n> c\n< d\n";
    const auto all = write(scenes, {{200, 60}, {100, 60}, {99, 0}, {0, 0}}, today_);
    EXPECT_NEAR(static_cast<double>(all.size()), 60 * 100 / 30, 45);
    for (const auto& m : all) EXPECT_LE(kZone.day_at(m.time / 1000), today_ - 98);
}

TEST_F(DemoLife, occasions_fall_on_their_days) {
    const auto all = write(
        "= for:x first:@20:00\n> 首\n= for:x ago:30@10:00\n> 前\n= for:x yearly:birthday@08:00\n> "
        "生\n"
        "= for:x yearly:mybirthday@08:00\n> 我\n= for:x yearly:spring+1@08:00\n> 春\n"
        "= for:x yearly:12-24@08:00\n> 夜\n= for:x yearly:today@08:00\n> 今\n",
        {{2 * kYear, 9}, {0, 9}}, today_);
    EXPECT_EQ(days_of(all, "首"), (std::set<std::string>{"2024-11-21"}));
    EXPECT_EQ(days_of(all, "前"), (std::set<std::string>{"2026-10-22"}));
    EXPECT_EQ(days_of(all, "生"), (std::set<std::string>{"2025-03-09", "2026-03-09"}));
    EXPECT_EQ(days_of(all, "我"), (std::set<std::string>{"2025-10-18", "2026-10-18"}));
    EXPECT_EQ(days_of(all, "夜"), (std::set<std::string>{"2024-12-24", "2025-12-24"}));
    EXPECT_EQ(days_of(all, "今"), (std::set<std::string>{"2024-11-21", "2025-11-21"}));
    EXPECT_TRUE(days_of(all, "春").contains("2026-02-17"));
}

TEST_F(DemoLife, silent_friends_do_not_congratulate) {
    const auto all =
        write("= for:x yearly:birthday@08:00\n> 生\n", {{700, 9}, {400, 0}, {0, 0}}, today_);
    EXPECT_EQ(days_of(all, "生"), (std::set<std::string>{"2025-03-09"}));
}

TEST_F(DemoLife, scenes_keep_to_their_hours_days_and_months) {
    std::string scenes;
    for (int i = 0; i < 10; ++i) scenes += "= for:x when:late days:weekend months:5,6\n> a\n";
    const auto all = write(scenes, {{900, 30}, {0, 30}}, today_);
    ASSERT_GT(all.size(), 10U);
    for (const auto& m : all) {
        const auto local = kZone.local(m.time / 1000);
        EXPECT_TRUE(local.weekday == 0 || local.weekday == 6);
        EXPECT_TRUE(local.date.month == 5 || local.date.month == 6);
        EXPECT_LT(local.hour, 5);
    }
}

TEST_F(DemoLife, a_scene_for_once_happens_once_and_others_rest) {
    const auto all = write("= for:x once\n> 一次\n= for:x\n> 常\n", {{300, 30}, {0, 30}}, today_);
    EXPECT_EQ(std::ranges::count(all, "一次", &Message::text), 1);
    const auto often = days_of(all, "常");
    EXPECT_GT(often.size(), 3U);
    EXPECT_LE(often.size(), 300U / 40 + 1);
}

// Every scene of the shipped texts has somebody who plays it, and can be played to its end.
TEST(DemoScript, every_scene_is_for_somebody_and_plays) {
    const auto script = read_script();
    for (const auto& scene : script.scenes) {
        int players = 0;
        const auto meant = [&](const auto& tags) {
            return std::ranges::any_of(
                scene.tags, [&](const auto& tag) { return std::ranges::count(tags, tag) > 0; });
        };
        for (std::uint32_t i = 1; i < script.cast.actors.size(); ++i) {
            const auto& actor = script.cast.actors[i];
            if (actor.curve.empty() || !meant(actor.tags)) continue;
            ++players;
            EXPECT_FALSE(scene.in_group()) << scene.at.file << ':' << scene.at.line;
            if (scene.in_group()) continue;
            for (std::uint64_t seed = 0; seed < 8; ++seed) {
                Stage stage{script.cast, script.words, {.key = "k", .peer = i}, seed};
                EXPECT_NO_THROW(stage.play(scene, 1'700'000'000, scene.days_ago));
            }
        }
        for (const auto& group : script.cast.groups) {
            if (!meant(group.tags)) continue;
            ++players;
            for (std::uint64_t seed = 0; seed < 8; ++seed) {
                Stage stage{script.cast,
                            script.words,
                            {.key = "k", .members = group.members, .stays = group.stays},
                            seed};
                const bool first = scene.occasion == Occasion::first;
                EXPECT_NO_THROW(
                    stage.play(scene, 1'700'000'000, first ? begins(group.curve) : scene.days_ago));
            }
        }
        EXPECT_GT(players, 0) << scene.at.file << ':' << scene.at.line;
    }
    EXPECT_GT(script.scenes.size(), 400U);
}

}  // namespace
}  // namespace kith::sources::demo
