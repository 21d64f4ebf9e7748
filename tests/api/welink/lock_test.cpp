// W089 to W094 through the router: exact answers, exact errors, the waits.
#include "tests/api/asking.h"

namespace kith::test {
namespace {

constexpr std::string_view kOk = R"({"ok":true})";
constexpr std::string_view kNotOk = R"({"ok":false})";
constexpr std::string_view kSaved = R"({"status":"ok"})";

std::string error(std::string_view text) {
    return "{\"error\":" + json::write(std::string{text}) + "}";
}

class Lock : public testing::Test {
  protected:
    Reply setup(std::string_view pin = "1234") { return say("setup", pin); }
    Reply verify(std::string_view pin = "1234") { return say("verify", pin); }
    Reply disable(std::string_view pin = "1234") { return say("disable", pin); }
    Reply change(std::string_view from, std::string_view to) {
        return app_.post("/api/lock/change", "{\"old_pin\":" + json::write(std::string{from}) +
                                                 ",\"new_pin\":" + json::write(std::string{to}) +
                                                 "}");
    }
    Reply set(std::string body) {
        return app_.send(http::Method::put, "/api/lock/settings", std::move(body));
    }
    std::string status() { return app_.get("/api/lock/status").body; }
    void expect(const Reply& reply, int status, std::string_view body) {
        EXPECT_EQ(reply.status, status) << reply.body;
        EXPECT_EQ(reply.body, body);
    }

    TestApp app_;

