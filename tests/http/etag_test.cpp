// Tests of http/etag.h: conditional requests.
#include "http/etag.h"

#include <gtest/gtest.h>

#include "tests/http/surfaces.h"

namespace kith::http {
namespace {

bool current(std::string_view header, std::string_view tag) {
    const auto request = test::get("/", {{"If-None-Match", header}});
    return has_current(Call{request, {}, {}}, tag);
}

TEST(ETag, lists_weak_tags_and_star_match) {
    EXPECT_TRUE(current("\"a\"", "\"a\""));
    EXPECT_TRUE(current("\"x\", W/\"a\"", "\"a\""));
    EXPECT_TRUE(current("\"a\"", "W/\"a\""));
    EXPECT_TRUE(current("*", "\"a\""));
    EXPECT_FALSE(current("\"ab\"", "\"a\""));
    EXPECT_FALSE(current("", "\"a\""));
}

TEST(ETag, a_body_that_the_client_has_is_304) {
    const auto first = test::get("/");
    const auto fresh = with_etag(Call{first, {}, {}}, text_response(200, "body"));
    EXPECT_EQ(fresh.status, 200);
    const std::string tag{fresh.headers.get("ETag")};
    EXPECT_EQ(tag, etag_of("body"));
    const auto again = test::get("/", {{"If-None-Match", tag}});
    const auto known = with_etag(Call{again, {}, {}}, text_response(200, "body"));
    EXPECT_EQ(known.status, 304);
    EXPECT_EQ(known.body, "");
    EXPECT_EQ(known.headers.get("ETag"), tag);
    EXPECT_EQ(with_etag(Call{again, {}, {}}, text_response(200, "other")).status, 200);
}

TEST(ETag, errors_have_none) {
    const auto request = test::get("/", {{"If-None-Match", "*"}});
    const auto response = with_etag(Call{request, {}, {}}, text_response(404, "x"));
    EXPECT_EQ(response.status, 404);
    EXPECT_FALSE(response.headers.has("ETag"));
}

}  // namespace
}  // namespace kith::http
