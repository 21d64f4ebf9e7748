// Which incoming rows are already there.
#include <gtest/gtest.h>

#include "tests/store/made_store.h"

namespace kith::store {
namespace {

class MatchTest : public ImportFixture {};

TEST_F(MatchTest, equal_messages_of_one_second_stay_as_many_as_they_are) {
    const auto twice = [] {
        return std::vector{text_row(1000, "哈哈"), text_row(1000, "哈哈"), text_row(1500, "哈哈")};
    };
    EXPECT_EQ(array(put(twice())), (Counts{3, 0, 0}));
    EXPECT_EQ(array(put(twice())), (Counts{0, 3, 0}));
    auto four = twice();
    four.push_back(text_row(1600, "哈哈"));
    EXPECT_EQ(array(put(four)), (Counts{1, 3, 0}));
    expect_rebuild_is_equal();
}

TEST_F(MatchTest, different_ids_of_one_format_are_different_messages) {
    put({text_row(1000, "哈哈", {}, 11)});
    EXPECT_EQ(array(put({text_row(1000, "哈哈", {}, 12)})), (Counts{1, 0, 0}));
    EXPECT_EQ(array(put({text_row(1000, "哈哈", {}, 12)})), (Counts{0, 1, 0}));
    // Another format has other ids for the same messages.
    EXPECT_EQ(
        array(put({text_row(1000, "哈哈", {}, 901), text_row(1000, "哈哈", {}, 902)}, "chatlab")),
        (Counts{0, 2, 0}));
    EXPECT_EQ(array(put({text_row(1000, "哈 哈")}, "chatlab")), (Counts{1, 0, 0}));
    EXPECT_EQ(array(put({text_row(1000, "哈哈")}, "chatlab")), (Counts{0, 1, 0}));
}

TEST_F(MatchTest, the_same_id_with_another_text_is_a_new_version) {
    put({text_row(1000, "first", {}, 11), text_row(2000, "second", {}, 12)});
    EXPECT_EQ(array(put({text_row(1000, "第一", {}, 11), text_row(2000, "second", {}, 12)})),
              (Counts{0, 1, 1}));
    EXPECT_EQ(texts(), (std::vector<std::string>{"第一", "second"}));
    expect_rebuild_is_equal();
    EXPECT_EQ(array(put({text_row(1000, "第一", {}, 11)})), (Counts{0, 1, 0}));
    // Another format does not overrule.
    EXPECT_EQ(array(put({text_row(1000, "[text]", {}, 11)}, "chatlab")), (Counts{0, 1, 0}));
}

TEST_F(MatchTest, what_the_owner_changed_or_erased_stays_so) {
    put({text_row(1000, "a", {}, 11), text_row(2000, "b", {}, 12), text_row(3000, "c")});
    const auto snapshot = store_->snapshot();
    const auto& chunk = *snapshot->chats[0].rows->chunks[0];
    EXPECT_TRUE(store_->edit(chunk.id_of(0), "mine"));
    EXPECT_TRUE(store_->erase(chunk.id_of(1)));
    EXPECT_TRUE(store_->erase(chunk.id_of(2)));
    const auto again = [&] {
        EXPECT_EQ(array(put({text_row(1000, "a", {}, 11), text_row(2000, "b", {}, 12),
                             text_row(3000, "c")})),
                  (Counts{0, 3, 0}));
        EXPECT_EQ(texts(), std::vector<std::string>{"mine"});
    };
    again();
    open();
    again();
    // A row of the second of an erased one still finds its place.
    put({text_row(3500, "d", {}, 0, 1)});
    EXPECT_EQ(texts(), (std::vector<std::string>{"mine", "d"}));
}

TEST_F(MatchTest, full_width_and_case_do_not_make_another_message) {
    put({text_row(1000, "ＡＢＣ ok"), text_row(1200, "x")});
    EXPECT_EQ(array(put({text_row(1000, "abc OK")})), (Counts{0, 1, 0}));
    EXPECT_EQ(texts(), (std::vector<std::string>{"ＡＢＣ ok", "x"}));
}

TEST_F(MatchTest, a_second_with_many_rows_is_matched) {
    std::vector<Row> many;
    for (int i = 0; i < 20'000; ++i)
        many.push_back(text_row(5000, "t" + std::to_string(i / 2), {}, 0, i));
    EXPECT_EQ(array(put(many)), (Counts{20'000, 0, 0}));
    EXPECT_EQ(array(put(many)), (Counts{0, 20'000, 0}));
    many.push_back(text_row(5000, "t7", {}, 0, 9));
    EXPECT_EQ(array(put(many)), (Counts{1, 20'000, 0}));
    expect_rebuild_is_equal();
}

}  // namespace
}  // namespace kith::store
