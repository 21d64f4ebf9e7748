// Tests of http/routes.h: registering handlers of all shapes.
#include "http/routes.h"

#include <gtest/gtest.h>

#include "tests/http/surfaces.h"

namespace kith::http {
namespace {

using namespace test;

struct NameBody {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NameBody, (), (name))
struct NameView {
    std::string hello;
};
BOOST_DESCRIBE_STRUCT(NameView, (), (hello))

class RoutesTest : public testing::Test {
  protected:
    Response post(std::string target, std::string body) {
        return router.handle(request(Method::post, std::move(target), std::move(body)));
    }
    Router router;
    Routes bare = router.surface(plain(), {"/p/"});
    Routes dressed = router.surface(wrapped(), {"/w/"});
};

TEST_F(RoutesTest, a_struct_goes_out_as_it_is_or_wrapped) {
    const auto handler = [](Call& call) { return NameView{call.path("n")}; };
    bare.get("/p/{n}", handler);
    dressed.get("/w/{n}", handler);
    EXPECT_EQ(router.handle(get("/p/x")).body, R"({"hello":"x"})");
    EXPECT_EQ(router.handle(get("/w/x")).body, R"({"ok":true,"data":{"hello":"x"}})");
}

TEST_F(RoutesTest, nothing_is_204_or_the_empty_success_of_the_surface) {
    bare.post("/p/x", [](Call&) {});
    dressed.post("/w/x", [](Call&) {});
    EXPECT_EQ(post("/p/x", "").status, 204);
    EXPECT_EQ(post("/p/x", "").body, "");
    EXPECT_EQ(post("/w/x", "").status, 200);
    EXPECT_EQ(post("/w/x", "").body, R"({"ok":true})");
}

TEST_F(RoutesTest, created_is_201_with_the_payload) {
    dressed.post("/w/x", [](Call&, const NameBody& body) { return created(NameView{body.name}); });
    const auto response = post("/w/x", R"({"name":"阿梅"})");
    EXPECT_EQ(response.status, 201);
    EXPECT_EQ(response.body, R"({"ok":true,"data":{"hello":"阿梅"}})");
}

TEST_F(RoutesTest, the_body_may_come_as_an_argument_or_by_name) {
    bare.post("/p/a", [](Call&, NameBody body) { return NameView{body.name}; });
    bare.put<NameBody>("/p/a", [](Call& call) { return NameView{call.body<NameBody>().name}; });
    bare.patch<NameBody>("/p/a", [](Call&, const auto& body) { return NameView{body.name}; });
    for (const auto method : {Method::post, Method::put, Method::patch}) {
        EXPECT_EQ(router.handle(request(method, "/p/a", R"({"name":"x"})")).body,
                  R"({"hello":"x"})");
    }
    for (const auto& endpoint : router.endpoints()) EXPECT_NE(endpoint->body_schema, nullptr);
}

TEST_F(RoutesTest, a_wrong_body_names_its_field) {
    dressed.post("/w/x", [](Call&, const NameBody&) {});
    const auto response = post("/w/x", R"({"name":5})");
    EXPECT_EQ(response.status, 400);
    EXPECT_NE(response.body.find("name: expected"), std::string::npos) << response.body;
    EXPECT_EQ(post("/w/x", "{").status, 400);
    EXPECT_EQ(post("/w/x", "").status, 400);
}

TEST_F(RoutesTest, lists_maps_and_trees_are_payloads_too) {
    bare.get("/p/list", [](Call&) { return std::vector<NameView>{{"a"}, {"b"}}; });
    bare.get("/p/tree", [](Call&) -> json::value { return {1, "x"}; });
    bare.get("/p/text", [](Call&) { return text_response(202, "hi"); });
    EXPECT_EQ(router.handle(get("/p/list")).body, R"([{"hello":"a"},{"hello":"b"}])");
    EXPECT_EQ(router.handle(get("/p/tree")).body, R"([1,"x"])");
    EXPECT_EQ(router.handle(get("/p/text")).status, 202);
}

TEST_F(RoutesTest, narrowed_routes_leave_the_others_alone) {
    const auto mine = bare.guarded([](Call&) {}).slow().body_limit(5).tagged("mine");
    mine.get("/p/mine", [](Call&) {});
    bare.get("/p/all", [](Call&) {}).immediate();
    const auto& first = *router.endpoints().at(0);
    const auto& second = *router.endpoints().at(1);
    EXPECT_EQ(first.lane, Lane::slow);
    EXPECT_EQ(first.body_bytes, 5U);
    EXPECT_EQ(first.guards.size(), 1U);
    EXPECT_EQ(first.about.tag, "mine");
    EXPECT_EQ(second.lane, Lane::immediate);
    EXPECT_EQ(second.body_bytes, kBodyBytes);
    EXPECT_TRUE(second.guards.empty());
}

TEST_F(RoutesTest, a_stream_takes_its_body_like_others) {
    bare.stream("POST", "/p/s", [](Call&, EventStream& out, const NameBody& body) {
        out.send(NameView{body.name});
    });
    EXPECT_EQ(router.endpoints().at(0)->lane, Lane::stream);
    EXPECT_EQ(post("/p/s", R"({"name":"x"})").body, "data: {\"hello\":\"x\"}\n\n");
    EXPECT_EQ(post("/p/s", R"({"name":1})").status, 400);
}

}  // namespace
}  // namespace kith::http
