// X08 to X10 through the router: scan, dry run, import, report, undo.
#include <fstream>

#include "tests/api/asking.h"

namespace kith::test {
namespace {

class OwnImports : public testing::Test {
  protected:
    std::string archive() { return worked_archive(files_ / "archive").string(); }
    static std::string body(const std::string& path, std::string_view more = "") {
        return "{\"sources\":[{\"path\":\"" + path + "\"}]" + std::string{more} + "}";
    }
    std::string messages() {
        return json::serialize(*json::find(app_.get("/api/kith/boot").at("archive"), "messages"));
    }

    TempFolder files_;
    TestApp app_;
};

TEST_F(OwnImports, a_scan_tells_what_lies_there) {
    const auto scan = app_.post("/api/kith/imports/scan", "{\"path\":\"" + archive() + "\"}");
    ASSERT_EQ(scan.status, 200) << scan.body;
    const auto source = scan.at("sources").as_array()[0];
    EXPECT_EQ(json::text_or_empty(json::find(source, "format")), "wechat");
    EXPECT_EQ(json::serialize(*json::find(source, "chats")), "2");
}

TEST_F(OwnImports, a_dry_run_changes_nothing_and_tells_the_numbers_of_the_import) {
    const auto path = archive();
    const auto dry = app_.post("/api/kith/imports", body(path, ",\"dry_run\":true"));
    ASSERT_EQ(dry.status, 200) << dry.body;
    EXPECT_EQ(json::serialize(dry.at("new")), "11");
    EXPECT_EQ(messages(), "0");
    const auto started = app_.post("/api/kith/imports", body(path));
    ASSERT_EQ(started.status, 202) << started.body;
    app_.settle();
    EXPECT_EQ(messages(), "11");
    const auto again = app_.post("/api/kith/imports", body(path, ",\"dry_run\":true"));
    EXPECT_EQ(json::serialize(again.at("new")), "0");
    EXPECT_EQ(json::serialize(again.at("duplicate")), "11");
}

TEST_F(OwnImports, an_import_is_listed_and_can_be_taken_out_again) {
    const auto view = app_.import(archive());
    EXPECT_EQ(view.state, "done");
    EXPECT_EQ(view.report.new_, 11);
    const auto one = app_.get("/api/kith/imports/" + std::to_string(view.id));
    ASSERT_EQ(one.status, 200);
    const auto undo = app_.post("/api/kith/imports/" + std::to_string(view.id) + "/undo");
    ASSERT_EQ(undo.status, 200) << undo.body;
    app_.settle();
    EXPECT_EQ(messages(), "0");
    const auto undone = app_.get("/api/kith/imports/" + std::to_string(view.id));
    EXPECT_EQ(text_at(undone, "state"), "\"undone\"");
    EXPECT_EQ(json::serialize(*json::find(undone.at("report"), "new")), "11");
    EXPECT_EQ(json::serialize(app_.get("/api/kith/find?q=" + encoded("早")).at("total")), "0");
    EXPECT_EQ(app_.post("/api/kith/imports/" + std::to_string(view.id) + "/undo").status, 409);
    const auto back = app_.import(files_ / "archive");
    EXPECT_EQ(back.report.new_, 11);
}

TEST_F(OwnImports, importing_twice_doubles_nothing) {
    const auto path = archive();
    app_.import(path);
    const auto again = app_.import(path);
    EXPECT_EQ(again.report.new_, 0);
    EXPECT_EQ(messages(), "11");
}

TEST_F(OwnImports, what_is_imported_is_still_there_after_a_restart) {
    app_.import(archive());
    const auto before = app_.get("/api/contacts/stats").body;
    app_.restart();
    EXPECT_EQ(messages(), "11");
    EXPECT_EQ(app_.get("/api/contacts/stats").body, before);
}

TEST_F(OwnImports, what_cannot_be_imported_is_told) {
    std::ofstream{files_ / "notes.txt"} << "just a note";
    EXPECT_EQ(app_.post("/api/kith/imports", body((files_ / "none").string())).status, 404);
    EXPECT_EQ(app_.post("/api/kith/imports", body((files_ / "notes.txt").string())).status, 400);
    EXPECT_EQ(app_.post("/api/kith/imports", "{}").status, 400);
    EXPECT_EQ(app_.post("/api/kith/imports", "{\"sources\":[{}]}").status, 400);
    EXPECT_EQ(
        app_.post("/api/kith/imports", body(archive(), ",\"timezone\":\"Mars/Olympus\"")).status,
        400);
    EXPECT_EQ(app_.post("/api/kith/imports/scan", "{\"path\":\"\"}").status, 400);
    EXPECT_EQ(app_.get("/api/kith/imports/77").status, 404);
    EXPECT_EQ(app_.get("/api/kith/imports/x").status, 404);
    EXPECT_EQ(app_.get("/api/kith/imports/99999999999999999999").status, 404);
    EXPECT_EQ(app_.post("/api/kith/imports/77/undo").status, 404);
    EXPECT_EQ(app_.post("/api/kith/imports/-1/undo").status, 404);
    const auto both = R"({"sources":[{"path":"/a","upload":"b"}]})";
    EXPECT_EQ(app_.post("/api/kith/imports", both).status, 400);
    EXPECT_EQ(app_.post("/api/kith/imports", R"({"sources":"all"})").status, 400);
    EXPECT_EQ(app_.post("/api/kith/imports", "{").status, 400);
    for (const auto& text : kHostile) {
        const auto body = "{\"path\":" + json::write(text) + "}";
        const auto scan = app_.post("/api/kith/imports/scan", body).status;
        EXPECT_TRUE(scan == 404 || scan == 400) << scan << text.substr(0, 30);
        EXPECT_GE(app_.get("/api/kith/imports/" + encoded(text.substr(0, 1000))).status, 400);
    }
}

TEST_F(OwnImports, an_empty_list_is_a_list_and_other_methods_are_405) {
    EXPECT_EQ(app_.get("/api/kith/imports").body, R"({"imports":[]})");
    EXPECT_EQ(app_.send(http::Method::put, "/api/kith/imports/scan").status, 405);
    expect_only(app_, http::Method::get, "/api/kith/imports/1");
    expect_only(app_, http::Method::post, "/api/kith/imports/1/undo");
    EXPECT_EQ(app_.send(http::Method::del, "/api/kith/imports").status, 405);
}

TEST_F(OwnImports, what_still_runs_cannot_be_undone) {
    HeldImport held{app_};
    std::int64_t id = 0;
    while (id == 0) id = app_.app().jobs().find(held.job())->subject;
    const auto path = "/api/kith/imports/" + std::to_string(id);
    EXPECT_EQ(text_at(app_.get(path), "state"), "\"loading\"");
    EXPECT_EQ(app_.post(path + "/undo").status, 409);
}

}  // namespace
}  // namespace kith::test
