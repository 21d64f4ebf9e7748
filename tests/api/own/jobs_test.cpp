// X11: jobs and their control, and the pulse.
#include "tests/api/asking.h"

namespace kith::test {
namespace {

class OwnJobs : public testing::Test {
  protected:
    std::string state(std::int64_t id) {
        return text_at(app_.get("/api/kith/jobs/" + std::to_string(id)), "state");
    }
    Reply control(std::int64_t id, const std::string& verb) {
        return app_.post("/api/kith/jobs/" + std::to_string(id) + "/" + verb);
    }

    TestApp app_;
};

// A client of the pulse that leaves once it has heard the word.
class Listener final : public http::StreamSink {
  public:
    explicit Listener(std::string word) : word_{std::move(word)} {}
    void open(http::Response) override {}
    void write(std::string_view bytes) override {
        heard += bytes;
        if (heard.find(word_) != std::string::npos) stopper.request(StopReason::client_left);
    }

    std::string heard;
    StopSource stopper;

  private:
    std::string word_;
};

TEST_F(OwnJobs, the_pulse_tells_of_jobs_and_of_the_archive_and_what_was_missed) {
    HeldImport{app_}.open();
    app_.settle();
    const http::Endpoint* pulse = nullptr;
    for (const auto& endpoint : app_.app().router().endpoints())
        if (endpoint->path == "/api/kith/events") pulse = endpoint.get();
    ASSERT_NE(pulse, nullptr);
    http::Request request;
    request.headers.add("Last-Event-ID", "1");
    Listener client{R"("state":"done")"};
    const http::Headers none;
    http::EventStream out{client, none};
    http::Call call{request, {}, client.stopper.stop()};
    EXPECT_EQ(core::reason_of([&] { pulse->stream(call, out); }), "cancelled client_left");
    EXPECT_EQ(client.heard.find("id: 1\n"), std::string::npos);  // known already
    EXPECT_NE(client.heard.find("event: job\nid: 2\ndata: {\"id\":"), std::string::npos)
        << client.heard;
    EXPECT_NE(client.heard.find("event: archive\n"), std::string::npos);
    EXPECT_NE(client.heard.find("{\"generation\":"), std::string::npos);
}

TEST_F(OwnJobs, none_is_an_empty_list) {
    EXPECT_EQ(app_.get("/api/kith/jobs").body, R"({"jobs":[]})");
}

TEST_F(OwnJobs, a_job_is_listed_paused_resumed_and_cancelled) {
    HeldImport held{app_};
    const auto list = app_.get("/api/kith/jobs").at("jobs").as_array();
    ASSERT_EQ(list.size(), 1u);
    EXPECT_EQ(json::serialize(*json::find(list[0], "kind")), "\"import\"");
    EXPECT_EQ(json::serialize(*json::find(list[0], "label")), "\"held\"");
    while (state(held.job()) != "\"running\"") {
    }
    EXPECT_EQ(control(held.job(), "pause").status, 200);  // stands still at its next look
    EXPECT_EQ(control(held.job(), "resume").status, 200);
    EXPECT_EQ(control(held.job(), "cancel").status, 200);
    held.open();
    EXPECT_EQ(state(held.job()), "\"cancelled\"");
    for (const auto* verb : {"cancel", "pause", "resume"})
        EXPECT_EQ(control(held.job(), verb).body, R"({"error":"this job is over"})") << verb;
    EXPECT_EQ(control(held.job(), "cancel").status, 409);
}

TEST_F(OwnJobs, unknown_ones_are_404_in_every_spelling) {
    for (const auto* id : {"0", "1", "-1", "x", "99999999999999999999", "1.5", "%00"}) {
        const auto path = std::string{"/api/kith/jobs/"} + id;
        EXPECT_EQ(app_.get(path).status, 404) << id;
        for (const auto* verb : {"/cancel", "/pause", "/resume"})
            EXPECT_EQ(app_.post(path + verb).status, 404) << id << verb;
    }
    for (const auto& text : kHostile)
        EXPECT_GE(app_.get("/api/kith/jobs/" + encoded(text)).status, 400) << text.substr(0, 30);
}

TEST_F(OwnJobs, other_methods_are_405) {
    expect_only(app_, http::Method::get, "/api/kith/jobs");
    expect_only(app_, http::Method::get, "/api/kith/jobs/1");
    expect_only(app_, http::Method::get, "/api/kith/events");
    for (const auto* verb : {"cancel", "pause", "resume"})
        expect_only(app_, http::Method::post, std::string{"/api/kith/jobs/1/"} + verb);
}

}  // namespace
}  // namespace kith::test
