// Editing, recalling and erasing single rows.
#include <gtest/gtest.h>

#include "db/db.h"
#include "tests/store/made_store.h"

namespace kith::store {
namespace {

class ChangesTest : public StoreFixture {};

TEST_F(ChangesTest, edit_recall_and_erase_keep_the_old_version) {
    const auto a = append(text_row(1000, "a", li_)), b = append(text_row(2000, "b", li_)),
               c = append(text_row(3000, "c", li_));
    EXPECT_TRUE(store_->edit(a, "ＡＢ new"));
    EXPECT_TRUE(store_->recall(b));
    EXPECT_TRUE(store_->erase(c));
    EXPECT_FALSE(store_->edit(MessageId{77}, "x"));
    EXPECT_FALSE(store_->edit(c, "x"));
    EXPECT_FALSE(store_->erase(c));
    const auto check = [&] {
        EXPECT_EQ(texts(), (std::vector<std::string>{"ＡＢ new", "b"}));
        const auto snapshot = store_->snapshot();
        const auto columns = snapshot->chat(chat_)->rows->chunks[0]->columns();
        EXPECT_EQ(columns.flags[0], kEdited);
        EXPECT_EQ(columns.flags[1], kRecalled);
        EXPECT_EQ(snapshot->messages, 2u);
        EXPECT_EQ(store_->read(std::array{c}).size(), 0u);
    };
    check();
    open();
    check();
    auto on = db::Connection::open(settings_.file, {.access = db::Access::read_only});
    auto old = on.prepare("select group_concat(body || why) from message_old");
    ASSERT_TRUE(old.step());
    EXPECT_EQ(old.text(0), "a1,b2,c3");
}

}  // namespace
}  // namespace kith::store
