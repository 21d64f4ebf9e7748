// I01 to I03 through real sockets: the contract's tables and its test list §7.1 to 7.4.
#include <regex>
#include <thread>

#include "tests/api/im/talking.h"

namespace kith::test {
namespace {

std::vector<std::string> keys_of(const json::value& object) {
    std::vector<std::string> keys;
    for (const auto& member : object.as_object()) keys.emplace_back(member.key());
    return keys;
}

const std::vector<std::string> kMessageKeys{"id",       "message_id",  "session_id", "from_user_id",
                                            "msg_type", "msg_content", "created_at"};

class Refused : public testing::Test {
  protected:
    void expect(const net::Response& reply, int status, int code, std::string_view message) {
        EXPECT_EQ(reply.status, status) << reply.body;
        const auto body = json::parse(reply.body);
        EXPECT_EQ(keys_of(body),
                  (std::vector<std::string>{"code", "message", "detail", "details", "timestamp"}));
        EXPECT_EQ(Talking::number(body, "code"), code) << reply.body;
        EXPECT_EQ(Talking::text(body, "message"), message);
        EXPECT_EQ(Talking::text(body, "detail"), message);
        EXPECT_EQ(Talking::text(body, "timestamp"), "2026-11-21T12:00:00");
    }
    void expect_send(std::string body, int code, std::string_view message) {
        SCOPED_TRACE(body.substr(0, 100));
        expect(im_.post("/api/message/send", std::move(body)), 400, code, message);
    }
    Talking im_;
};

TEST(Message, sent_is_the_same_object_when_it_is_got_and_listed) {
    Talking im;
    const auto sent = im.send("你好，我想咨询一个问题", "user_123");
    EXPECT_EQ(keys_of(sent), kMessageKeys);
    EXPECT_TRUE(std::regex_match(Talking::text(sent, "message_id"),
                                 std::regex{"msg_20261121120000_[0-9a-f]{8}"}));
    EXPECT_EQ(Talking::text(sent, "session_id"), "user_123");
    EXPECT_EQ(Talking::text(sent, "from_user_id"), "default_user");
    EXPECT_EQ(Talking::text(sent, "msg_type"), "TEXT");
    EXPECT_EQ(Talking::text(sent, "msg_content"), "你好，我想咨询一个问题");
    EXPECT_EQ(Talking::text(sent, "created_at"), "2026-11-21T12:00:00");
    const auto got = im.get("/api/message/" + Talking::text(sent, "message_id"));
    EXPECT_EQ(got.status, 200);
    EXPECT_EQ(json::parse(got.body), sent);
    const auto listed = im.list("user_123");
    EXPECT_EQ(keys_of(listed),
              (std::vector<std::string>{"messages", "total", "page", "page_size"}));
    EXPECT_EQ(json::find(listed, "messages")->as_array().at(0), sent);
    EXPECT_EQ(Talking::number(listed, "page"), 1);
    EXPECT_EQ(Talking::number(listed, "page_size"), 20);
}

TEST(Message, is_kept_as_it_was_sent) {
    Talking im;
    const std::string odd =
        "  \t%_'\"\\<b>\n🙂\x01\xE2\x80\xAE\xEF\xBB\xBF" + std::string(1, '\0') + " ";
    const auto sent = im.send(odd, "名 字'%\"🙂");
    EXPECT_EQ(Talking::text(sent, "msg_content"), odd);
    const auto got = im.get("/api/message/" + Talking::text(sent, "message_id"));
    EXPECT_EQ(Talking::text(json::parse(got.body), "msg_content"), odd);
    EXPECT_EQ(Talking::number(im.list("名 字'%\"🙂"), "total") >= 1, true);
}

TEST(Message, has_1_to_5000_code_points_and_its_session_1_to_48) {
    Talking im;
    for (const auto* one : {"a", "字", "𠀀"}) {
        EXPECT_EQ(im.post("/api/message/send", Talking::body(one, "u")).status, 200);
        EXPECT_EQ(im.post("/api/message/send", Talking::body(repeated(one, 5000), "u")).status,
                  200);
        const auto longer = im.post("/api/message/send", Talking::body(repeated(one, 5001), "u"));
        EXPECT_EQ(longer.status, 400);
        EXPECT_EQ(Talking::number(json::parse(longer.body), "code"), 1002);
        EXPECT_EQ(im.post("/api/message/send", Talking::body("x", repeated(one, 48))).status, 200);
        const auto wide = im.post("/api/message/send", Talking::body("x", repeated(one, 49)));
        EXPECT_EQ(wide.status, 400);
        EXPECT_EQ(Talking::number(json::parse(wide.body), "code"), 400);
    }
}

TEST_F(Refused, without_content_or_session_by_the_codes_of_the_contract) {
    const std::string empty = "消息内容不能为空", none = "会话ID不能为空";
    for (const auto* content :
         {"", R"("content":null,)", R"("content":"",)", R"("content":" \n\t　",)"})
        expect_send("{" + std::string{content} + R"("session_id":"u"})", 1001, empty);
    for (const auto* session :
         {"", R"(,"session_id":null)", R"(,"session_id":"")", R"(,"session_id":" 　")"})
        expect_send(R"({"content":"x")" + std::string{session} + "}", 1003, none);
    expect_send("{}", 1001, empty);
    expect_send(R"({"session_id":7})", 1001, empty);
    expect_send(Talking::body(repeated("字", 5001), ""), 1002, "消息内容过长");
}

TEST_F(Refused, whatever_else_is_wrong_is_400) {
    for (const auto* body :
         {"", "{", "[]", "null", "1", R"("text")", R"({"content":1,"session_id":"u"})",
          R"({"content":["x"],"session_id":"u"})", R"({"content":"x","session_id":7})",
          R"({"content":"x","session_id":"a\u0000b"})", R"({"content":"x","session_id":"a\nb"})",
          "{\"content\":\"\xFF\",\"session_id\":\"u\"}", R"({"content":"\ud800","session_id":"u"})",
          R"({"content":"x","session_id":"u"} trailing)"})
        expect_send(body, 400, "请求参数错误");
    for (const auto& query :
         {std::string{"?user_id="}, "?user_id=" + repeated("a", 49), std::string{"?user_id=a%0Ab"}})
        expect(im_.post("/api/message/send" + query, Talking::body("x", "u")), 400, 400,
               "请求参数错误");
    EXPECT_EQ(Talking::number(im_.list("u"), "total"), 0);
}

TEST_F(Refused, unknown_messages_paths_and_methods_by_their_status) {
    expect(im_.get("/api/message/nope"), 404, 404, "消息不存在");
    expect(im_.get("/api/message/" + repeated("x", 3000)), 404, 404, "消息不存在");
    expect(im_.get("/api/message/%27%20or%201%3D1"), 404, 404, "消息不存在");
    expect(im_.get("/api/message/a/b"), 404, 404, "资源不存在");
    expect(im_.get("/api/message"), 404, 404, "资源不存在");
    expect(im_.get("/api/ai/records/1"), 404, 404, "资源不存在");
    for (const auto& [method, path] : {std::pair{"GET", "/api/message/send"},
                                       {"POST", "/api/message/list"},
                                       {"DELETE", "/api/message/list"},
                                       {"PUT", "/api/message/msg_1"},
                                       {"POST", "/api/ai/records"}})
        expect(im_.ask(method, path), 405, 405, "Method Not Allowed");
}

TEST_F(Refused, lists_name_the_session_first_and_then_their_pages) {
    for (const auto* path : {"/api/message/list", "/api/ai/records"}) {
        const std::string base = path;
        for (const auto* query : {"", "?session_id=", "?session_id=%20", "?page=0"})
            expect(im_.get(base + query), 400, 1003, "会话ID不能为空");
        for (const auto* query :
             {"&page=0", "&page=-1", "&page=abc", "&page=1.5", "&page=", "&page_size=0",
              "&page_size=101", "&page_size=x", "&page=99999999999999999999", "&order=up"})
            expect(im_.get(base + "?session_id=u" + query), 400, 400, "请求参数错误");
        expect(im_.get(base + "?session_id=" + repeated("a", 49)), 400, 400, "请求参数错误");
    }
}

TEST(Message, list_is_paged_oldest_first_and_newest_first_when_asked) {
    Talking im{fails(Errc::invalid, "none")};
    std::vector<std::string> sent;
    for (int i = 0; i < 45; ++i)
        sent.push_back(Talking::text(im.send(std::to_string(i), "u"), "message_id"));
    im.send("another's", "v");
    const auto page = [&](std::string_view query) {
        const auto answer = im.list("u", query);
        EXPECT_EQ(Talking::number(answer, "total"), 45);
        std::vector<std::string> ids;
        for (const auto& message : json::find(answer, "messages")->as_array())
            ids.push_back(Talking::text(message, "message_id"));
        return ids;
    };
    using Ids = std::vector<std::string>;
    EXPECT_EQ(page("&page=1&page_size=20"), Ids(sent.begin(), sent.begin() + 20));
    EXPECT_EQ(page("&page=2&page_size=20"), Ids(sent.begin() + 20, sent.begin() + 40));
    EXPECT_EQ(page("&page=3&page_size=20"), Ids(sent.begin() + 40, sent.end()));
    EXPECT_EQ(page("&page=4&page_size=20"), Ids{});
    EXPECT_EQ(page("&page=9223372036854775807"), Ids{});
    EXPECT_EQ(page("&page=1&page_size=5&order=desc"), Ids(sent.rbegin(), sent.rbegin() + 5));
    EXPECT_EQ(page("&page_size=100").size(), 45u);
    EXPECT_EQ(Talking::number(im.list("nobody"), "total"), 0);
    EXPECT_TRUE(json::find(im.list("nobody"), "messages")->as_array().empty());
}

TEST(Message, of_a_named_person_says_who) {
    Talking im;
    const auto sent =
        im.post("/api/message/send?user_id=" + encoded("小林"), Talking::body("x", "u"));
    EXPECT_EQ(Talking::text(json::parse(sent.body), "from_user_id"), "小林");
}

TEST(Message, with_a_key_is_stored_once) {
    Talking im;
    const auto send = [&](std::string text, std::string key, std::string session = "u") {
        return im.ask("POST", "/api/message/send", Talking::body(text, session),
                      {{"Idempotency-Key", key}});
    };
    const auto first = send("one", "k1"), again = send("one", "k1");
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(first.body, again.body);
    EXPECT_NE(send("one", "k1", "v").body, first.body);
    EXPECT_NE(send("one", "k2").body, first.body);
    const auto other = send("two", "k1");
    EXPECT_EQ(other.status, 409);
    EXPECT_EQ(Talking::number(json::parse(other.body), "code"), 409);
    EXPECT_EQ(send("three", repeated("k", 255)).status, 200);
    EXPECT_EQ(send("three", repeated("k", 256)).status, 400);
    EXPECT_EQ(Talking::number(im.records("u"), "total"), 3);
}

TEST(Message, sent_by_many_at_once_is_there_once_each) {
    Talking im{fails(Errc::invalid, "none")};
    std::vector<std::thread> senders;
    for (int t = 0; t < 8; ++t)
        senders.emplace_back([&im, t] {
            net::CurlClient client;
            for (int i = 0; i < 25; ++i) {
                net::Request request{
                    .method = "POST",
                    .url = "http://127.0.0.1:" + std::to_string(im.port) + "/api/message/send"};
                request.body = Talking::body(std::to_string(t * 100 + i), "crowd");
                request.addresses = {};
                EXPECT_EQ(client.send(request, Stop{}).status, 200);
            }
        });
    for (auto& sender : senders) sender.join();
    std::vector<int> last(8, -1);
    std::size_t count = 0;
    for (const auto* query : {"&page=1&page_size=100", "&page=2&page_size=100"}) {
        const auto page = im.list("crowd", query);
        for (const auto& message : json::find(page, "messages")->as_array()) {
            const int number = std::stoi(Talking::text(message, "msg_content"));
            auto& before = last[static_cast<std::size_t>(number / 100)];
            EXPECT_EQ(number % 100, before + 1);
            before = number % 100;
            ++count;
        }
    }
    EXPECT_EQ(count, 200u);
}

TEST(Message, is_searchable_at_once) {
    Talking im;
    im.send("去爬香山吗", "u");
    const auto found = im.get("/api/kith/find?q=" + encoded("香山"));
    EXPECT_EQ(found.status, 200);
    EXPECT_NE(found.body.find("去爬香山吗"), std::string::npos) << found.body;
}

}  // namespace
}  // namespace kith::test
