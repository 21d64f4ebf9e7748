// What a person is called.
#include "store/types.h"

#include <gtest/gtest.h>

namespace kith::store {
namespace {

TEST(DisplayName, is_the_remark_then_the_nickname_then_the_key) {
    Person person;
    person.key = "wxid_1";
    EXPECT_EQ(display_name(person), "wxid_1");
    person.nick = "小王";
    EXPECT_EQ(display_name(person), "小王");
    person.remark = "王经理";
    EXPECT_EQ(display_name(person), "王经理");
}

}  // namespace
}  // namespace kith::store
