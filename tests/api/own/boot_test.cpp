// X01: what the page needs for its first paint.
#include <fstream>

#include "tests/api/asking.h"

namespace kith::test {
namespace {

std::string archive(const Reply& boot, std::string_view name) {
    return json::serialize(*json::find(boot.at("archive"), name));
}

TEST(Boot, an_empty_program_says_so) {
    TestApp app;
    const auto boot = app.get("/api/kith/boot");
    EXPECT_EQ(boot.status, 200);
    EXPECT_EQ(text_at(boot, "mode"), "\"local\"");
    EXPECT_EQ(text_at(boot, "lang"), "\"en\"");
    EXPECT_EQ(text_at(boot, "timezone"), "\"Asia/Shanghai\"");
    EXPECT_EQ(text_at(boot, "self"), "null");
    EXPECT_EQ(text_at(boot, "auth"), R"({"required":false})");
    EXPECT_EQ(text_at(boot, "lock"),
              R"({"enabled":false,"auto_lock_minutes":0,"lock_on_startup":false})");
    EXPECT_EQ(text_at(boot, "egress"), R"({"sealed":true,"calls":0,"bytes":0})");
    EXPECT_EQ(text_at(boot, "jobs"), "[]");
    EXPECT_EQ(text_at(boot, "folder"), json::write((app.folder() / "data").string()));
    EXPECT_EQ(archive(boot, "state"), "\"none\"");
    EXPECT_EQ(archive(boot, "messages"), "0");
    EXPECT_EQ(archive(boot, "first"), "0");
    EXPECT_EQ(archive(boot, "progress"), "null");
    expect_only(app, http::Method::get, "/api/kith/boot");
}

TEST(Boot, counts_chats_and_messages_and_names_the_owner) {
    TempFolder files;
    TestApp app;
    app.import(core::write_chat(files / "amei.jsonl", core::small_talk()));
    const auto boot = app.get("/api/kith/boot");
    EXPECT_EQ(text_at(boot, "self"), R"({"id":"me1","name":"林","avatar":""})");
    EXPECT_EQ(archive(boot, "state"), "\"ready\"");
    EXPECT_EQ(archive(boot, "people"), "1");
    EXPECT_EQ(archive(boot, "groups"), "0");
    EXPECT_EQ(archive(boot, "messages"), "3");
    EXPECT_EQ(archive(boot, "first"), "1709640000");
    EXPECT_EQ(archive(boot, "last"), "1709640120");
    EXPECT_NE(archive(boot, "generation"), "0");
}

TEST(Boot, the_first_import_shows_as_loading_with_its_progress) {
    TestApp app;
    HeldImport held{app};
    const auto boot = app.get("/api/kith/boot");
    EXPECT_EQ(archive(boot, "state"), "\"loading\"");
    EXPECT_NE(archive(boot, "progress").find("\"kind\":\"import\""), std::string::npos);
    EXPECT_EQ(boot.at("jobs").as_array().size(), 1u);
    held.open();
    app.settle();
    EXPECT_EQ(text_at(app.get("/api/kith/boot"), "jobs"), "[]");
    EXPECT_EQ(archive(app.get("/api/kith/boot"), "state"), "\"ready\"");
}

TEST(Boot, tells_of_the_screen_lock) {
    TestApp app;
    ASSERT_EQ(app.post("/api/lock/setup", R"({"pin":"1234"})").status, 200);
    ASSERT_EQ(
        app.send(http::Method::put, "/api/lock/settings", R"({"auto_lock_minutes":30})").status,
        200);
    EXPECT_EQ(text_at(app.get("/api/kith/boot"), "lock"),
              R"({"enabled":true,"auto_lock_minutes":30,"lock_on_startup":false})");
}

// A program of its own: TestApp has no page.
class LockingPage : public testing::Test {
  protected:
    LockingPage() {
        std::filesystem::create_directories(files_ / "web");
        std::ofstream{files_ / "web" / "index.html"} << "<!-- boot -->";
        app::Settings settings;
        settings.data = files_ / "data";
        settings.home = files_.path();
        settings.web = files_ / "web";
        settings.listen = {{"127.0.0.1", 0}};
        app_ = std::make_unique<app::App>(settings);
    }
    std::string send(http::Method method, std::string target, std::string body = {}) {
        http::Request request;
        request.method = method;
        request.target = std::move(target);
        request.body = std::move(body);
        request.headers.add("Host", "localhost");
        return http::whole_body(app_->router().handle(request));
    }
    // What stands in the page.
    json::value given() {
        const auto page = send(http::Method::get, "/");
        const auto from = page.find('>') + 1;
        return json::parse(page.substr(from, page.rfind("</script>") - from));
    }

    TempFolder files_;
    std::unique_ptr<app::App> app_;
};

TEST_F(LockingPage, is_given_no_name_while_it_is_locked) {
    send(http::Method::put, "/api/lock/settings", R"({"lock_on_startup":true})");
    EXPECT_NE(json::find(given(), "self"), nullptr);  // no PIN: it cannot lock itself
    send(http::Method::post, "/api/lock/setup", R"({"pin":"1234"})");
    const auto locked = given();
    EXPECT_EQ(locked.as_object().size(), 4u) << json::serialize(locked);
    for (const auto* name : {"version", "mode", "auth", "lock"})
        EXPECT_NE(json::find(locked, name), nullptr) << name;
    // Once unlocked it asks for the rest; without the setting it is given everything.
    EXPECT_NE(send(http::Method::get, "/api/kith/boot").find("\"self\""), std::string::npos);
    send(http::Method::put, "/api/lock/settings", "{}");
    EXPECT_NE(json::find(given(), "self"), nullptr);
}

TEST(Boot, remote_avatars_open_the_seal) {
    TestApp app{{.remote_avatars = true, .key = {}}};
    EXPECT_EQ(text_at(app.get("/api/kith/boot"), "egress"),
              R"({"sealed":false,"calls":0,"bytes":0})");
}

}  // namespace
}  // namespace kith::test
