// What a connection missed, as frames; portions by number and by size.
#include "api/im/missed.h"

#include "tests/core/replies/made_replies.h"

namespace kith::api::im {
namespace {

using core::MadeReplies;

TEST(Missed, is_everything_after_the_message_in_order) {
    MadeReplies made{std::make_shared<test::ActedModel>(test::echoes())};
    const auto first = made.ask("u", "1").message;
    made.ends(1);
    const auto second = made.ask("u", "2").message;
    made.ask("other", "no");
    made.ends(3);
    const auto messages = made.messages("u");
    const auto missed =
        missed_after(made.sessions, made.replies, first.session, first.key, Portion::first);
    ASSERT_EQ(missed.frames.size(), 3u);
    EXPECT_EQ(*missed.frames[0], *ai_reply(messages[1], first.key));
    EXPECT_EQ(*missed.frames[1], *message_sent(second));
    EXPECT_EQ(*missed.frames[2], *ai_reply(messages[3], second.key));
    EXPECT_EQ(missed.last_key, messages[3].key);
    EXPECT_EQ(missed.last, messages[3].id);
    EXPECT_TRUE(missed.complete);
    const auto none =
        missed_after(made.sessions, made.replies, first.session, messages[3].key, Portion::first);
    EXPECT_TRUE(none.frames.empty() && none.complete);
    EXPECT_EQ(none.last_key, messages[3].key);
}

TEST(Missed, is_cut_by_number_and_by_size) {
    MadeReplies made{std::make_shared<test::ActedModel>(test::says("x"))};
    made.use(nullptr);
    const auto first = made.ask("u", "0").message;
    for (int i = 0; i < 120; ++i) made.ask("u", "short");
    auto missed =
        missed_after(made.sessions, made.replies, first.session, first.key, Portion::first);
    EXPECT_FALSE(missed.complete);
    EXPECT_LE(missed.frames.size(), static_cast<std::size_t>(kMissedMessages) + 1);
    const auto next = made.ask("u", "0").message;
    for (int i = 0; i < 60; ++i) made.ask("u", std::string(20'000, 'x'));
    missed = missed_after(made.sessions, made.replies, first.session, next.key, Portion::next);
    EXPECT_FALSE(missed.complete);
    std::size_t bytes = 0;
    for (const auto& frame : missed.frames) bytes += frame->size();
    EXPECT_LT(bytes, kMissedBytes + 25'000);
}

TEST(Missed, of_a_message_of_another_session_is_not_told) {
    MadeReplies made{nullptr};
    const auto mine = made.ask("u", "0").message, other = made.ask("v", "0").message;
    EXPECT_THROW(missed_after(made.sessions, made.replies, mine.session, other.key, Portion::first),
                 Error);
    EXPECT_THROW(
        missed_after(made.sessions, made.replies, mine.session, "msg_nope", Portion::first), Error);
}

}  // namespace
}  // namespace kith::api::im
