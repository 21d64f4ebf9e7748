// Surface V behind real sockets, over a store in a temporary folder, with a clock that is moved by
// hand.
#pragma once

#include <gtest/gtest.h>

#include "api/sessions/sessions.h"
#include "http/server.h"
#include "json/json.h"
#include "net/curl_client.h"
#include "tests/store/made_store.h"

namespace kith::test {

struct Said {
    int status{};
    std::string body;
    json::value json() const { return json::parse(body); }
    std::string text(std::string_view name) const {
        const auto tree = json();
        const auto* found = json::find(tree, name);
        EXPECT_NE(found, nullptr) << name << " in " << body;
        return found && found->is_string() ? std::string{json::view(found->get_string())} : "";
    }
    std::int64_t ok() const {
        const auto tree = json();
        const auto* found = json::find(tree, "ok");
        return found && found->is_int64() ? found->get_int64() : -1;
    }
};

class ServedSessions : public testing::Test {
  protected:
    explicit ServedSessions(std::chrono::minutes idle = std::chrono::minutes{30}) {
        settings_.file = folder_.path / "store.db";
        settings_.subjects = {core::session_tables()};
        store_ = store::Store::open(settings_, clock_);
        sessions_ = std::make_unique<core::Sessions>(*store_, clock_, Zone::named("Asia/Shanghai"));
        profiles_ = std::make_unique<core::Profiles>(*store_);
        api::sessions::routes(router_, {*sessions_, *profiles_, clock_, idle});
        server_ =
            std::make_unique<http::Server>(http::Settings{.listen = {{"127.0.0.1", 0}}}, router_);
        server_->start();
    }

    Said send(std::string method, const std::string& path, std::string body,
              net::CurlClient& with) const {
        net::Request request;
        request.method = std::move(method);
        request.url = "http://" + http::to_string(server_->addresses().at(0)) + path;
        request.headers.push_back({"Content-Type", "application/json"});
        request.body = std::move(body);
        request.addresses = {};
        const auto reply = with.send(request, Stop{});
        return {reply.status, reply.body};
    }
    Said post(const std::string& path, std::string body) {
        return send("POST", path, std::move(body), client_);
    }
    // {"request_id":"r", …}
    static std::string body(const std::vector<std::pair<std::string, std::string>>& members) {
        std::string made = R"({"request_id":"r")";
        for (const auto& [name, value] : members)
            made += "," + json::write(name) + ":" + json::write(value);
        return made + "}";
    }
    Said chat(const std::string& user, const std::string& role, const std::string& msg,
              const std::string& session = {}) {
        std::vector<std::pair<std::string, std::string>> members{
            {"user_id", user}, {"role", role}, {"msg", msg}};
        if (!session.empty()) members.emplace_back("session_id", session);
        return post("/add_chat", body(members));
    }
    // "id=title" of each session, in order.
    std::vector<std::string> names(const std::string& user) {
        const auto reply = post("/query_session_names", body({{"user_id", user}}));
        EXPECT_EQ(reply.ok(), 0) << reply.body;
        std::vector<std::string> found;
        const auto tree = reply.json();
        for (const auto& one : tree.as_object().at("sessions").as_array())
            found.push_back(std::string{json::text_or_empty(json::find(one, "session_id"))} + "=" +
                            std::string{json::text_or_empty(json::find(one, "session_title"))});
        return found;
    }
    // "role:msg" of each chat, in order.
    std::vector<std::string> chats(const std::string& user, const std::string& session) {
        const auto reply =
            post("/query_session_info", body({{"user_id", user}, {"session_id", session}}));
        std::vector<std::string> found;
        const auto tree = reply.json();
        for (const auto& one : tree.as_object().at("chats").as_array())
            found.push_back(std::string{json::text_or_empty(json::find(one, "role"))} + ":" +
                            std::string{json::text_or_empty(json::find(one, "msg"))});
        return found;
    }

    store::TempFolder folder_;
    store::Settings settings_;
    FixedClock clock_{from_seconds(1'737'950'400)};
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<core::Sessions> sessions_;
    std::unique_ptr<core::Profiles> profiles_;
    http::Router router_{{}};
    std::unique_ptr<http::Server> server_;
    net::CurlClient client_;
};

using Strings = std::vector<std::string>;

inline const Strings kPaths{"/add_user",        "/query_user_info",     "/delete_specific_session",
                            "/delete_sessions", "/query_session_names", "/query_session_info",
                            "/add_chat"};

}  // namespace kith::test
