// Tests of http/gzip.h: what is compressed, and that it can be read back.
#include "http/gzip.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "tests/http/surfaces.h"

namespace kith::http {
namespace {

std::string gunzip(std::string_view bytes) {
    z_stream stream{};
    EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
    std::string out(1 << 20, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

Response compressed(Response response, std::string_view accept = "gzip, deflate") {
    compress(test::get("/", {{"Accept-Encoding", accept}}), response);
    return response;
}

const std::string kLong(kGzipLeastBytes, 'a');

TEST(Gzip, reads_back_the_same) {
    std::string text;
    for (int i = 0; i < 5000; ++i) text += "消息 " + std::to_string(i * 7919);
    EXPECT_EQ(gunzip(gzip(text)), text);
    EXPECT_EQ(gunzip(gzip("")), "");
}

TEST(Gzip, large_text_is_compressed_when_accepted) {
    auto response = compressed(json_text(200, kLong));
    EXPECT_EQ(response.headers.get("Content-Encoding"), "gzip");
    EXPECT_EQ(response.headers.get("Vary"), "Accept-Encoding");
    EXPECT_LT(response.body.size(), kLong.size());
    EXPECT_EQ(gunzip(response.body), kLong);
}

TEST(Gzip, small_foreign_or_unasked_bodies_stay) {
    EXPECT_FALSE(compressed(json_text(200, kLong.substr(1))).headers.has("Content-Encoding"));
    EXPECT_FALSE(compressed(bytes_response(kLong, "image/png")).headers.has("Content-Encoding"));
    EXPECT_FALSE(compressed(json_text(200, kLong), "").headers.has("Content-Encoding"));
    EXPECT_FALSE(compressed(json_text(200, kLong), "gzip;q=0").headers.has("Content-Encoding"));
    EXPECT_EQ(compressed(json_text(200, kLong), "br").headers.get("Vary"), "Accept-Encoding");
}

TEST(Gzip, a_strong_tag_becomes_weak) {
    auto response = json_text(200, kLong);
    response.headers.add("ETag", "\"t\"");
    EXPECT_EQ(compressed(response).headers.get("ETag"), "W/\"t\"");
}

}  // namespace
}  // namespace kith::http
