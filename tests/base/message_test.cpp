// Kinds: their numbers are on disk and their words on the wire, so neither may change.
#include "base/message.h"

#include <gtest/gtest.h>

namespace kith {
namespace {

TEST(Kinds, numbers_on_disk_stay) {
    EXPECT_EQ(static_cast<int>(Kind::text), 0);
    EXPECT_EQ(static_cast<int>(Kind::system), 8);
    EXPECT_EQ(static_cast<int>(Kind::other), 17);
    EXPECT_EQ(kMine, 1);
    EXPECT_EQ(kRevokeNotice, 4);
    EXPECT_EQ(kLong, 64);
}

TEST(Kinds, every_kind_has_a_word_that_leads_back) {
    for (int i = 0; i < kKindCount; ++i) {
        const auto kind = static_cast<Kind>(i);
        EXPECT_EQ(kind_named(name_of(kind)), kind) << i;
    }
    EXPECT_EQ(name_of(Kind::red_packet), "redpacket");
    EXPECT_FALSE(kind_named("nonsense"));
    EXPECT_EQ(name_of(static_cast<Kind>(200)), "other");
}

TEST(Kinds, only_notices_are_said_by_nobody) {
    EXPECT_TRUE(is_system(Kind::system));
    EXPECT_FALSE(is_system(Kind::text));
}

}  // namespace
}  // namespace kith
