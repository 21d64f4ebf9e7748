// Tests of http/socket_handshake.h.
#include "http/socket_handshake.h"

#include "tests/http/frames.h"

namespace kith::http {
namespace {

Request asking(Headers headers) {
    Request request;
    request.target = "/ws/a";
    request.headers = std::move(headers);
    return request;
}
Headers usual() {
    return {{"Connection", "keep-alive, Upgrade"},
            {"Upgrade", "websocket"},
            {"Sec-WebSocket-Version", "13"},
            {"Sec-WebSocket-Key", test::kKey}};
}
std::string refused_for(const Request& request) {
    try {
        read_handshake(request);
        return "";
    } catch (const Error& error) {
        return std::string{error.reason()};
    }
}

TEST(SocketHandshake, answers_the_sample_of_the_standard) {
    EXPECT_EQ(read_handshake(asking(usual())).accept, test::kAccept);
    auto offering = usual();
    offering.add("Sec-WebSocket-Extensions", "permessage-deflate");
    const auto head = to_head(read_handshake(asking(offering)));
    EXPECT_TRUE(head.starts_with("HTTP/1.1 101 Switching Protocols\r\n"));
    EXPECT_TRUE(head.ends_with("\r\n\r\n"));
    EXPECT_NE(head.find("\r\nSec-WebSocket-Extensions: permessage-deflate; server_no_"),
              std::string::npos);
    EXPECT_EQ(to_head(read_handshake(asking(usual()))).find("Extensions"), std::string::npos);
}

TEST(SocketHandshake, needs_both_fields_to_be_one) {
    EXPECT_TRUE(asks_for_socket(asking(usual())));
    for (const auto* missing : {"Connection", "Upgrade"}) {
        auto headers = usual();
        headers.erase(missing);
        EXPECT_FALSE(asks_for_socket(asking(headers))) << missing;
        headers.add(missing, "close");
        EXPECT_FALSE(asks_for_socket(asking(headers))) << missing;
    }
    auto posted = asking(usual());
    posted.method = Method::post;
    EXPECT_FALSE(asks_for_socket(posted));
}

TEST(SocketHandshake, another_version_is_told_to_upgrade) {
    for (const auto* version : {"", "8", "12", "14", "13.0", "013", "13, 8"}) {
        auto headers = usual();
        headers.set("Sec-WebSocket-Version", version);
        EXPECT_EQ(refused_for(asking(headers)), "upgrade_required") << version;
    }
}

TEST(SocketHandshake, a_key_is_sixteen_bytes_in_base64) {
    for (const auto* key :
         {"", "short", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZQ==x",
          "dGhlIHNhbXBsZSBub25jZR==", "dGhlIHNhbXBsZSBub25j!!==", "dGhlIHNhbXBsZSBub25jZQQQ"}) {
        auto headers = usual();
        headers.set("Sec-WebSocket-Key", key);
        EXPECT_EQ(refused_for(asking(headers)), "bad_handshake") << key;
    }
    auto twice = usual();
    twice.add("Sec-WebSocket-Key", test::kKey);
    EXPECT_EQ(refused_for(asking(twice)), "bad_handshake");
    auto with_body = asking(usual());
    with_body.body = "x";
    EXPECT_EQ(refused_for(with_body), "bad_handshake");
}

}  // namespace
}  // namespace kith::http
