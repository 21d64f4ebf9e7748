// W116, W117, W120 through the router.
#include <fstream>

#include "tests/api/asking.h"

namespace kith::test {
namespace {

namespace fs = std::filesystem;

TEST(Setup, a_folder_is_attached_imported_and_indexed_when_a_range_is_sent) {
    TempFolder files;
    TestApp app;
    const auto folder = worked_archive(files / "archive").string();
    EXPECT_TRUE(app.get("/api/app/info").at("needs_setup").as_bool());
    const auto reply = app.post("/api/app/setup",
                                "{\"data_dir\":\"" + folder + "\",\"default_init_to\":4000000000}");
    ASSERT_EQ(reply.status, 200) << reply.body;
    app.settle();
    EXPECT_EQ(json::serialize(app.get("/api/global").at("total_messages")), "7");
    const auto info = app.get("/api/app/info");
    EXPECT_FALSE(info.at("needs_setup").as_bool());
    EXPECT_EQ(json::view(info.at("data_dir").as_string()), folder);
    // Eight messages are too few to infer the owner from (archive contract §1.5).
    EXPECT_TRUE(info.at("self_info").is_null());
    EXPECT_EQ(app.get("/api/health").body, R"({"status":"ok","db_connected":2})");
}

TEST(Setup, folders_without_an_archive_are_refused_with_what_is_missing) {
    TempFolder files;
    TestApp app;
    fs::create_directories(files / "half" / "contact");
    std::ofstream{files / "half" / "contact" / "contact.db"} << "x";
    for (const auto* name : {"none", "half"}) {
        const auto reply =
            app.post("/api/app/setup", "{\"data_dir\":\"" + (files / name).string() + "\"}");
        EXPECT_EQ(reply.status, 400) << name;
        EXPECT_NE(reply.body.find("error"), std::string::npos);
    }
    for (const auto* body : {"not json", "", "[]", R"({"data_dir":7})", R"({"data_dir":"\xff"})"})
        EXPECT_EQ(app.post("/api/app/setup", body).status, 400) << body;
    for (const auto& text : kHostile) {
        if (text == "\"\\\n\t") continue;  // blanks aside it is a name like the others
        const auto reply = app.post("/api/app/setup", "{\"data_dir\":" + json::write(text) + "}");
        EXPECT_EQ(reply.status, 400) << text.substr(0, 30);
    }
    EXPECT_EQ(app.get("/api/global").status, 503);
}

TEST(Setup, without_a_range_the_statistics_wait_for_the_owner) {
    TempFolder files;
    TestApp app;
    const auto folder = worked_archive(files / "archive").string();
    const std::string waiting{R"({"is_indexing":false,"is_initialized":false,"total_cached":0})"};
    const auto range = ",\"default_init_from\":0,\"default_init_to\":0}";
    ASSERT_EQ(app.post("/api/app/setup", "{\"data_dir\":\"" + folder + "\"" + range).body,
              R"({"status":"ok","warnings":[]})");
    app.settle();
    EXPECT_EQ(app.get("/api/status").body, waiting);
    EXPECT_EQ(app.get("/api/contacts/stats").body, "[]");
    EXPECT_EQ(json::serialize(app.get("/api/global").at("total_messages")), "0");
    app.restart();
    EXPECT_EQ(app.get("/api/status").body, waiting);
    app.index();
    EXPECT_EQ(json::serialize(app.get("/api/global").at("total_messages")), "7");
    // A range that was chosen stays chosen when an archive is attached again.
    ASSERT_EQ(app.post("/api/app/setup", "{\"data_dir\":\"" + folder + "\"}").status, 200);
    app.settle();
    EXPECT_EQ(json::serialize(app.get("/api/global").at("total_messages")), "7");
}

TEST(Setup, an_archive_that_the_owner_imports_is_counted_at_once) {
    TempFolder files;
    TestApp app;
    app.import(worked_archive(files / "archive"));
    EXPECT_EQ(json::serialize(app.get("/api/status").at("is_initialized")), "true");
    EXPECT_EQ(json::serialize(app.get("/api/global").at("total_messages")), "7");
}

TEST(Setup, health_counts_the_databases_that_could_be_opened) {
    TempFolder files;
    TestApp app;
    const auto folder = worked_archive(files / "archive");
    EXPECT_EQ(app.get("/api/health").body, R"({"status":"ok","db_connected":0})");
    std::ofstream{folder / "message" / "message_7.db"} << "no database";
    ASSERT_EQ(app.post("/api/app/setup", "{\"data_dir\":\"" + folder.string() + "\"}").status, 200);
    app.settle();
    EXPECT_EQ(app.get("/api/health").body, R"({"status":"ok","db_connected":2})");
    app.restart();
    EXPECT_EQ(app.get("/api/health").body, R"({"status":"ok","db_connected":2})");
}

TEST(Setup, an_empty_folder_name_means_the_demo_archive) {
    TestApp app;
    ASSERT_EQ(app.post("/api/app/setup", "{\"data_dir\":\" \"}").status, 200);
    app.settle();
    const auto totals = app.get("/api/global");
    EXPECT_GE(json::from<std::int64_t>(totals.at("total_friends")), 15);
    EXPECT_GE(json::from<std::int64_t>(totals.at("total_messages")), 5'000);
}

TEST(Info, tells_what_this_is_and_whether_there_is_an_archive) {
    TempFolder files;
    TestApp app;
    auto info = app.get("/api/app/info");
    EXPECT_EQ(info.status, 200);
    EXPECT_EQ(text_at(info, "app_mode"), "false");
    EXPECT_EQ(text_at(info, "ready"), "false");
    EXPECT_EQ(text_at(info, "needs_setup"), "true");
    EXPECT_EQ(text_at(info, "platform"), "\"linux\"");
    EXPECT_EQ(text_at(info, "data_dir"), "\"\"");
    EXPECT_EQ(text_at(info, "reason"), "\"\"");
    EXPECT_EQ(text_at(info, "self_info"), "null");
    EXPECT_FALSE(info.at("probed_paths").as_array().empty());
    const auto chat = core::write_chat(files / "chats" / "a.jsonl", core::small_talk());
    app.import(chat);
    info = app.get("/api/app/info");
    EXPECT_EQ(text_at(info, "ready"), "true");
    EXPECT_EQ(text_at(info, "self_info"), R"({"wxid":"me1","avatar_url":"","nickname":"林"})");
    EXPECT_EQ(app.post("/api/app/setup", R"({"data_dir":"/no/such"})").status, 400);
    expect_only(app, http::Method::get, "/api/app/info");
    expect_only(app, http::Method::post, "/api/app/setup");
    expect_only(app, http::Method::get, "/api/app/browse");
}

TEST(Browse, lists_folders_and_refuses_what_is_none) {
    TempFolder files;
    TestApp app;
    worked_archive(files / "archive");
    const auto list = app.get("/api/app/browse?path=" + encoded(files.path().string()));
    ASSERT_EQ(list.status, 200);
    EXPECT_EQ(json::text_or_empty(json::find(list.at("entries").as_array()[0], "format")),
              "wechat");
    EXPECT_EQ(app.get("/api/app/browse?path=/no/such/folder").status, 400);
    EXPECT_EQ(app.get("/api/app/browse?path=%00").status, 400);
    EXPECT_EQ(app.get("/api/app/browse").status, 200);
    for (const auto& text : kHostile)
        EXPECT_EQ(app.get("/api/app/browse?path=" + encoded(text)).status, 400)
            << text.substr(0, 30);
    fs::create_directories(files / "empty");
    EXPECT_EQ(
        text_at(app.get("/api/app/browse?path=" + encoded((files / "empty").string())), "entries"),
        "[]");
}

}  // namespace
}  // namespace kith::test
