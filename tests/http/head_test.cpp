// Tests of http/head.h: the head of an answer on the wire.
#include "http/head.h"

#include <gtest/gtest.h>

namespace kith::http {
namespace {

std::string head(const Response& response, HeadInfo info = {}) {
    std::string out;
    render_head(out, response, info);
    return out;
}

bool has(const std::string& text, std::string_view line) {
    return text.find("\r\n" + std::string{line} + "\r\n") != std::string::npos;
}

TEST(Head, every_answer_carries_the_protective_fields) {
    const auto text = head(json_text(200, "{}"), {.body_bytes = 2, .date = "D"});
    EXPECT_TRUE(text.starts_with("HTTP/1.1 200 OK\r\n"));
    EXPECT_TRUE(text.ends_with("\r\n\r\n"));
    EXPECT_TRUE(has(text, "Content-Length: 2"));
    EXPECT_TRUE(has(text, "Date: D"));
    EXPECT_TRUE(has(text, "X-Content-Type-Options: nosniff"));
    EXPECT_TRUE(has(text, "Referrer-Policy: no-referrer"));
    EXPECT_TRUE(has(text, "X-Frame-Options: DENY"));
    EXPECT_TRUE(has(text, "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'"));
}

TEST(Head, pages_have_a_policy_that_lets_them_work) {
    const auto text = head(text_response(200, "", kHtmlType));
    EXPECT_NE(text.find("default-src 'self'"), std::string::npos);
    EXPECT_NE(text.find("frame-ancestors 'none'"), std::string::npos);
    auto own = text_response(200, "", kHtmlType);
    own.headers.add("Content-Security-Policy", "mine");
    EXPECT_EQ(head(own).find("default-src"), std::string::npos);
}

TEST(Head, a_handler_cannot_bend_the_framing) {
    auto response = text_response(200, "abc");
    response.headers.add("content-length", "99");
    response.headers.add("Transfer-Encoding", "chunked");
    response.headers.add("Connection", "upgrade");
    const auto text = head(response, {.body_bytes = 3});
    EXPECT_TRUE(has(text, "Content-Length: 3"));
    EXPECT_EQ(text.find("99"), std::string::npos);
    EXPECT_EQ(text.find("chunked"), std::string::npos);
    EXPECT_EQ(text.find("upgrade"), std::string::npos);
}

TEST(Head, answers_without_a_body_have_no_length) {
    EXPECT_EQ(head(no_content()).find("Content-Length"), std::string::npos);
    Response not_modified;
    not_modified.status = 304;
    EXPECT_EQ(head(not_modified).find("Content-Length"), std::string::npos);
}

TEST(Head, framing_and_connection_follow_the_version) {
    const auto response = text_response(200, "");
    EXPECT_TRUE(has(head(response, {.framing = Framing::chunked}), "Transfer-Encoding: chunked"));
    const auto until_close = head(response, {.framing = Framing::close, .keep_alive = false});
    EXPECT_EQ(until_close.find("Content-Length"), std::string::npos);
    EXPECT_TRUE(has(until_close, "Connection: close"));
    EXPECT_TRUE(has(head(response, {.http11 = false}), "Connection: keep-alive"));
    EXPECT_EQ(head(response).find("Connection"), std::string::npos);
}

TEST(Head, dates_are_fixdates) {
    EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");  // the example of RFC 9110
    EXPECT_EQ(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
}

}  // namespace
}  // namespace kith::http
