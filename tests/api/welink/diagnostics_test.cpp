// W004: one answer that says what is well and what is not.
#include "tests/api/asking.h"

namespace kith::test {
namespace {

namespace fs = std::filesystem;

std::string part(const Reply& reply, std::string_view group, std::string_view name) {
    const auto tree = reply.at(group);
    const auto* found = json::find(tree, name);
    return found == nullptr ? "absent" : json::serialize(*found);
}

TEST(Diagnostics, an_empty_program_says_what_is_missing) {
    TestApp app;
    const auto reply = app.get("/api/diagnostics");
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(text_at(reply, "generated_at"), "\"2026-11-21T12:00:00+08:00\"");
    EXPECT_EQ(part(reply, "data_dir", "status"), "\"error\"");
    EXPECT_EQ(part(reply, "data_dir", "path"), "\"\"");
    EXPECT_EQ(part(reply, "data_dir", "message"), "\"未配置数据目录\"");
    EXPECT_EQ(part(reply, "data_dir", "warnings"), "absent");
    EXPECT_EQ(part(reply, "index", "status"), "\"error\"");
    EXPECT_EQ(text_at(reply, "llm_profiles"), "[]");
    EXPECT_EQ(part(reply, "disk", "status"), "\"ok\"");
    EXPECT_EQ(part(reply, "disk", "avatar_cache_file_count"), "0");
    expect_only(app, http::Method::get, "/api/diagnostics");
}

TEST(Diagnostics, follow_the_archive_from_attaching_to_its_loss) {
    TempFolder files;
    TestApp app;
    const auto folder = worked_archive(files / "阿梅 的%归档");
    app.app().archive().attach(folder, core::Counting::waits);
    app.settle();
    auto reply = app.get("/api/diagnostics");
    EXPECT_EQ(part(reply, "data_dir", "status"), "\"ok\"") << reply.body;
    EXPECT_EQ(part(reply, "data_dir", "path"), json::write(folder.string()));
    EXPECT_EQ(part(reply, "index", "status"), "\"warn\"");
    EXPECT_EQ(part(reply, "index", "message"), "\"尚未开始索引\"");
    {
        HeldImport held{app};
        app.post("/api/init", "null");
        reply = app.get("/api/diagnostics");
        EXPECT_EQ(part(reply, "index", "message"), "\"正在建立索引\"");
        app.post("/api/cancel-index");
        app.app().jobs().wait(app.app().jobs().list().front().id, Stop{});
        reply = app.get("/api/diagnostics");
        EXPECT_EQ(part(reply, "index", "status"), "\"error\"");
        EXPECT_EQ(part(reply, "index", "last_error"), "\"indexing cancelled\"");
    }
    app.index();
    reply = app.get("/api/diagnostics");
    EXPECT_EQ(part(reply, "index", "status"), "\"ok\"");
    EXPECT_EQ(part(reply, "index", "message"), "\"索引就绪，缓存 3 个联系人\"");
    for (const auto* lost : {"message", "contact"}) {
        fs::rename(folder / lost, files / lost);
        reply = app.get("/api/diagnostics");
        EXPECT_EQ(part(reply, "data_dir", "status"), "\"error\"") << lost;
        EXPECT_NE(part(reply, "data_dir", "message").find(lost), std::string::npos) << reply.body;
    }
}

TEST(Diagnostics, a_store_without_an_attached_archive_is_well) {
    TempFolder files;
    TestApp app;
    app.import(worked_archive(files / "archive"));
    const auto reply = app.get("/api/diagnostics");
    EXPECT_EQ(part(reply, "data_dir", "status"), "\"ok\"");
    EXPECT_EQ(part(reply, "data_dir", "path"), "\"\"");
}

TEST(Diagnostics, files_of_an_export_are_looked_for_where_they_were) {
    TempFolder files;
    TestApp app;
    const auto chat = core::write_chat(files / "chats" / "a.jsonl", core::small_talk());
    app.app().archive().attach(files / "chats", core::Counting::waits);
    app.settle();
    EXPECT_EQ(part(app.get("/api/diagnostics"), "data_dir", "status"), "\"ok\"");
    fs::remove_all(files / "chats");
    EXPECT_EQ(part(app.get("/api/diagnostics"), "data_dir", "status"), "\"error\"");
}

TEST(Diagnostics, sizes_are_told_in_bytes_and_in_words) {
    TestApp app;
    const auto avatars = app.folder() / "data" / "avatars";
    fs::create_directories(avatars);
    std::ofstream{avatars / "a"} << std::string(1000, 'x');
    std::ofstream{avatars / "b"} << std::string(1560, 'x');
    const auto reply = app.get("/api/diagnostics");
    EXPECT_EQ(part(reply, "disk", "avatar_cache_size"), "2560");
    EXPECT_EQ(part(reply, "disk", "avatar_cache_file_count"), "2");
    const auto message = part(reply, "disk", "message");
    EXPECT_NE(message.find("头像缓存 2 个文件 / 2.5 KB"), std::string::npos) << message;
    EXPECT_NE(part(reply, "disk", "ai_analysis_db_size"), "0");
}

}  // namespace
}  // namespace kith::test
