// Handing in: sessions that are known, erased ones, keys; and the news of it.
#include "api/im/desk.h"

#include "tests/core/replies/made_replies.h"

namespace kith::api::im {
namespace {

using core::MadeReplies;

struct MadeDesk {
    MadeReplies made{nullptr};
    core::Events events;
    core::Pulse pulse{events};
    Desk desk{made.sessions, made.replies, pulse};
};

TEST(Desk, opens_a_session_for_its_first_message_and_again_when_it_was_erased) {
    MadeDesk on;
    const auto first = on.desk.send({"u", "default_user", "1", ""}, {}).message;
    EXPECT_EQ(on.desk.send({"u", "default_user", "2", ""}, {}).message.session, first.session);
    EXPECT_TRUE(on.made.sessions.erase(first.session));
    const auto again = on.desk.send({"u", "default_user", "3", ""}, {}).message;
    EXPECT_NE(again.session, first.session);
    EXPECT_EQ(on.made.messages("u").size(), 1u);
}

TEST(Desk, refuses_a_key_for_another_text) {
    MadeDesk on;
    on.desk.send({"u", "u", "1", "k"}, {});
    EXPECT_TRUE(on.desk.send({"u", "u", "1", "k"}, {}).repeated);
    EXPECT_EQ(core::reason_of([&] { on.desk.send({"u", "u", "2", "k"}, {}); }),
              "conflict key_reused");
    EXPECT_EQ(on.made.messages("u").size(), 1u);
}

TEST(Desk, tells_the_pulse) {
    MadeDesk on;
    on.desk.send({"小林", "u", "1", ""}, {});
    const auto told = on.events.next(0, std::chrono::seconds{60}, Stop{});
    ASSERT_FALSE(told.empty());
    EXPECT_EQ(told[0].name, "live");
    EXPECT_EQ(told[0].data, R"({"sessions":["小林"]})");
}

}  // namespace
}  // namespace kith::api::im
