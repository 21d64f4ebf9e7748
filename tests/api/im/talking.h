// The program with a scripted model, listening, and small steps through both doors of surface I.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "net/curl_client.h"
#include "tests/support/acted_model.h"
#include "tests/support/talk.h"
#include "tests/support/test_app.h"

namespace kith::test {

class Talking {
  public:
    explicit Talking(ActedModel::Script script = echoes())
        : model{std::make_shared<ActedModel>(std::move(script))},
          app{{.model = model}},
          port{app.listen()} {}

    // Over a socket of its own.
    net::Response ask(std::string_view method, std::string_view path, std::string body = {},
                      std::vector<std::pair<std::string, std::string>> headers = {}) {
        net::Request request{.method = std::string{method},
                             .url = "http://127.0.0.1:" + std::to_string(port) + std::string{path}};
        for (const auto& [name, value] : headers) request.headers.push_back({name, value});
        request.body = std::move(body);
        request.addresses = {};
        return client_.send(request, Stop{});
    }
    net::Response get(std::string_view path) { return ask("GET", path); }
    net::Response post(std::string_view path, std::string body) {
        return ask("POST", path, std::move(body), {{"Content-Type", "application/json"}});
    }
    static std::string body(std::string_view content, std::string_view session) {
        return R"({"content":)" + json::write(std::string{content}) + R"(,"session_id":)" +
               json::write(std::string{session}) + "}";
    }
    json::value send(std::string_view content, std::string_view session) {
        const auto reply = post("/api/message/send", body(content, session));
        EXPECT_EQ(reply.status, 200) << reply.body;
        return json::parse(reply.body);
    }
    json::value list(std::string_view session, std::string_view more = "") {
        return json::parse(
            get("/api/message/list?session_id=" + encoded(session) + std::string{more}).body);
    }
    json::value records(std::string_view session, std::string_view more = "") {
        return json::parse(
            get("/api/ai/records?session_id=" + encoded(session) + std::string{more}).body);
    }
    // The session's only record, once it is over.
    json::value record(std::string_view session) {
        for (int look = 0; look < 3000; ++look) {
            const auto all = records(session);
            const auto& list = json::find(all, "records")->as_array();
            if (!list.empty() && json::find(list[0], "status")->as_int64() != 0) return list[0];
            Stop{}.wait_for(std::chrono::milliseconds{10});
        }
        ADD_FAILURE() << "the reply does not end";
        return nullptr;
    }
    Talk talk(std::string_view user, std::string_view query = "") {
        return Talk{port, "/ws/" + encoded(user) + std::string{query}};
    }
    // Past its welcome.
    Talk welcomed(std::string_view user, std::string_view query = "") {
        auto made = talk(user, query);
        EXPECT_EQ(made.status(), 101) << made.head() << made.body();
        EXPECT_EQ(text(made.next(), "type"), "welcome");
        return made;
    }
    static std::string text(const json::value& from, std::string_view key) {
        return std::string{json::text_or_empty(json::find(from, key))};
    }
    static std::int64_t number(const json::value& from, std::string_view key) {
        const auto* found = json::find(from, key);
        return found != nullptr && found->is_int64() ? found->get_int64() : -1;
    }

    std::shared_ptr<ActedModel> model;
    TestApp app;
    std::uint16_t port;

  private:
    net::CurlClient client_;
};

inline std::string repeated(std::string_view text, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += text;
    return out;
}

}  // namespace kith::test
