// People by key, and those met on the way.
#include "sources/people.h"

#include <gtest/gtest.h>

#include <thread>

namespace kith::sources {
namespace {

TEST(People, one_key_is_one_person) {
    People people;
    EXPECT_EQ(people.add("a"), 0U);
    EXPECT_EQ(people.add("b"), 1U);
    EXPECT_EQ(people.add("a"), 0U);
    EXPECT_EQ(people.find("b"), 1U);
    EXPECT_EQ(people.find("c"), kNobody);
    EXPECT_EQ(people.size(), 2U);
}

TEST(People, names_are_remark_then_nick_then_key) {
    EXPECT_EQ(name_of(Person{.key = "k", .nick = "n", .remark = "r"}), "r");
    EXPECT_EQ(name_of(Person{.key = "k", .nick = "n"}), "n");
    EXPECT_EQ(name_of(Person{.key = "k"}), "k");
}

TEST(Strangers, follow_the_people_who_are_known) {
    People known;
    known.add("a");
    Strangers strangers{known.list()};
    EXPECT_EQ(strangers.place("x"), 1U);
    EXPECT_EQ(strangers.place("y", "Y"), 2U);
    EXPECT_EQ(strangers.place("x", "X"), 1U);
    EXPECT_EQ(strangers.person(0).key, "a");
    EXPECT_EQ(strangers.person(1).nick, "X");
    EXPECT_EQ(strangers.person(2).nick, "Y");
    EXPECT_EQ(strangers.person(99).key, "");
}

TEST(Strangers, are_met_by_several_threads) {
    People known;
    Strangers strangers{known.list()};
    const auto meet = [&] {
        for (int i = 0; i < 1000; ++i) {
            const auto key = std::to_string(i % 50);
            EXPECT_EQ(strangers.person(strangers.place(key)).key, key);
        }
    };
    std::thread other{meet};
    meet();
    other.join();
}

}  // namespace
}  // namespace kith::sources
