// Tests of http/socket_handler.h: order, one at a time, what is thrown.
#include "http/socket_handler.h"

#include <gtest/gtest.h>

namespace kith::http {
namespace {

using Kind = SocketEvent::Kind;

struct Writer final : SocketWriter {
    int code = 0;
    void send(std::shared_ptr<const std::string>) override {}
    void send_binary(std::shared_ptr<const std::string>) override {}
    bool wait_for_room(std::chrono::milliseconds) override { return true; }
    void close(std::uint16_t with, std::string_view) override { code = with; }
    bool open() const override { return code == 0; }
};

struct Listening final : Socket {
    std::string& heard;
    explicit Listening(std::string& into) : heard{into} {}
    void opened(std::shared_ptr<SocketWriter>) override { heard += "opened "; }
    void text(std::string message) override {
        if (message == "bad") throw Error{Errc::invalid, "bad"};
        if (message == "boom") throw std::runtime_error{"secret"};
        if (message == "worse") throw Error{Errc::conflict, "worse"};
        heard += "text:" + message + ' ';
    }
    void binary(std::string bytes) override { heard += "binary:" + bytes + ' '; }
    void failed(const Error& error) override {
        heard += "failed:" + error.message() + ' ';
        if (error.message() == "worse") throw std::runtime_error{"again"};
    }
    void closed() override { heard += "closed "; }
};

struct SocketHandlerTest : testing::Test {
    std::string heard;
    std::shared_ptr<Writer> out = std::make_shared<Writer>();
    SocketHandler handler{std::make_unique<Listening>(heard), out};
    void run() {
        while (handler.begin()) {
            handler.run();
            handler.done();
        }
    }
};

TEST_F(SocketHandlerTest, everything_comes_in_order_and_nothing_after_the_end) {
    handler.add({Kind::opened, ""});
    handler.add({Kind::text, "a"});
    handler.add({Kind::binary, "b"});
    handler.add({Kind::closed, ""});
    handler.add({Kind::text, "late"});
    handler.add({Kind::closed, ""});
    EXPECT_FALSE(handler.idle());
    run();
    EXPECT_EQ(heard, "opened text:a binary:b closed ");
    EXPECT_TRUE(handler.idle());
}

TEST_F(SocketHandlerTest, runs_one_batch_at_a_time) {
    handler.add({Kind::text, "a"});
    ASSERT_TRUE(handler.begin());
    handler.add({Kind::text, "b"});
    EXPECT_FALSE(handler.begin());
    handler.run();
    EXPECT_EQ(heard, "text:a ");
    handler.done();
    run();
    EXPECT_EQ(heard, "text:a text:b ");
}

TEST_F(SocketHandlerTest, is_full_by_number_and_by_bytes) {
    for (int i = 0; i < 63; ++i) handler.add({Kind::text, "x"});
    EXPECT_FALSE(handler.full());
    handler.add({Kind::text, "x"});
    EXPECT_TRUE(handler.full());
    run();
    EXPECT_FALSE(handler.full());
    handler.add({Kind::text, std::string(256 * 1024, 'x')});
    EXPECT_TRUE(handler.full());
}

TEST_F(SocketHandlerTest, what_is_thrown_is_told_without_secrets_and_the_next_message_comes) {
    for (const auto* text : {"bad", "boom", "fine"}) handler.add({Kind::text, text});
    run();
    EXPECT_EQ(heard, "failed:bad failed:internal error text:fine ");
    EXPECT_EQ(out->code, 0);
    handler.add({Kind::text, "worse"});
    run();
    EXPECT_EQ(out->code, 1011);
}

TEST_F(SocketHandlerTest, a_stopping_server_drops_messages_but_not_the_end) {
    handler.add({Kind::opened, ""});
    handler.add({Kind::text, "a"});
    handler.add({Kind::closed, ""});
    ASSERT_TRUE(handler.begin());
    handler.drop_messages();
    handler.run();
    handler.done();
    EXPECT_EQ(heard, "opened closed ");
}

}  // namespace
}  // namespace kith::http
