// Tests of http/openapi.h: the description says what the C++ types and routes say.
#include "http/openapi.h"

#include <gtest/gtest.h>

#include "tests/http/surfaces.h"

namespace kith::http {
namespace {

using namespace test;

struct SendBody {
    std::string content;
    int count = 1;
};
BOOST_DESCRIBE_STRUCT(SendBody, (), (content, count))
struct SentView {
    std::int64_t id{};
};
BOOST_DESCRIBE_STRUCT(SentView, (), (id))

json::value described(const std::function<void(Routes&)>& add, std::string below = {}) {
    Router router;
    auto on = router.surface(plain(), {"/api/"});
    add(on);
    return json::parse(
        openapi(router, {.title = "T", .version = "1", .only_below = std::move(below)}));
}

TEST(OpenApi, a_route_shows_body_answer_and_parameters) {
    const auto document = described([](Routes& on) {
        on.post("/api/m/{chat}", [](Call&, const SendBody&) { return created(SentView{}); })
            .describe({.summary = "send",
                       .query = {{"dry", "only checks", Kind::boolean, true}, {"n", ""}}});
    });
    EXPECT_EQ(document.at("openapi"), "3.1.0");
    const auto& operation = document.at("paths").at("/api/m/{chat}").at("post");
    EXPECT_EQ(operation.at("operationId"), "post_api_m_chat");
    EXPECT_EQ(operation.at("summary"), "send");
    EXPECT_EQ(
        json::serialize(operation.at("parameters")),
        R"([{"name":"chat","in":"path","schema":{"type":"string"},"required":true},)"
        R"({"name":"dry","in":"query","schema":{"type":"boolean"},"description":"only checks","required":true},)"
        R"({"name":"n","in":"query","schema":{"type":"string"}}])");
    EXPECT_EQ(
        json::serialize(operation.at("requestBody")),
        R"({"content":{"application/json":{"schema":{"$ref":"#/components/schemas/SendBody"}}}})");
    EXPECT_EQ(operation.at("responses")
                  .at("201")
                  .at("content")
                  .at("application/json")
                  .at("schema")
                  .at("$ref"),
              "#/components/schemas/SentView");
    EXPECT_TRUE(document.at("components").at("schemas").as_object().contains("SendBody"));
}

TEST(OpenApi, what_a_handler_makes_itself_is_described_by_its_route) {
    const auto document = described([](Routes& on) {
        on.put("/api/piece", [](Call&) { return no_content(); })
            .takes("application/octet-stream")
            .answers<SentView>(202);
    });
    const auto& operation = document.at("paths").at("/api/piece").at("put");
    EXPECT_EQ(json::serialize(operation.at("requestBody")),
              R"({"content":{"application/octet-stream":{"schema":)"
              R"({"type":"string","format":"binary"}}}})");
    EXPECT_EQ(json::serialize(operation.at("responses").at("202").at("content")),
              R"({"application/json":{"schema":{"$ref":"#/components/schemas/SentView"}}})");
}

TEST(OpenApi, streams_and_files_have_their_kind) {
    const auto document = described([](Routes& on) {
        on.stream("GET", "/api/s", [](Call&, EventStream&) {});
        on.get("/api/f", [](Call&) { return no_content(); });
        on.socket("/api/ws", {}, [](Call&) -> std::unique_ptr<Socket> { return nullptr; });
    });
    const auto& paths = document.at("paths");
    EXPECT_TRUE(paths.at("/api/s")
                    .at("get")
                    .at("responses")
                    .at("200")
                    .at("content")
                    .as_object()
                    .contains("text/event-stream"));
    EXPECT_FALSE(
        paths.at("/api/f").at("get").at("responses").at("200").as_object().contains("content"));
    EXPECT_TRUE(paths.at("/api/ws").at("get").at("responses").as_object().contains("101"));
}

TEST(OpenApi, the_order_of_registration_does_not_matter) {
    const auto text = [](bool forwards) {
        Router router;
        auto on = router.surface(plain(), {"/api/"});
        const auto a = [](Call&) { return SentView{}; };
        if (forwards) on.get("/api/a", a);
        on.get("/api/b", a);
        on.post("/api/b", [](Call&, const SendBody&) {});
        if (!forwards) on.get("/api/a", a);
        return openapi(router, {.title = "T", .version = "1"});
    };
    EXPECT_EQ(text(true), text(false));
}

TEST(OpenApi, a_prefix_limits_the_description) {
    const auto document = described(
        [](Routes& on) {
            on.get("/api/a", [](Call&) {});
            on.get("/api/v1/b", [](Call&) {});
        },
        "/api/v1/");
    EXPECT_EQ(document.at("paths").as_object().size(), 1U);
}

}  // namespace
}  // namespace kith::http
