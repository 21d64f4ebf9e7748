// V03 to V06, and that what is deleted here is deleted everywhere.
#include "tests/api/asking.h"
#include "tests/api/sessions/served.h"

namespace kith::test {
namespace {

class SessionLists : public ServedSessions {};

TEST_F(SessionLists, the_latest_activity_comes_first) {
    chat("u", "user", "first", "s1");
    clock_.advance(std::chrono::minutes{1});
    chat("u", "user", "second", "s2");
    EXPECT_EQ(names("u"), (Strings{"s2=second", "s1=first"}));
    clock_.advance(std::chrono::minutes{1});
    chat("u", "ai", "again", "s1");
    EXPECT_EQ(names("u"), (Strings{"s1=first", "s2=second"}));
    EXPECT_EQ(names("nobody"), Strings{});
}

TEST_F(SessionLists, a_session_is_read_oldest_first_with_its_title) {
    chat("u", "user", "question 🙂\n%", "s");
    chat("u", "ai", "answer", "s");
    EXPECT_EQ(post("/query_session_info", body({{"user_id", "u"}, {"session_id", "s"}})).body,
              R"({"request_id":"r","user_id":"u","session_id":"s","ok":0,"failed":"","chats":[)"
              R"({"role":"user","msg":"question 🙂\n%"},{"role":"ai","msg":"answer"}],)"
              R"("session_title":"question 🙂 %"})");
}

TEST_F(SessionLists, a_foreign_or_unknown_session_is_not_found) {
    chat("u", "user", "x", "s");
    for (const auto& [user, session] : std::vector<std::pair<std::string, std::string>>{
             {"other", "s"}, {"u", "S"}, {"u", "' or 1"}}) {
        const auto ids = std::vector<std::pair<std::string, std::string>>{{"user_id", user},
                                                                          {"session_id", session}};
        EXPECT_EQ(post("/query_session_info", body(ids)).body,
                  R"({"request_id":"r","user_id":)" + json::write(user) + R"(,"session_id":)" +
                      json::write(session) +
                      R"(,"ok":2,"failed":"session not found","chats":[],"session_title":""})");
        EXPECT_EQ(post("/delete_specific_session", body(ids)).body,
                  R"({"request_id":"r","ok":2,"failed":"session not found"})");
    }
    EXPECT_EQ(chats("u", "s"), (Strings{"user:x"}));
}

TEST_F(SessionLists, the_same_id_of_two_users_stays_apart) {
    chat("a", "user", "of a", "s");
    chat("b", "user", "of b", "s");
    EXPECT_EQ(chats("a", "s"), (Strings{"user:of a"}));
    EXPECT_EQ(chats("b", "s"), (Strings{"user:of b"}));
    EXPECT_EQ(post("/delete_specific_session", body({{"user_id", "a"}, {"session_id", "s"}})).body,
              R"({"request_id":"r","ok":0,"failed":""})");
    EXPECT_EQ(names("a"), Strings{});
    EXPECT_EQ(chats("b", "s"), (Strings{"user:of b"}));
}

TEST_F(SessionLists, all_sessions_are_deleted_and_deleted_again) {
    for (const auto* session : {"s1", "s2", "s3"}) chat("u", "user", "x", session);
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(post("/delete_sessions", body({{"user_id", "u"}})).body,
                  R"({"request_id":"r","ok":0,"failed":""})");
        EXPECT_EQ(names("u"), Strings{});
    }
    EXPECT_EQ(store_->snapshot()->messages, 0u);
    EXPECT_EQ(store_->snapshot()->chats.size(), 0u);
    chat("u", "user", "new", "s1");
    EXPECT_EQ(chats("u", "s1"), (Strings{"user:new"}));
}

TEST_F(SessionLists, a_long_session_is_read_as_a_whole) {
    Strings expected;
    sessions_->open({"v0", "u"}, "long");
    const auto id = sessions_->find({"v0", "u"}, "long")->id;
    EXPECT_EQ(chats("u", "long"), Strings{});  // without messages
    for (int i = 0; i < 2345; ++i) {
        sessions_->add({.session = id, .sender = "u", .text = std::to_string(i)});
        expected.push_back("user:" + std::to_string(i));
    }
    EXPECT_EQ(chats("u", "long"), expected);
}

// Through the whole program, beside an archive.
class SessionsBesideAnArchive : public WorkedApp {
  protected:
    std::string add(const std::string& msg) {
        return text_at(app_.post("/add_chat", R"({"user_id":"wx 李","role":"user","msg":)" +
                                                  json::write(msg) + "}"),
                       "ok");
    }
};

TEST_F(SessionsBesideAnArchive, statistics_of_people_do_not_know_them) {
    const Strings asked{"/api/contacts/stats", "/api/global"};
    Strings before;
    for (const auto& path : asked) before.push_back(app_.get(path).body);
    ASSERT_NE(before[0].size(), 2u);
    for (int i = 0; i < 20; ++i) ASSERT_EQ(add("独一无二 zzqx " + std::to_string(i)), "0");
    for (std::size_t i = 0; i < asked.size(); ++i) {
        app_.get(asked[i]);
        app_.settle();
        EXPECT_EQ(app_.get(asked[i]).body, before[i]) << asked[i];
    }
}

TEST_F(SessionsBesideAnArchive, the_search_and_the_reader_open_them_and_forget_them_with_them) {
    add("独一无二 zzqx");
    add("another");
    const auto hits = app_.get("/api/kith/find?q=zzqx");
    ASSERT_EQ(hits.status, 200) << hits.body;
    const auto rows = hits.at("hits").as_array();
    ASSERT_EQ(rows.size(), 1u) << hits.body;
    const auto chat = json::serialize(*json::find(rows[0], "chat"));
    const auto id = json::serialize(*json::find(rows[0], "id"));
    const auto window = app_.get("/api/kith/chats/" + chat + "/window?around=" + id);
    EXPECT_EQ(window.status, 200) << window.body;
    EXPECT_NE(window.body.find("独一无二 zzqx"), std::string::npos);
    EXPECT_NE(window.body.find("another"), std::string::npos);
    app_.post("/delete_sessions", R"({"user_id":"wx 李"})");
    EXPECT_EQ(app_.get("/api/kith/find?q=zzqx").at("hits").as_array().size(), 0u);
    EXPECT_EQ(app_.get("/api/kith/chats/" + chat + "/window?around=" + id).status, 404);
}

TEST_F(SessionsBesideAnArchive, the_owner_of_the_archive_stays_who_it_is) {
    const auto before = json::serialize(app_.get("/api/kith/boot").at("self"));
    add("x");
    EXPECT_EQ(json::serialize(app_.get("/api/kith/boot").at("self")), before);
}

}  // namespace
}  // namespace kith::test
