// Tests of sources/demo/scene.cpp.
#include "sources/demo/scene.h"

#include <gtest/gtest.h>

#include <string>

#include "base/error.h"

namespace kith::sources::demo {
namespace {

Scene one(std::string_view text) {
    auto scenes = read_scenes({"s", text});
    EXPECT_EQ(scenes.size(), 1U);
    return scenes.at(0);
}

TEST(DemoScene, a_header_says_for_whom_and_when) {
    const auto scene = one("= for:mom,dad when:night days:weekend months:1,12 once\n> a\n");
    EXPECT_EQ(scene.tags, (std::vector<std::string>{"mom", "dad"}));
    EXPECT_EQ(scene.when, When::night);
    EXPECT_EQ(scene.days, Days::weekend);
    EXPECT_EQ(scene.months, 1U << 1 | 1U << 12);
    EXPECT_TRUE(scene.once);
    EXPECT_EQ(scene.occasion, Occasion::none);
    EXPECT_FALSE(scene.in_group());
}

TEST(DemoScene, occasions_have_a_day_and_a_clock) {
    const auto ago = one("= for:x ago:143@21:40\n> a\n");
    EXPECT_EQ(ago.occasion, Occasion::ago);
    EXPECT_EQ(ago.days_ago, 143);
    EXPECT_EQ(ago.clock, (21 * 60 + 40) * 60);
    const auto date = one("= for:x yearly:05-12@00:03\n> a\n");
    EXPECT_EQ(date.feast, Feast::date);
    EXPECT_EQ(date.date, (MonthDay{5, 12}));
    const auto spring = one("= for:x yearly:spring+1@09:00\n> a\n");
    EXPECT_EQ(spring.feast, Feast::spring);
    EXPECT_EQ(spring.shift, 1);
    EXPECT_EQ(one("= for:x yearly:mybirthday@09:00\n> a\n").feast, Feast::my_birthday);
    EXPECT_EQ(one("= for:x yearly:today@09:00\n> a\n").feast, Feast::today);
    EXPECT_EQ(one("= for:x first:@09:00\n> a\n").occasion, Occasion::first);
}

TEST(DemoScene, lines_have_a_speaker_a_wait_a_mark_and_a_text) {
    const auto scene =
        one("= for:x\n> 早\n<? +25m {在|好}\n< [quote:1] 对\n> [image]\n"
            "< [link:{a|b}|https://e.example/|c]\n> [recall:kept] 算了\n");
    ASSERT_EQ(scene.lines.size(), 6U);
    EXPECT_EQ(scene.lines[0].who, kMe);
    EXPECT_EQ(scene.lines[0].wait, -1);
    EXPECT_TRUE(scene.lines[1].maybe);
    EXPECT_EQ(scene.lines[1].wait, 1500);
    EXPECT_EQ(scene.lines[1].text, "{在|好}");
    EXPECT_EQ(scene.lines[2].mark, Mark::quote);
    EXPECT_EQ(scene.lines[2].text, "对");
    EXPECT_EQ(scene.lines[3].mark, Mark::image);
    EXPECT_EQ(scene.lines[4].fields,
              (std::vector<std::string>{"{a|b}", "https://e.example/", "c"}));
    EXPECT_EQ(scene.lines[5].text, "算了");
    EXPECT_EQ(scene.lines[5].at.line, 7);
}

TEST(DemoScene, groups_have_lettered_speakers_and_may_fix_them) {
    const auto scene = one("= for:g cast:A=demo_a,C=demo_c\nA 早\nB 早\n");
    EXPECT_TRUE(scene.in_group());
    ASSERT_EQ(scene.cast.size(), 2U);
    EXPECT_EQ(scene.cast[1], (std::pair<char, std::string>{'C', "demo_c"}));
}

TEST(DemoScene, whatever_the_format_does_not_know_is_refused) {
    for (const auto* wrong : {
             "> a\n",                       // no header
             "= for:x\n",                   // no lines
             "= when:night\n> a\n",         // for whom?
             "= for:x when:dusk\n> a\n",    // no such time
             "= for:x months:13\n> a\n",    //
             "= for:x soon\n> a\n",         // no such word
             "= for:x ago:3\n> a\n",        // no clock
             "= for:x ago:0@10:00\n> a\n",  // not in the past
             "= for:x ago:3@10:00 first:@10:00\n> a\n",
             "= for:x yearly:@10:00\n> a\n",       //
             "= for:x yearly:02-29@10:00\n> a\n",  //
             "= for:x cast:G=demo_a\nA a\n",       // no such speaker
             "= for:x\n* a\n",                     // no such speaker
             "= for:x\n>a\n",                      // no space
             "= for:x\nA a\n< b\n",                // direct and group mixed
             "= for:x\n> +5 a\n",                  // no unit
             "= for:x\n> [image] a\n",             // text behind a picture
             "= for:x\n> [quote:1]\n",             // nothing behind a quote
             "= for:x\n> [quote:0] a\n",           //
             "= for:x\n> [voice]\n",               // no field
             "= for:x\n> [link:a|b]\n",            // a field is missing
             "= for:x\n> [sing:la]\n",             // no such mark
             "= for:x\n> [image\n",                //
         })
        EXPECT_THROW(read_scenes({"s", wrong}), Error) << wrong;
}

TEST(DemoScene, licensed_dialogues_become_scenes_of_their_role) {
    const auto scenes = read_dialogues({"d",
                                        "x\t1\ttravel\ta\t问\nx\t1\ttravel\tb\t答\n"
                                        "x\t2\tfriend\tb\t早\n"});
    ASSERT_EQ(scenes.size(), 2U);
    EXPECT_TRUE(scenes[0].once);
    EXPECT_EQ(scenes[0].tags, (std::vector<std::string>{"travel"}));
    EXPECT_EQ(scenes[0].lines[0].who, kMe) << "the owner asks the adviser";
    EXPECT_EQ(scenes[0].lines[1].who, kPeer);
    EXPECT_EQ(scenes[1].lines[0].text, "早");
}

TEST(DemoScene, wrong_dialogues_are_refused) {
    for (const auto* wrong : {"x\t1\ttravel\ta\n", "x\t1\ttravel\tc\tt\n", "x\t1\tt\ta\t\n"})
        EXPECT_THROW(read_dialogues({"d", wrong}), Error) << wrong;
}

}  // namespace
}  // namespace kith::sources::demo
