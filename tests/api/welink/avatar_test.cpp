// W131: what is fetched, what is kept, and above all what is refused.
#include <fstream>

#include "api/welink/welink.h"
#include "base/crypto.h"
#include "tests/api/asking.h"

namespace kith::test {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPng = "\x89PNG\r\n\x1a\nrest";
constexpr auto kUrl = "https://wx.example.com/a.png";

// Answers as it is told; remembers what it was asked.
class ScriptedNet final : public net::Client {
  public:
    net::Response stream(const net::Request& request, const net::OnBytes& on_bytes,
                         const Stop&) override {
        asked.push_back(request);
        if (failure) throw Error{*failure, "no"};
        net::Response head;
        head.status = status;
        on_bytes(head, body);
        return head;
    }

    int status = 200;
    std::string body{kPng};
    std::optional<Errc> failure;
    std::vector<net::Request> asked;
};

class Avatar : public testing::Test {
  protected:
    Avatar() { serve(router_, true); }

    void serve(http::Router& router, bool remote) {
        api::welink::Host host;
        host.avatar_cache = folder_ / "avatars";
        host.remote_avatars = remote;
        api::welink::avatar_routes(router.surface(api::welink::surface(), {"/api"}), net_, host);
    }
    static http::Response ask(http::Router& router, std::string_view url) {
        http::Request request;
        request.target = "/api/avatar?url=" + encoded(url);
        request.headers.add("Host", "localhost");
        return router.handle(request);
    }
    http::Response ask(std::string_view url = kUrl) { return ask(router_, url); }
    fs::path cached(std::string_view url = kUrl) const {
        const auto sum = md5(url);
        return folder_ / "avatars" / hex(std::span{sum});
    }
    void keep(std::string_view bytes) {
        fs::create_directories(folder_ / "avatars");
        std::ofstream{cached(), std::ios::binary} << bytes;
    }

    TempFolder folder_;
    ScriptedNet net_;
    http::Router router_{{}};
};

TEST_F(Avatar, only_web_addresses_are_taken) {
    for (const auto* url : {"", "ftp://x/a", "javascript:alert(1)", "data:image/png;base64,AA",
                            "/x", "//wx.example.com/a", "HTTPS//x"})
        EXPECT_EQ(ask(url).status, 400) << url;
    for (const auto& text : kHostile) EXPECT_EQ(ask(text).status, 400) << text.substr(0, 30);
    EXPECT_TRUE(net_.asked.empty());
}

TEST_F(Avatar, addresses_inside_are_refused_in_every_spelling) {
    for (const auto* url :
         {"http://localhost/a", "http://LOCALHOST./a", "http://127.1/", "http://2130706433/",
          "http://0x7f.1/", "http://[::1]/", "http://10.0.0.1/", "http://172.16.0.1/",
          "http://192.168.1.1/", "http://169.254.1.1/", "http://[fe80::1]/", "http://[fc00::1]/",
          "http://100.64.0.1/", "http://[::ffff:10.0.0.1]/", "http://0.0.0.0/", "http://",
          "http://user@127.0.0.1/"})
        EXPECT_EQ(ask(url).status, 403) << url;
    EXPECT_TRUE(net_.asked.empty());
}

TEST_F(Avatar, an_image_is_fetched_once_kept_and_may_be_kept_for_a_year) {
    const auto first = ask();
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(first.body, kPng);
    EXPECT_EQ(first.headers.get("Content-Type"), "image/png");
    EXPECT_EQ(first.headers.get("Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(first.headers.get("Content-Security-Policy"), "sandbox; default-src 'none'");
    EXPECT_TRUE(fs::exists(cached()));
    EXPECT_EQ(ask().body, kPng);
    ASSERT_EQ(net_.asked.size(), 1u);
    EXPECT_EQ(net_.asked[0].url, kUrl);
    EXPECT_EQ(net_.asked[0].method, "GET");
    ASSERT_EQ(net_.asked[0].headers.size(), 1u);  // nothing of the caller goes along
    EXPECT_EQ(net_.asked[0].headers[0].value, "Mozilla/5.0 (compatible; WelinkApp/1.0)");
    EXPECT_LE(net_.asked[0].max_bytes, std::size_t{5} << 20);
    EXPECT_TRUE(net_.asked[0].addresses);  // hops are looked at, too
    EXPECT_FALSE(net_.asked[0].addresses(*net::parse_address("127.0.0.1")));
}

TEST_F(Avatar, the_type_is_told_by_the_first_bytes_alone) {
    const std::vector<std::pair<std::string, std::string>> kinds{
        {std::string{kPng}, "image/png"},
        {"\xff\xd8\xff\xe0jfif", "image/jpeg"},
        {"GIF89a......", "image/gif"},
        {"BM..........", "image/bmp"},
        {"RIFF0000WEBPVP8 ", "image/webp"}};
    for (const auto& [bytes, type] : kinds) {
        keep(bytes);
        EXPECT_EQ(ask().headers.get("Content-Type"), type);
    }
    for (const auto* bytes :
         {"<svg onload=alert(1)>", "<html>", "", "RIFF0000WAVE....", "%PDF-1.4"}) {
        keep(bytes);
        EXPECT_EQ(ask().status, 502) << bytes;
    }
}

TEST_F(Avatar, what_is_no_image_or_no_answer_is_502_and_not_kept) {
    net_.body = "<html>not here</html>";
    EXPECT_EQ(ask().status, 502);
    net_.body = kPng;
    for (const int status : {204, 301, 404, 500}) {
        net_.status = status;
        EXPECT_EQ(ask().status, 502) << status;
    }
    for (const auto code : {Errc::upstream, Errc::timeout, Errc::too_large, Errc::busy}) {
        net_.failure = code;
        const auto reply = ask();
        EXPECT_EQ(reply.status, 502);
        EXPECT_EQ(reply.body, "");
    }
    EXPECT_FALSE(fs::exists(cached()));
}

TEST_F(Avatar, a_name_that_leads_inside_is_403) {
    net_.failure = Errc::forbidden;  // of the address that the name resolved to
    EXPECT_EQ(ask().status, 403);
}

TEST_F(Avatar, sealed_means_what_is_kept_and_nothing_else) {
    http::Router sealed{{}};
    serve(sealed, false);
    EXPECT_EQ(ask(sealed, kUrl).status, 404);
    EXPECT_TRUE(net_.asked.empty());
    keep(kPng);
    EXPECT_EQ(ask(sealed, kUrl).status, 200);
}

TEST(AvatarRoute, is_sealed_by_default_and_read_only) {
    TestApp app;
    EXPECT_EQ(app.get("/api/avatar").status, 400);
    EXPECT_EQ(app.get("/api/avatar?url=" + encoded(kUrl)).status, 404);
    expect_only(app, http::Method::get, "/api/avatar");
}

}  // namespace
}  // namespace kith::test
