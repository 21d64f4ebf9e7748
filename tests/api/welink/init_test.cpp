// W001 W002 W003 W005: the range, the state, the stop, the health.
#include "tests/api/asking.h"

namespace kith::test {
namespace {

constexpr std::string_view kIdle =
    R"({"is_indexing":false,"is_initialized":false,"total_cached":0})";
constexpr std::string_view kStarted = R"({"status":"indexing"})";

// The archive is there and nobody has chosen a range.
class Init : public testing::Test {
  protected:
    Init() {
        app_.app().archive().attach(worked_archive(files_ / "archive"), core::Counting::waits);
        app_.settle();
    }

    std::vector<core::JobInfo> runs() {
        std::vector<core::JobInfo> found;
        for (const auto& job : app_.app().jobs().list())  // newest first
            if (job.kind == "index") found.push_back(job);
        return found;
    }
    void wait_for_run() { app_.app().jobs().wait(runs().at(0).id, Stop{}); }
    std::string total() { return text_at(app_.get("/api/global"), "total_messages"); }
    std::string status() { return app_.get("/api/status").body; }
    std::string init(std::int64_t from, std::int64_t to) {
        return app_
            .post("/api/init",
                  "{\"from\":" + std::to_string(from) + ",\"to\":" + std::to_string(to) + "}")
            .body;
    }

    TempFolder files_;
    TestApp app_;
};

TEST(InitWithoutArchive, is_not_configured_and_the_state_is_idle) {
    TestApp app;
    for (const auto* path : {"/api/init", "/api/cancel-index"}) {
        const auto reply = app.post(path);
        EXPECT_EQ(reply.status, 503) << path;
        EXPECT_EQ(reply.body, R"({"error":"not_configured"})") << path;
    }
    EXPECT_EQ(app.get("/api/status").body, kIdle);
    EXPECT_EQ(app.get("/api/health").body, R"({"status":"ok","db_connected":0})");
    expect_only(app, http::Method::post, "/api/init");
    expect_only(app, http::Method::post, "/api/cancel-index");
    expect_only(app, http::Method::get, "/api/status");
    expect_only(app, http::Method::get, "/api/health");
}

TEST_F(Init, bodies_that_are_none_are_refused_with_one_word) {
    const auto refused = std::vector<std::string>{"",
                                                  "{",
                                                  "{\"from\":5,\"to\":",
                                                  "[]",
                                                  "\"x\"",
                                                  "{\"from\":\"5\"}",
                                                  "{\"from\":1.5}",
                                                  "\xff\xfe",
                                                  std::string(64 * 1024, '[')};
    for (const auto& body : refused) {
        const auto reply = app_.post("/api/init", body);
        EXPECT_EQ(reply.status, 400) << body.substr(0, 40);
        EXPECT_EQ(reply.body, R"({"error":"invalid body"})") << body.substr(0, 40);
    }
    EXPECT_EQ(status(), kIdle);
    EXPECT_TRUE(runs().empty());
}

TEST_F(Init, a_range_is_counted_and_named_in_any_case) {
    EXPECT_EQ(app_.post("/api/init", "null").body, kStarted);
    wait_for_run();
    EXPECT_EQ(status(), R"({"is_indexing":false,"is_initialized":true,"total_cached":2})");
    EXPECT_EQ(total(), "7");
    EXPECT_EQ(app_.post("/api/init", R"({"FROM":1709251230,"tO":1709280000} trailing)").body,
              kStarted);
    wait_for_run();
    EXPECT_EQ(total(), "4");
    // A range without messages, and one that runs backwards.
    for (const auto& [from, to] : {std::pair{1, 2}, std::pair{2'000'000'000, 1'000'000'000}}) {
        EXPECT_EQ(init(from, to), kStarted);
        wait_for_run();
        EXPECT_EQ(total(), "0");
        EXPECT_EQ(status(), R"({"is_indexing":false,"is_initialized":true,"total_cached":2})");
    }
}

TEST_F(Init, waits_for_an_import_that_runs_and_counts_it) {
    HeldImport held{app_};
    EXPECT_EQ(init(0, 0), kStarted);
    EXPECT_TRUE(app_.get("/api/status").at("is_indexing").as_bool());
    EXPECT_FALSE(app_.get("/api/status").at("is_initialized").as_bool());
    EXPECT_EQ(total(), "0");
    EXPECT_FALSE(core::is_over(runs().at(0).state));
    held.open();
    wait_for_run();
    EXPECT_EQ(total(), "9");  // 7 and the two of the import that was held
}

TEST_F(Init, the_same_range_twice_is_one_run) {
    HeldImport held{app_};
    EXPECT_EQ(init(5, 1'900'000'000), kStarted);
    EXPECT_EQ(init(5, 1'900'000'000), kStarted);
    EXPECT_EQ(runs().size(), 1u);
    held.open();
    wait_for_run();
    // When it is over, the same range is counted anew.
    EXPECT_EQ(init(5, 1'900'000'000), kStarted);
    EXPECT_EQ(runs().size(), 2u);
    app_.settle();
}

TEST_F(Init, a_new_range_supersedes_the_run_that_is_under_way) {
    HeldImport held{app_};
    EXPECT_EQ(init(0, 0), kStarted);
    EXPECT_EQ(init(1709251230, 1709251290), kStarted);
    app_.app().jobs().wait(runs().at(1).id, Stop{});
    EXPECT_EQ(runs().at(1).state, core::JobState::cancelled);
    // What was superseded says nothing about the newest run.
    EXPECT_TRUE(app_.get("/api/status").at("is_indexing").as_bool());
    EXPECT_EQ(status().find("last_error"), std::string::npos);
    held.open();
    wait_for_run();
    EXPECT_EQ(runs().at(0).state, core::JobState::done);
    EXPECT_EQ(total(), "2");
}

TEST_F(Init, a_cancelled_run_says_so_and_the_last_numbers_stay) {
    EXPECT_EQ(app_.post("/api/cancel-index").body, R"({"cancelled":false})");
    app_.index();
    EXPECT_EQ(total(), "7");
    {
        HeldImport held{app_};
        EXPECT_EQ(init(1, 2), kStarted);
        EXPECT_EQ(total(), "7");  // until the new run is done
        EXPECT_EQ(app_.post("/api/cancel-index").body, R"({"cancelled":true})");
        wait_for_run();
    }
    EXPECT_EQ(runs().at(0).state, core::JobState::cancelled);
    EXPECT_EQ(status(), R"({"is_indexing":false,"is_initialized":false,"total_cached":2,)"
                        R"("last_error":"indexing cancelled"})");
    EXPECT_EQ(app_.post("/api/cancel-index").body, R"({"cancelled":false})");
    EXPECT_EQ(init(0, 0), kStarted);
    wait_for_run();
    EXPECT_EQ(status(), R"({"is_indexing":false,"is_initialized":true,"total_cached":3})");
}

TEST_F(Init, the_chosen_range_is_counted_again_after_a_restart) {
    app_.index(1709251230, 1709280000);
    EXPECT_EQ(total(), "4");
    app_.restart();
    EXPECT_EQ(status(), R"({"is_indexing":false,"is_initialized":true,"total_cached":2})");
    EXPECT_EQ(total(), "4");
}

}  // namespace
}  // namespace kith::test
