// X01, X07 to X11 through the router: upload, scan, dry run, import, report, undo, jobs.
#include <fstream>

#include "tests/support/worked.h"

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

TEST_F(OwnImports, an_empty_program_says_so) {
    const auto boot = app_.get("/api/kith/boot");
    EXPECT_EQ(json::text_or_empty(json::find(boot.at("archive"), "state")), "none");
    EXPECT_TRUE(json::find(boot.at("egress"), "sealed")->as_bool());
    EXPECT_EQ(json::serialize(boot.at("self")), "null");
}

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

TEST_F(OwnImports, an_uploaded_file_is_scanned_and_imported) {
    const std::string text =
        R"({"_type":"header","chatlab":{"version":"0.0.2","exportedAt":1700000000},"meta":{"name":"阿梅","platform":"wechat","type":"private","ownerId":"me"}})"
        "\n"
        R"({"_type":"member","platformId":"me","accountName":"我"})"
        "\n"
        R"({"_type":"member","platformId":"mei","accountName":"阿梅"})"
        "\n"
        R"({"_type":"message","sender":"mei","accountName":"阿梅","timestamp":1700000000,"type":0,"content":"你好"})"
        "\n";
    const auto begun =
        app_.post("/api/kith/uploads",
                  "{\"name\":\"x.jsonl\",\"bytes\":" + std::to_string(text.size()) + "}");
    ASSERT_EQ(begun.status, 201) << begun.body;
    const std::string id{json::view(begun.at("id").as_string())};
    const auto put = app_.send(http::Method::put, "/api/kith/uploads/" + id + "?offset=0", text);
    ASSERT_EQ(put.status, 200) << put.body;
    const auto started =
        app_.post("/api/kith/imports", "{\"sources\":[{\"upload\":\"" + id + "\"}]}");
    ASSERT_EQ(started.status, 202) << started.body;
    app_.settle();
    EXPECT_EQ(messages(), "1");
    EXPECT_EQ(app_.send(http::Method::put, "/api/kith/uploads/none?offset=0", "x").status, 404);
    EXPECT_EQ(app_.send(http::Method::put, "/api/kith/uploads/" + id, "x").status, 400);
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
}

TEST_F(OwnImports, jobs_are_listed_and_controls_answer_for_what_is_over) {
    app_.import(archive());
    const auto jobs = app_.get("/api/kith/jobs").at("jobs").as_array();
    ASSERT_GE(jobs.size(), 1u);
    const auto id = json::serialize(*json::find(jobs[0], "id"));
    EXPECT_EQ(app_.get("/api/kith/jobs/" + id).status, 200);
    EXPECT_EQ(app_.post("/api/kith/jobs/" + id + "/cancel").status, 409);
    EXPECT_EQ(app_.post("/api/kith/jobs/1/cancel").status, 404);
    EXPECT_EQ(app_.post("/api/kith/jobs/x/pause").status, 404);
}

}  // namespace
}  // namespace kith::test
