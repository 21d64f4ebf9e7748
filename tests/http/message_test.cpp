// Tests of http/message.h: headers, statuses, ready-made responses.
#include "http/message.h"

#include <gtest/gtest.h>

namespace kith::http {
namespace {

TEST(Headers, names_compare_without_case) {
    const Headers headers{{"Content-Type", "a"}, {"X-Y", "1"}, {"x-y", "2"}};
    EXPECT_EQ(headers.get("content-TYPE"), "a");
    EXPECT_EQ(headers.get("X-y"), "1");
    EXPECT_EQ(headers.count("X-Y"), 2U);
    EXPECT_EQ(headers.get("Absent"), "");
    EXPECT_FALSE(headers.has("Absent"));
}

TEST(Headers, set_replaces_all_and_erase_removes_all) {
    Headers headers{{"A", "1"}, {"B", "2"}, {"a", "3"}};
    headers.set("A", "new");
    EXPECT_EQ(headers.count("a"), 1U);
    EXPECT_EQ(headers.get("A"), "new");
    headers.erase("b");
    EXPECT_EQ(headers.size(), 1U);
}

TEST(Headers, a_line_break_cannot_smuggle_a_header_in) {
    Headers headers;
    headers.add("Location", "/x\r\nSet-Cookie: a=b");
    EXPECT_EQ(headers.get("Location"), "/x  Set-Cookie: a=b");
    headers.add("A\nB", std::string_view{"x\0y", 3});
    EXPECT_EQ(headers.get("A B"), "x y");
}

TEST(Headers, work_again_after_clear) {
    Headers headers{{"A", "1"}};
    headers.clear();
    headers.add("B", "2");
    EXPECT_EQ(headers.get("A"), "");
    EXPECT_EQ(headers.get("B"), "2");
}

TEST(ListHolds, tokens_with_a_weight_of_zero_are_refused) {
    EXPECT_TRUE(list_holds("gzip", "gzip"));
    EXPECT_TRUE(list_holds("deflate, GZIP;q=0.5", "gzip"));
    EXPECT_FALSE(list_holds("gzip;q=0", "gzip"));
    EXPECT_FALSE(list_holds("gzip; q=0.000", "gzip"));
    EXPECT_FALSE(list_holds("br, deflate", "gzip"));
    EXPECT_FALSE(list_holds("xgzip", "gzip"));
    EXPECT_FALSE(list_holds("", "gzip"));
}

TEST(Methods, names_go_both_ways) {
    EXPECT_EQ(method_named("DELETE"), Method::del);
    EXPECT_EQ(name_of(Method::patch), "PATCH");
    EXPECT_EQ(method_named("get"), Method::other);
    EXPECT_EQ(method_named("BREW"), Method::other);
}

TEST(Status, each_code_has_its_number) {
    EXPECT_EQ(status_of(Errc::invalid), 400);
    EXPECT_EQ(status_of(Errc::unauthorized), 401);
    EXPECT_EQ(status_of(Errc::forbidden), 403);
    EXPECT_EQ(status_of(Errc::not_found), 404);
    EXPECT_EQ(status_of(Errc::conflict), 409);
    EXPECT_EQ(status_of(Errc::too_large), 413);
    EXPECT_EQ(status_of(Errc::internal), 500);
    EXPECT_EQ(status_of(Errc::upstream), 502);
    EXPECT_EQ(status_of(Errc::busy), 503);
    EXPECT_EQ(status_of(Errc::unavailable), 503);
    EXPECT_EQ(status_of(Errc::timeout), 504);
}

TEST(Status, reasons_of_the_router_overrule_the_code) {
    EXPECT_EQ(status_of(Error{Errc::invalid, "x", "method_not_allowed"}), 405);
    EXPECT_EQ(status_of(Error{Errc::busy, "x", "too_many_requests"}), 429);
    EXPECT_EQ(status_of(Error{Errc::invalid, "x", "content_empty"}), 400);
}

TEST(Responses, json_is_compact_and_says_its_charset) {
    const auto response = json_response(400, {{"error", "坏"}});
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(response.body, R"({"error":"坏"})");
    EXPECT_EQ(response.headers.get("Content-Type"), "application/json; charset=utf-8");
}

TEST(Responses, an_attachment_has_an_ascii_and_a_utf8_name) {
    EXPECT_EQ(attachment("plain name.csv"), "attachment; filename=\"plain name.csv\"");
    EXPECT_EQ(attachment("聊天🎉.csv"),
              "attachment; filename=\"___.csv\"; filename*=UTF-8''"
              "%E8%81%8A%E5%A4%A9%F0%9F%8E%89.csv");
    EXPECT_EQ(attachment("a\"b\r\n/c"),
              "attachment; filename=\"a_b___c\"; filename*=UTF-8''a%22b%0D%0A%2Fc");
}

TEST(Responses, a_download_guesses_its_type_from_the_name) {
    const auto response = download("x", "记录.CSV");
    EXPECT_EQ(response.headers.get("Content-Type"), "text/csv; charset=utf-8");
    EXPECT_EQ(type_of_name("archive.tar.gz"), "application/gzip");
    EXPECT_EQ(type_of_name("noextension"), "application/octet-stream");
    EXPECT_EQ(type_of_name("a.unknown"), "application/octet-stream");
}

TEST(Responses, whole_body_runs_the_producer) {
    const auto response = download(
        [](ByteSink& out, const Stop&) {
            out.write("one");
            out.write("two");
        },
        "x.txt");
    EXPECT_EQ(whole_body(response), "onetwo");
    EXPECT_EQ(whole_body(text_response(200, "plain")), "plain");
}

TEST(Requests, path_and_query_are_views_of_the_target) {
    Request request;
    request.target = "/a%20b?q=1";
    EXPECT_EQ(request.path(), "/a%20b");
    EXPECT_EQ(request.query(), "q=1");
    request.target = "*";
    EXPECT_EQ(request.path(), "");
}

}  // namespace
}  // namespace kith::http
