// Who hears what: connections of one user, catching up without gaps and without anything twice.
#include "api/im/hub.h"

#include <gtest/gtest.h>

namespace kith::api::im {
namespace {

class Writer final : public http::SocketWriter {
  public:
    void send(std::shared_ptr<const std::string> text) override { sent.push_back(std::move(text)); }
    void send_binary(std::shared_ptr<const std::string>) override {}
    void close(std::uint16_t, std::string_view) override {}
    bool wait_for_room(std::chrono::milliseconds) override { return true; }
    bool open() const override { return true; }
    std::string all() const {
        std::string text;
        for (const auto& one : sent) text += *one + ";";
        return text;
    }
    std::vector<Frame> sent;
};

Frame frame(std::string text) {
    return std::make_shared<const std::string>(std::move(text));
}

struct Joined {
    std::shared_ptr<Writer> out = std::make_shared<Writer>();
    std::shared_ptr<Peer> peer;
    explicit Joined(Hub& hub, const std::string& user, Pieces pieces = Pieces::not_wanted)
        : peer{std::make_shared<Peer>(out, pieces)} {
        hub.join(user, peer);
    }
};

TEST(Hub, tells_all_connections_of_a_user_the_same_text_without_copies) {
    Hub hub;
    Joined one{hub, "u"}, two{hub, "u"}, other{hub, "v"};
    const auto text = frame("news");
    hub.tell("u", text, 1);
    EXPECT_EQ(one.out->sent, std::vector{text});
    EXPECT_EQ(two.out->sent.at(0).get(), text.get());
    EXPECT_TRUE(other.out->sent.empty());
    hub.tell("u", frame("but"), 2, one.peer);
    EXPECT_EQ(one.out->sent.size(), 1u);
    EXPECT_EQ(two.out->sent.size(), 2u);
    hub.tell("nobody", frame("lost"), 3);
}

TEST(Hub, forgets_who_leaves) {
    Hub hub;
    Joined one{hub, "u"}, two{hub, "u"};
    hub.leave("u", one.peer);
    hub.leave("u", one.peer);
    hub.leave("nobody", one.peer);
    EXPECT_TRUE(hub.has("u"));
    hub.tell("u", frame("x"), 1);
    EXPECT_TRUE(one.out->sent.empty());
    hub.leave("u", two.peer);
    EXPECT_FALSE(hub.has("u"));
}

TEST(Hub, tells_pieces_to_those_who_want_them) {
    Hub hub;
    Joined plain{hub, "u"}, eager{hub, "u", Pieces::wanted};
    hub.tell_piece("u", frame("piece"));
    EXPECT_TRUE(plain.out->sent.empty());
    EXPECT_EQ(eager.out->all(), "piece;");
}

TEST(Peer, keeps_news_back_while_it_catches_up_and_tells_nothing_twice) {
    Hub hub;
    Joined one{hub, "u", Pieces::wanted};
    one.peer->begin_catching_up();
    hub.tell("u", frame("m4"), 4);
    hub.tell("u", frame("m5"), 5);
    hub.tell("u", frame("failed"), 0);
    hub.tell_piece("u", frame("piece"));
    one.peer->answer(frame("m3"));
    one.peer->answer(frame("m4"));
    one.peer->end_catching_up(4, true, "key4");
    hub.tell("u", frame("m6"), 6);
    EXPECT_EQ(one.out->all(),
              R"(m3;m4;{"type":"resumed","message_id":"key4","complete":true};m5;failed;m6;)");
}

TEST(Peer, that_is_behind_hears_only_what_it_asks_for) {
    Hub hub;
    Joined one{hub, "u"};
    one.peer->begin_catching_up();
    hub.tell("u", frame("m9"), 9);
    one.peer->end_catching_up(3, false, "key3");
    hub.tell("u", frame("m10"), 10);
    EXPECT_EQ(one.out->all(), R"({"type":"resumed","message_id":"key3","complete":false};)");
    one.peer->begin_catching_up();
    one.peer->end_catching_up(10, true, "key10");
    hub.tell("u", frame("m11"), 11);
    EXPECT_TRUE(one.out->all().ends_with(R"("complete":true};m11;)"));
}

TEST(Peer, that_keeps_too_much_back_has_to_ask_again) {
    Hub hub;
    Joined one{hub, "u"};
    one.peer->begin_catching_up();
    for (std::size_t i = 0; i <= Peer::kKeptBack; ++i)
        hub.tell("u", frame("x"), static_cast<std::int64_t>(i + 10));
    one.peer->end_catching_up(9, true, "key9");
    EXPECT_EQ(one.out->all(), R"({"type":"resumed","message_id":"key9","complete":false};)");
}

TEST(Peer, that_lost_some_while_it_caught_up_reads_them_and_goes_on) {
    Hub hub;
    Joined one{hub, "u"};
    one.peer->begin_catching_up();
    EXPECT_FALSE(one.peer->lost_some());
    for (std::size_t i = 0; i <= Peer::kKeptBack; ++i)
        hub.tell("u", frame("x"), static_cast<std::int64_t>(i + 10));
    EXPECT_TRUE(one.peer->lost_some());
    EXPECT_FALSE(one.peer->lost_some());
    hub.tell("u", frame("m500"), 500);
    one.peer->end_catching_up(499, true, "key499");
    EXPECT_EQ(one.out->all(), R"({"type":"resumed","message_id":"key499","complete":true};m500;)");
}

TEST(Peer, that_cannot_catch_up_hears_what_was_kept_back) {
    Hub hub;
    Joined one{hub, "u"};
    one.peer->begin_catching_up();
    hub.tell("u", frame("m4"), 4);
    one.peer->give_up_catching_up();
    hub.tell("u", frame("m5"), 5);
    EXPECT_EQ(one.out->all(), "m4;m5;");
}

}  // namespace
}  // namespace kith::api::im