  private:
    Reply say(const std::string& what, std::string_view pin) {
        return app_.post("/api/lock/" + what, "{\"pin\":" + json::write(std::string{pin}) + "}");
    }
};

TEST_F(Lock, is_off_at_first_and_works_without_an_archive) {
    expect(app_.get("/api/lock/status"), 200,
           R"({"enabled":false,"auto_lock_minutes":0,"lock_on_startup":false})");
    EXPECT_EQ(app_.get("/api/global").status, 503);
    expect(setup(), 200, kSaved);
    EXPECT_EQ(status(), R"({"enabled":true,"auto_lock_minutes":0,"lock_on_startup":false})");
}

TEST_F(Lock, a_pin_that_breaks_the_rule_is_refused) {
    for (const auto* pin :
         {"", "123", " 1234", "1234 ", "1234\t", "123456789012345678901234567890123"})
        expect(setup(pin), 400, error("PIN 必须为 4-32 位"));
    expect(app_.post("/api/lock/setup", "{}"), 400, error("PIN 必须为 4-32 位"));
    expect(app_.post("/api/lock/setup", R"({"pin":null})"), 400, error("PIN 必须为 4-32 位"));
    expect(setup("一二"), 200, kSaved);
    expect(verify("一二"), 200, kOk);
}

TEST_F(Lock, a_second_setup_is_a_conflict) {
    expect(setup(), 200, kSaved);
    expect(setup("5678"), 409, error("已设置 PIN，请先验证旧 PIN 再修改"));
    expect(setup("1"), 400, error("PIN 必须为 4-32 位"));
    expect(verify(), 200, kOk);
}

TEST_F(Lock, a_wrong_pin_is_an_answer_of_success_that_says_no) {
    expect(verify(), 400, error("尚未设置 PIN"));
    setup();
    expect(verify("4321"), 200, kNotOk);
    expect(verify(""), 200, kNotOk);
    expect(verify(), 200, kOk);
    expect(app_.post("/api/lock/verify", R"({"PIN":"1234"} x)"), 200, kOk);
}

TEST_F(Lock, a_change_looks_at_the_new_pin_first) {
    expect(change("1234", "1"), 400, error("新 PIN 必须为 4-32 位"));
    expect(change("1234", "5678"), 400, error("尚未设置 PIN"));
    setup();
    expect(change("4321", " 5678"), 400, error("新 PIN 必须为 4-32 位"));
    expect(change("4321", "5678"), 200, kNotOk);
    expect(verify(), 200, kOk);
    expect(change("1234", "5678"), 200, kOk);
    expect(verify(), 200, kNotOk);
    expect(verify("5678"), 200, kOk);
}

TEST_F(Lock, switching_off_clears_pin_minutes_and_start) {
    expect(disable("whatever"), 200, kOk);
    setup();
    expect(set(R"({"auto_lock_minutes":30,"lock_on_startup":true})"), 200, kSaved);
    expect(disable("4321"), 200, kNotOk);
    EXPECT_EQ(status(), R"({"enabled":true,"auto_lock_minutes":30,"lock_on_startup":true})");
    expect(disable(), 200, kOk);
    EXPECT_EQ(status(), R"({"enabled":false,"auto_lock_minutes":0,"lock_on_startup":false})");
}

TEST_F(Lock, settings_are_replaced_as_a_whole_and_need_no_pin) {
    expect(set(R"({"auto_lock_minutes":120,"lock_on_startup":true})"), 200, kSaved);
    EXPECT_EQ(status(), R"({"enabled":false,"auto_lock_minutes":120,"lock_on_startup":true})");
    expect(set(R"({"auto_lock_minutes":60})"), 200, kSaved);
    EXPECT_EQ(status(), R"({"enabled":false,"auto_lock_minutes":60,"lock_on_startup":false})");
    for (const auto* minutes : {"-1", "1", "31", "240"})
        expect(set(std::string{"{\"auto_lock_minutes\":"} + minutes + "}"), 400,
               error("auto_lock_minutes 必须是 0/30/60/120"));
    EXPECT_EQ(status(), R"({"enabled":false,"auto_lock_minutes":60,"lock_on_startup":false})");
}

TEST_F(Lock, after_five_wrong_pins_it_says_how_long_to_wait_over_a_restart_too) {
    setup();
    for (int i = 0; i < 5; ++i) expect(verify("4321"), 200, kNotOk);
    for (const auto& reply : {verify(), change("1234", "5678"), disable()}) {
        expect(reply, 429, error("PIN 错误次数过多，请 30 秒后再试"));
        EXPECT_EQ(reply.headers.get("Retry-After"), "30");
    }
    app_.restart();
    const auto reply = verify();
    EXPECT_EQ(reply.status, 429);
    EXPECT_EQ(reply.headers.get("Retry-After"), "30");
    EXPECT_EQ(app_.get("/api/lock/status").status, 200);
}

TEST_F(Lock, broken_bodies_are_refused) {
    setup();
    for (const auto* path :
         {"/api/lock/setup", "/api/lock/verify", "/api/lock/change", "/api/lock/disable"})
        for (const auto* body : {"", "not json", "[]", "7", R"({"pin":1234,"new_pin":1234})",
                                 "{\"pin\":\"\xff\",\"new_pin\":\"\xff\"}"}) {
            const auto reply = app_.post(path, body);
            EXPECT_EQ(reply.status, 400) << path << " " << body;
            EXPECT_NE(reply.body.find("error"), std::string::npos);
        }
    for (const auto* body : {"", "[]", R"({"auto_lock_minutes":"30"})", R"({"lock_on_startup":1})",
                             R"({"auto_lock_minutes":30.5})"})
        EXPECT_EQ(set(body).status, 400) << body;
    expect(verify(), 200, kOk);
}

TEST_F(Lock, hostile_texts_are_just_wrong) {
    setup();
    for (const auto& text : kHostile) {
        const auto reply = verify(text);
        EXPECT_TRUE(reply.status == 400 || reply.body == kNotOk || reply.status == 429)
            << text.substr(0, 30) << reply.status << reply.body;
        EXPECT_EQ(change(text, text).body.find("\"ok\":true"), std::string::npos);
    }
    EXPECT_EQ(status(), R"({"enabled":true,"auto_lock_minutes":0,"lock_on_startup":false})");
}

TEST_F(Lock, the_hash_is_in_no_answer) {
    setup();
    for (const auto* path :
         {"/api/lock/status", "/api/kith/boot", "/api/app/info", "/api/diagnostics", "/"})
        EXPECT_EQ(app_.get(path).body.find("argon2"), std::string::npos) << path;
    EXPECT_EQ(verify().body.find("argon2"), std::string::npos);
}

TEST_F(Lock, other_methods_are_told_the_right_one) {
    expect_only(app_, http::Method::get, "/api/lock/status");
    for (const auto* path :
         {"/api/lock/setup", "/api/lock/verify", "/api/lock/change", "/api/lock/disable"})
        expect_only(app_, http::Method::post, path);
    expect_only(app_, http::Method::put, "/api/lock/settings");
}

}  // namespace
}  // namespace kith::test
