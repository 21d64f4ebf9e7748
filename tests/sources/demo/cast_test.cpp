// Tests of sources/demo/cast.cpp.
#include "sources/demo/cast.h"

#include <gtest/gtest.h>

#include <string>

#include "base/error.h"

namespace kith::sources::demo {
namespace {

const std::string kMe = "demo_me\t一禾\t-\tyihe\tme\t-\t-\t-\t40\tevening\t10-18\t-\n";
const std::string kMom =
    "demo_mom\t静好\t妈妈\t-\tfriend\t妈\t小禾\tmom,family\t200\tday\t04-16\t100:30 0:60\n";

TEST(DemoCast, people_are_read_column_by_column) {
    const auto cast = read_cast({"c", kMe + kMom}, {"g", ""});
    ASSERT_EQ(cast.actors.size(), 2U);
    EXPECT_TRUE(cast.actors[0].person.is_self);
    EXPECT_FALSE(cast.actors[0].person.is_friend);
    const auto& mom = cast.actors[1];
    EXPECT_EQ(mom.person.key, "demo_mom");
    EXPECT_EQ(mom.person.remark, "妈妈");
    EXPECT_EQ(mom.person.alias, "");
    EXPECT_TRUE(mom.person.is_friend);
    EXPECT_EQ(mom.person.source_flag, 3);
    EXPECT_EQ(mom.calls_me, "小禾");
    EXPECT_EQ(mom.tags, (std::vector<std::string>{"mom", "family", "demo_mom"}));
    EXPECT_EQ(mom.birthday, (MonthDay{4, 16}));
    EXPECT_EQ(mom.hours, Hours::day);
    EXPECT_EQ(shown_name(mom.person), "妈妈");
    EXPECT_EQ(shown_name(cast.actors[0].person), "一禾");
    EXPECT_EQ(cast.find("demo_mom"), 1U);
    EXPECT_FALSE(cast.find("nobody"));
}

TEST(DemoCast, a_curve_is_a_broken_line_between_its_points) {
    const Curve curve{{100, 30}, {50, 60}, {0, 0}};
    EXPECT_EQ(rate_at(curve, 101), 0);
    EXPECT_EQ(rate_at(curve, 100), 1000);
    EXPECT_EQ(rate_at(curve, 75), 1500);
    EXPECT_EQ(rate_at(curve, 50), 2000);
    EXPECT_EQ(rate_at(curve, 25), 1000);
    EXPECT_EQ(rate_at(curve, 0), 0);
    EXPECT_EQ(begins(curve), 100);
    EXPECT_EQ(begins({}), -1);
    EXPECT_EQ(rate_at({}, 5), 0);
}

TEST(DemoCast, members_have_names_roles_and_times) {
    const auto cast = read_cast(
        {"c", kMe + kMom},
        {"g", "g@chatroom\t家\tfamilygroup\tday\t9:30 0:30\tdemo_mom=妈>84,demo_me=小禾<330\n"});
    ASSERT_EQ(cast.groups.size(), 1U);
    const auto& group = cast.groups[0];
    ASSERT_EQ(group.members.size(), 2U);
    EXPECT_EQ(group.members[0].person, 1U);
    EXPECT_EQ(group.members[0].name, "妈");
    EXPECT_EQ(group.members[0].role, "owner");
    EXPECT_EQ(group.members[1].role, "");
    EXPECT_EQ(group.stays[0].until, 84);
    EXPECT_EQ(group.stays[1].since, 330);
}

TEST(DemoCast, wrong_lines_are_refused) {
    const auto with = [](std::string line, std::string_view from, std::string_view to) {
        return line.replace(line.find(from), from.size(), to);
    };
    for (const auto& people : {
             kMom,                                        // the owner is missing
             kMe + kMe,                                   // twice
             kMe + kMom + kMom,                           // the same key twice
             kMe + with(kMom, "friend", "foe"),           // no such role
             kMe + with(kMom, "\tday\t", "\tdaily\t"),    // no such hours
             kMe + with(kMom, "04-16", "02-29"),          // not a day of every year
             kMe + with(kMom, "\t200\t", "\t0\t"),        // answers before it is asked
             kMe + with(kMom, "100:30 0:60", "100:30"),   // does not reach today
             kMe + with(kMom, "100:30 0:60", "5:1 9:1"),  // not falling
             kMe + with(kMom, "静好", ""),                // no name
         })
        EXPECT_THROW(read_cast({"c", people}, {"g", ""}), Error) << people;
    for (const auto* group :
         {"g\tt\tx\tday\t1:1 0:1\tdemo_mom=a\n", "g\tt\tx\tday\t1:1 0:1\tdemo_me=a,demo_no=b\n",
          "g\tt\tx\tday\t1:1 0:1\tdemo_me\n", "g\tt\tx\tday\t1:1 0:1\n"})
        EXPECT_THROW(read_cast({"c", kMe + kMom}, {"g", group}), Error) << group;
}

}  // namespace
}  // namespace kith::sources::demo
