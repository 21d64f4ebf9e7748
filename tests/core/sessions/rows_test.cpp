// Rows of sessions: what goes in comes out, and the tables are ours alone.
#include "core/sessions/rows.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "tests/store/made_store.h"

namespace kith::core {
namespace {

class SessionRowsTest : public testing::Test {
  protected:
    SessionRowsTest() {
        for (const auto& step : session_tables().steps) on_.execute(step.sql);
    }
    Session made(std::string key) {
        Session session;
        session.uuid = "uuid of " + key;
        session.chat = store::ChatId{5};
        session.peer = store::PersonId{6};
        session.assistant = store::PersonId{7};
        session.owner = {"im", "李雷 %'"};
        session.key = std::move(key);
        session.title = "title";
        session.created = session.active = from_seconds(1'700'000'000);
        session.id = session_rows::insert(on_, session);
        return session;
    }
    db::Connection on_ = db::Connection::memory();
};

TEST_F(SessionRowsTest, a_session_comes_back_as_it_went_in) {
    auto session = made("k");
    session.active = from_seconds(1'700'000'009);
    session.messages = 3;
    session.turn = "t";
    session_rows::move_on(on_, session, store::MessageId{12});
    const auto found = session_rows::find(on_, session.owner, "k");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->uuid, session.uuid);
    EXPECT_EQ(found->chat, session.chat);
    EXPECT_EQ(found->peer, session.peer);
    EXPECT_EQ(found->assistant, session.assistant);
    EXPECT_EQ(found->owner, session.owner);
    EXPECT_EQ(found->created, session.created);
    EXPECT_EQ(found->active, session.active);
    EXPECT_EQ(found->messages, 3);
    EXPECT_EQ(found->turn, "t");
    EXPECT_EQ(session_rows::latest(on_, session.owner)->id, session.id);
    EXPECT_EQ(store::reason_of([&] { made("k"); }), "conflict unique");
}

TEST_F(SessionRowsTest, a_message_comes_back_as_it_went_in_and_leaves_with_its_session) {
    const auto session = made("k");
    SessionMessage message;
    message.id = 12;
    message.key = "msg_1";
    message.session = session.id;
    message.role = Role::assistant;
    message.sender = "ai_bot";
    message.turn = "t";
    session_rows::insert(on_, message);
    const auto found = session_rows::message(on_, "msg_1");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, 12);
    EXPECT_EQ(found->message, store::MessageId{12});
    EXPECT_EQ(found->role, Role::assistant);
    EXPECT_EQ(found->sender, "ai_bot");
    EXPECT_EQ(found->turn, "t");
    EXPECT_TRUE(session_rows::remove(on_, session.id));
    EXPECT_FALSE(session_rows::message(on_, store::MessageId{12}));
    EXPECT_FALSE(session_rows::remove(on_, session.id));
}

}  // namespace
}  // namespace kith::core
