// Every request to another machine is told, none to this one.
#include "llm/egress.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace kith::llm {
namespace {

// Answers in two pieces, or throws; `leads_to` is where a redirect ended.
class Upstream final : public net::Client {
  public:
    net::Response stream(const net::Request& request, const net::OnBytes& on_bytes,
                         const Stop&) override {
        net::Response head;
        head.status = status;
        head.url = leads_to.empty() ? request.url : leads_to;
        if (status == 0) throw Error{Errc::upstream, "no connection"};
        on_bytes(head, "first");
        if (breaks) throw Error{Errc::upstream, "cut"};
        on_bytes(head, "second");
        return head;
    }
    int status = 200;
    bool breaks = false;
    std::string leads_to;
};

class Egress : public testing::Test {
  protected:
    std::vector<Outgoing> ask(const std::string& url) {
        told_.clear();
        ToldClient client{upstream_, "reply", "m1",
                          [this](const Outgoing& one) { told_.push_back(one); }};
        net::Request request;
        request.url = url;
        request.body = "12345";
        try {
            EXPECT_EQ(client.send(request, Stop{}).body, "firstsecond");
        } catch (const Error&) {
            EXPECT_TRUE(upstream_.breaks || upstream_.status == 0);
        }
        return told_;
    }

    Upstream upstream_;
    std::vector<Outgoing> told_;
};

TEST_F(Egress, a_remote_request_is_told_with_its_sizes_and_what_it_was_for) {
    const auto told = ask("https://API.example.com:8443/v1/chat/completions?key=sk-canary");
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].host, "api.example.com");
    EXPECT_EQ(told[0].feature, "reply");
    EXPECT_EQ(told[0].model, "m1");
    EXPECT_EQ(told[0].bytes_out, 5);
    EXPECT_EQ(told[0].bytes_in, 11);
    EXPECT_EQ(told[0].status, 200);
}

TEST_F(Egress, failures_are_told_too) {
    upstream_.status = 401;
    ASSERT_EQ(ask("https://example.com/").size(), 1U);
    EXPECT_EQ(told_[0].status, 401);
    upstream_.breaks = true;
    ASSERT_EQ(ask("https://example.com/").size(), 1U);
    EXPECT_EQ(told_[0].bytes_in, 5);
    upstream_.status = 0;
    ASSERT_EQ(ask("https://example.com/").size(), 1U);
    EXPECT_EQ(told_[0].status, 0);
    EXPECT_EQ(told_[0].bytes_out, 5);
}

TEST_F(Egress, this_machine_needs_no_telling_but_everything_else_does) {
    for (const auto* url : {"http://localhost:11434/v1", "http://127.0.0.1/", "http://127.9.9.9:1/",
                            "http://[::1]:2/", "http://LOCALHOST./", "http://a.localhost/",
                            "http://0x7f.1/", "http://2130706433/", "http://[::ffff:127.0.0.1]/"}) {
        EXPECT_FALSE(is_remote(url)) << url;
        EXPECT_TRUE(ask(url).empty()) << url;
    }
    for (const auto* url : {"http://192.168.1.7:11434/", "http://10.0.0.1/", "http://nas/",
                            "http://localhost.evil.com/", "http://128.0.0.1/",
                            "https://[2001:db8::1]/", "http://127.0.0.1.example.com/"}) {
        EXPECT_TRUE(is_remote(url)) << url;
        EXPECT_EQ(ask(url).size(), 1U) << url;
    }
    for (const auto* url : {"", "阿梅", "ftp://example.com/", "file:///etc/passwd"})
        EXPECT_FALSE(is_remote(url)) << url << ": nothing can be sent there";
}

TEST_F(Egress, where_a_redirect_led_is_what_counts) {
    upstream_.leads_to = "https://elsewhere.example.org/";
    ASSERT_EQ(ask("http://127.0.0.1/").size(), 1U);
    EXPECT_EQ(told_[0].host, "elsewhere.example.org");
}

TEST_F(Egress, without_a_listener_it_is_only_a_client) {
    ToldClient client{upstream_, "reply", "m1", {}};
    net::Request request;
    request.url = "https://example.com/";
    EXPECT_EQ(client.send(request, Stop{}).status, 200);
}

}  // namespace
}  // namespace kith::llm
