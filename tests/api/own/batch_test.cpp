// X02: several GETs in one request.
#include "tests/api/asking.h"

namespace kith::test {
namespace {

class Batch : public WorkedApp {
  protected:
    std::vector<std::string> lines(const std::string& body,
                                   std::vector<std::pair<std::string, std::string>> headers = {}) {
        headers.emplace_back("Content-Type", "application/json");
        const auto reply =
            app_.send(http::Method::post, "/api/kith/batch", body, std::move(headers));
        EXPECT_EQ(reply.status, 200) << reply.body;
        EXPECT_EQ(reply.type, "application/x-ndjson");
        std::vector<std::string> found;
        for (std::size_t at = 0; at < reply.body.size();) {
            const auto end = reply.body.find('\n', at);
            found.push_back(reply.body.substr(at, end - at));
            at = end + 1;
        }
        return found;
    }
};

TEST_F(Batch, each_path_is_answered_on_a_line_as_it_would_be_alone) {
    const auto found = lines(
        R"({"get":["/api/global","/api/kith/find?q=%E6%97%A9","/api/nothing","/api/contacts/messages"]})");
    ASSERT_EQ(found.size(), 4u);
    EXPECT_EQ(found[0], R"({"i":0,"status":200,"body":)" + app_.get("/api/global").body + "}");
    EXPECT_TRUE(found[1].starts_with(R"({"i":1,"status":200,"body":{"total":2)")) << found[1];
    EXPECT_EQ(found[2], R"({"i":2,"status":404,"body":{"error":"not found"}})");
    EXPECT_TRUE(found[3].starts_with(R"({"i":3,"status":400,"body":{"error":)")) << found[3];
}

TEST_F(Batch, an_answer_that_is_no_json_comes_as_a_text) {
    const auto found = lines(R"({"get":["/api/avatar?url=/x","/api/kith/events"]})");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0], R"({"i":0,"status":400,"body":""})");
    EXPECT_EQ(found[1], R"({"i":1,"status":400,"body":"a stream cannot be part of a batch"})");
}

TEST_F(Batch, every_place_of_this_server_can_be_asked_for) {
    const auto found = lines(R"({"get":["/health"]})");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0], R"({"i":0,"status":200,"body":)" + app_.get("/health").body + "}");
}

TEST_F(Batch, conditions_of_the_outer_request_do_not_reach_the_inner_ones) {
    const std::string tag{app_.get("/api/global").headers.get("ETag")};
    const auto found = lines(R"({"get":["/api/global"]})", {{"If-None-Match", tag}});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_TRUE(found[0].starts_with(R"({"i":0,"status":200)")) << found[0];
}

TEST_F(Batch, odd_lists_and_foreign_places_are_refused) {
    for (const auto* body :
         {R"({"get":[]})", "{}", R"({"get":["http://example.org/"]})",
          R"({"get":["//example.org/api/"]})", R"({"get":[""]})", R"({"get":"x"})", "{", "",
          R"({"get":[1]})",
          R"({"get":["/api/1","/api/2","/api/3","/api/4","/api/5","/api/6","/api/7","/api/8",)"
          R"("/api/9","/api/10","/api/11","/api/12","/api/13"]})"})
        EXPECT_EQ(app_.post("/api/kith/batch", body).status, 400) << body;
    expect_only(app_, http::Method::post, "/api/kith/batch");
}

TEST_F(Batch, hostile_paths_are_answered_like_any_unknown_one) {
    for (const auto& text : kHostile) {
        const auto found = lines(R"({"get":[)" + json::write("/api/" + text) + "]}");
        ASSERT_EQ(found.size(), 1u) << text.substr(0, 30);
        EXPECT_TRUE(found[0].starts_with(R"({"i":0,"status":4)")) << found[0].substr(0, 100);
    }
    // A batch within a batch is a POST and cannot be asked for.
    EXPECT_TRUE(lines(R"({"get":["/api/kith/batch"]})")[0].starts_with(R"({"i":0,"status":405)"));
}

}  // namespace
}  // namespace kith::test
