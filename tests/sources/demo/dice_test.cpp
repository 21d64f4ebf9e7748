// Tests of sources/demo/dice.h.
#include "sources/demo/dice.h"

#include <gtest/gtest.h>

#include <array>
#include <set>

namespace kith::sources::demo {
namespace {

// The first outputs for seed 0, as the authors of splitmix64 publish them.
TEST(Dice, numbers_are_those_of_splitmix64) {
    Dice dice{0};
    EXPECT_EQ(dice.next(), 0xE220A8397B1DCDAF);
    EXPECT_EQ(dice.next(), 0x6E789E6AA1B965F4);
    EXPECT_EQ(dice.next(), 0x06C45D188009454F);
}

TEST(Dice, both_ends_are_drawn_and_nothing_beyond) {
    Dice dice{7};
    std::set<std::int64_t> drawn;
    for (int i = 0; i < 1000; ++i) drawn.insert(dice.between(-1, 2));
    EXPECT_EQ(drawn, (std::set<std::int64_t>{-1, 0, 1, 2}));
    EXPECT_EQ(dice.between(5, 5), 5);
}

TEST(Dice, a_share_comes_about_as_often_as_it_says) {
    Dice dice{1};
    int hits = 0;
    for (int i = 0; i < 10'000; ++i) hits += dice.permille(250) ? 1 : 0;
    EXPECT_NEAR(hits, 2500, 200);
    EXPECT_FALSE(dice.permille(0));
    EXPECT_TRUE(dice.permille(1000));
}

TEST(Dice, parts_of_one_seed_have_different_seeds) {
    EXPECT_NE(seed_for(1, "a"), seed_for(1, "b"));
    EXPECT_NE(seed_for(1, "a"), seed_for(2, "a"));
    EXPECT_EQ(seed_for(1, "a"), seed_for(1, "a"));
}

}  // namespace
}  // namespace kith::sources::demo
