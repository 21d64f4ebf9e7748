// W116, W117, W120, W131, W004 and the index state W001 to W003 through the router.
#include <fstream>

#include "base/crypto.h"
#include "tests/support/worked.h"

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
    EXPECT_EQ(app.get("/api/diagnostics").status, 200);
}

TEST(Setup, folders_without_an_archive_are_refused_with_what_is_missing) {
    TempFolder files;
    TestApp app;
    fs::create_directories(files / "half" / "contact");
    std::ofstream{files / "half" / "contact" / "contact.db"} << "x";
    for (const auto* name : {"none", "half", ""}) {
        if (*name == '\0') continue;
        const auto reply =
            app.post("/api/app/setup", "{\"data_dir\":\"" + (files / name).string() + "\"}");
        EXPECT_EQ(reply.status, 400) << name;
        EXPECT_NE(reply.body.find("error"), std::string::npos);
    }
    EXPECT_EQ(app.post("/api/app/setup", "not json").status, 400);
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

TEST(Index, states_follow_the_contract) {
    TempFolder files;
    TestApp app;
    EXPECT_EQ(app.get("/api/status").body,
              R"({"is_indexing":false,"is_initialized":false,"total_cached":0})");
    app.app().archive().attach(worked_archive(files / "archive"), core::Counting::waits);
    app.settle();
    EXPECT_EQ(app.post("/api/init", "{\"from\":5,\"to\":").body, R"({"error":"invalid body"})");
    EXPECT_EQ(app.post("/api/init", "").status, 400);
    EXPECT_EQ(app.post("/api/init", "null").body, R"({"status":"indexing"})");
    EXPECT_EQ(app.post("/api/init", "{\"FROM\":0} trailing").status, 200);
    app.settle();
    EXPECT_EQ(app.get("/api/status").body,
              R"({"is_indexing":false,"is_initialized":true,"total_cached":2})");
    EXPECT_EQ(app.post("/api/cancel-index").body, R"({"cancelled":false})");
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
    EXPECT_EQ(app.get("/api/app/browse").status, 200);
}

TEST(Avatar, addresses_inside_are_refused_and_sealed_means_cache_only) {
    TestApp app;
    const auto status = [&](std::string_view url) {
        return app.get("/api/avatar?url=" + encoded(url)).status;
    };
    EXPECT_EQ(app.get("/api/avatar").status, 400);
    for (const auto* url : {"ftp://x/a", "javascript:alert(1)", "data:image/png;base64,AA", "/x"})
        EXPECT_EQ(status(url), 400) << url;
    for (const auto* url :
         {"http://localhost/a", "http://LOCALHOST./a", "http://127.1/", "http://2130706433/",
          "http://0x7f.1/", "http://[::1]/", "http://10.0.0.1/", "http://169.254.1.1/",
          "http://[fe80::1]/", "http://100.64.0.1/", "http://[::ffff:10.0.0.1]/", "http://"})
        EXPECT_EQ(status(url), 403) << url;
    EXPECT_EQ(status("https://wx.example.com/a.png"), 404);
    const auto sum = md5("https://wx.example.com/a.png");
    fs::create_directories(app.folder() / "data" / "avatars");
    const auto file = app.folder() / "data" / "avatars" / hex(std::span{sum});
    std::ofstream{file} << "\x89PNG\r\n\x1a\nrest";
    const auto image = app.get("/api/avatar?url=" + encoded("https://wx.example.com/a.png"));
    EXPECT_EQ(image.status, 200);
    EXPECT_EQ(image.type, "image/png");
    EXPECT_EQ(image.headers.get("Cache-Control"), "public, max-age=31536000, immutable");
    std::ofstream{file} << "<svg onload=alert(1)>";
    EXPECT_EQ(status("https://wx.example.com/a.png"), 502);
}

}  // namespace
}  // namespace kith::test
