// A list that copies share until one of them changes.
#include "store/shared_list.h"

#include <gtest/gtest.h>

namespace kith::store {
namespace {

TEST(SharedList, a_copy_keeps_its_items_when_the_other_grows) {
    SharedList<int> a{1, 2};
    const auto b = a;
    EXPECT_EQ(a.begin(), b.begin());  // shared
    a.push_back(3);
    EXPECT_EQ(a.size(), 3u);
    EXPECT_EQ(b.size(), 2u);
    EXPECT_EQ(a.back(), 3);
    const SharedList<int> none;
    EXPECT_TRUE(none.empty());
    EXPECT_EQ(none.begin(), none.end());
}

}  // namespace
}  // namespace kith::store
