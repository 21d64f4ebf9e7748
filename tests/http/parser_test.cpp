// Tests of http/parser.h: requests in pieces, limits, smuggling.
#include "http/parser.h"

#include <gtest/gtest.h>

namespace kith::http {
namespace {

struct Outcome {
    Request request;
    Fault fault = Fault::none;
    bool complete = false;
    std::size_t taken = 0;
};

// Feeds `text` in pieces as a connection does: what was not taken comes again with the next piece.
Outcome parse(std::string_view text, std::size_t piece = 1'000'000, std::size_t limit = 1000) {
    Outcome out;
    RequestParser parser{out.request};
    std::size_t from = 0, to = 0;
    bool limited = false;
    while (to < text.size() && parser.fault() == Fault::none && !parser.complete()) {
        to = std::min(text.size(), to + piece);
        for (;;) {
            from += parser.feed(text.substr(from, to - from));
            if (limited || !parser.head_complete() || parser.fault() != Fault::none) break;
            parser.limit_body(limit);
            limited = true;
            if (parser.complete()) break;
        }
    }
    out.fault = parser.fault();
    out.complete = parser.complete();
    out.taken = from;
    return out;
}

TEST(RequestParser, reads_a_request_in_pieces_of_any_size) {
    const std::string_view text =
        "POST /a?b=%20 HTTP/1.1\r\nHost: h\r\nX-A:  v \r\nContent-Length: 5\r\n\r\nhello";
    for (std::size_t piece = 1; piece <= text.size(); ++piece) {
        const auto got = parse(text, piece);
        EXPECT_TRUE(got.complete) << piece;
        EXPECT_EQ(got.request.method, Method::post);
        EXPECT_EQ(got.request.target, "/a?b=%20");
        EXPECT_EQ(got.request.headers.get("x-a"), "v");
        EXPECT_EQ(got.request.body, "hello");
    }
}

// Byte by byte Beast's parser runs into an assertion behind "0\r\n" when that is the first chunk.
TEST(RequestParser, an_empty_chunked_body_may_come_byte_by_byte) {
    const std::string_view text =
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: y\r\n\r\n";
    for (std::size_t piece = 1; piece <= text.size(); ++piece) {
        const auto got = parse(text, piece);
        EXPECT_TRUE(got.complete) << piece;
        EXPECT_EQ(got.request.body, "") << piece;
        EXPECT_FALSE(got.request.headers.has("x")) << piece;
        EXPECT_EQ(got.taken, text.size()) << piece;
    }
}

TEST(RequestParser, chunks_make_one_body) {
    const std::string_view text =
        "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: "
        "chunked\r\n\r\n5\r\nhello\r\n1;x=y\r\n!\r\n0\r\n\r\n";
    for (std::size_t piece = 1; piece <= text.size(); ++piece) {
        const auto got = parse(text, piece);
        EXPECT_TRUE(got.complete) << piece;
        EXPECT_EQ(got.request.body, "hello!") << piece;
    }
}

TEST(RequestParser, trailers_do_not_change_the_head) {
    const auto got = parse(
        "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
        "1\r\nx\r\n0\r\nAuthorization: late\r\nHost: other\r\n\r\n");
    EXPECT_TRUE(got.complete);
    EXPECT_FALSE(got.request.headers.has("Authorization"));
    EXPECT_EQ(got.request.headers.count("Host"), 1U);
}

TEST(RequestParser, leaves_the_next_request_alone) {
    const std::string one = "GET /1 HTTP/1.1\r\nHost: h\r\n\r\n";
    const auto got = parse(one + "GET /2 HTTP/1.1\r\n");
    EXPECT_TRUE(got.complete);
    EXPECT_EQ(got.taken, one.size());
}

TEST(RequestParser, a_get_may_have_a_body) {
    const auto got = parse("GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}");
    EXPECT_TRUE(got.complete);
    EXPECT_EQ(got.request.body, "{}");
}

TEST(RequestParser, two_ways_to_end_a_body_are_refused) {
    const std::string start = "POST / HTTP/1.1\r\nHost: h\r\n";
    for (const auto* fields : {
             "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
             "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
             "Content-Length: 5\r\nContent-Length: 6\r\n",
             "Content-Length: 5, 6\r\n",
             "Content-Length: -5\r\n",
             "Content-Length: +5\r\n",
             "Content-Length: 0x5\r\n",
             "Content-Length: \r\n",
             "Transfer-Encoding: gzip\r\n",
             "Transfer-Encoding: gzip, chunked\r\n",
             "Transfer-Encoding: chunked, identity\r\n",
             "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
             "Transfer-Encoding : chunked\r\n",
             "Content-Length : 5\r\n",
         }) {
        EXPECT_EQ(parse(start + fields + "\r\nhello").fault, Fault::bad_request) << fields;
    }
    EXPECT_EQ(parse("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").fault,
              Fault::bad_request);
}

TEST(RequestParser, http11_needs_exactly_one_host) {
    EXPECT_EQ(parse("GET / HTTP/1.1\r\n\r\n").fault, Fault::bad_request);
    EXPECT_EQ(parse("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n").fault, Fault::bad_request);
    EXPECT_TRUE(parse("GET / HTTP/1.0\r\n\r\n").complete);
}

TEST(RequestParser, garbage_is_a_bad_request) {
    for (const std::string& text :
         {std::string{"\x16\x03\x01\x02\r\n\r\n"}, std::string{"GET\r\n\r\n"},
          std::string{"GET / HTTP/2.0\r\n\r\n"}, std::string{"GET /a b HTTP/1.1\r\n\r\n"},
          std::string{"GET / HTTP/1.1\r\nHost: h\r\nno colon\r\n\r\n"},
          std::string{"GET / HTTP/1.1\nHost: h\n\n\r\n\r\n"},
          "GET / HTTP/1.1\r\nHost: h\r\nA: x" + std::string(1, '\0') + "y\r\n\r\n"}) {
        EXPECT_EQ(parse(text).fault, Fault::bad_request) << text;
    }
}

TEST(RequestParser, a_long_target_is_uri_too_long) {
    for (const std::size_t bytes : {kTargetBytes, std::size_t{70'000}, std::size_t{300'000}}) {
        const auto text = "GET /?q=" + std::string(bytes, 'x') + " HTTP/1.1\r\nHost: h\r\n\r\n";
        EXPECT_EQ(parse(text).fault, Fault::uri_too_long) << bytes;
        EXPECT_EQ(parse(text, 4096).fault, Fault::uri_too_long) << bytes;
    }
    EXPECT_EQ(parse(std::string(100'000, 'A')).fault, Fault::uri_too_long);
}

TEST(RequestParser, long_or_many_fields_are_too_large) {
    const std::string start = "GET / HTTP/1.1\r\nHost: h\r\n";
    EXPECT_EQ(parse(start + "X: " + std::string(70'000, 'x') + "\r\n\r\n").fault,
              Fault::headers_too_large);
    std::string many = start, endless = start;
    for (int i = 0; i < 200; ++i) many += "X: y\r\n";
    EXPECT_EQ(parse(many + "\r\n").fault, Fault::headers_too_large);
    for (int i = 0; i < 20; ++i) endless += "X: " + std::string(8000, 'x') + "\r\n";
    EXPECT_EQ(parse(endless, 4096).fault, Fault::headers_too_large);
}

TEST(RequestParser, the_body_limit_holds_for_lengths_and_chunks) {
    const std::string start = "POST / HTTP/1.1\r\nHost: h\r\n";
    EXPECT_TRUE(parse(start + "Content-Length: 5\r\n\r\nhello", 1'000'000, 5).complete);
    EXPECT_EQ(parse(start + "Content-Length: 6\r\n\r\n", 1'000'000, 5).fault,
              Fault::body_too_large);
    EXPECT_EQ(parse(start + "Content-Length: 18446744073709551615\r\n\r\n").fault,
              Fault::body_too_large);
    const std::string chunks =
        "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n";
    EXPECT_TRUE(parse(start + chunks, 1'000'000, 6).complete);
    EXPECT_EQ(parse(start + chunks, 1'000'000, 5).fault, Fault::body_too_large);
}

TEST(RequestParser, an_unknown_expectation_is_told_apart) {
    const std::string start = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nExpect: ";
    EXPECT_EQ(parse(start + "100-Continue\r\n\r\nx").fault, Fault::none);
    EXPECT_EQ(parse(start + "200-ok\r\n\r\n").fault, Fault::expectation);
}

}  // namespace
}  // namespace kith::http
