// The page: what is written into it, how its assets travel, and what may not be reached.
#include "app/pages.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/test_app.h"

namespace kith::app {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, std::string_view text) {
    fs::create_directories(path.parent_path());
    std::ofstream{path, std::ios::binary} << text;
}

class Pages : public testing::Test {
  protected:
    Pages() {
        write(web_ / "index.html", "<head><!-- boot --></head>");
        write(web_ / "favicon.svg", "<svg/>");
        write(web_ / "assets/index-1a.js", "plain script");
        write(web_ / "assets/index-1a.js.br", "brotli");
        write(web_ / "assets/index-1a.js.gz", "gzipped");
        write(web_ / "assets/small-2b.css", "a{}");
        write(folder_ / "secret.txt", "secret");
    }

    http::Response get_from(const fs::path& web, std::string_view target,
                            std::string_view accepts = {}) {
        http::Router router{{}};
        serve_pages(router, web, [this] { return boot_; });
        http::Request request;
        request.target = target;
        request.headers.add("Host", "localhost");
        if (!accepts.empty()) request.headers.add("Accept-Encoding", accepts);
        return router.handle(request);
    }
    http::Response get(std::string_view target, std::string_view accepts = {}) {
        return get_from(web_, target, accepts);
    }

    test::TempFolder folder_;
    fs::path web_ = folder_ / "web";
    std::string boot_ = R"({"version":"1"})";
};

TEST_F(Pages, the_page_carries_its_start_and_is_never_kept) {
    const auto page = get("/");
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.body,
              R"(<head><script type="application/json" id="boot">{"version":"1"}</script></head>)");
    EXPECT_EQ(page.headers.get("Cache-Control"), "no-store");
    EXPECT_EQ(
        page.headers.get("Content-Security-Policy"),
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
}

TEST_F(Pages, a_name_cannot_end_the_script_it_stands_in) {
    boot_ = R"({"name":"</script><!--<b>"})";
    const auto page = get("/");
    EXPECT_EQ(page.body.find("</script><!--"), std::string::npos);
    EXPECT_NE(page.body.find(R"("\u003c/script>\u003c!--\u003cb>")"), std::string::npos);
}

TEST_F(Pages, assets_go_out_as_the_build_compressed_them) {
    const auto brotli = get("/assets/index-1a.js", "gzip, deflate, br");
    EXPECT_EQ(http::whole_body(brotli), "brotli");
    EXPECT_EQ(brotli.headers.get("Content-Encoding"), "br");
    EXPECT_EQ(brotli.headers.get("Content-Type"),
              get("/assets/index-1a.js").headers.get("Content-Type"));
    EXPECT_EQ(brotli.headers.get("Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(brotli.headers.get("Vary"), "Accept-Encoding");

    const auto gzip = get("/assets/index-1a.js", "gzip, br;q=0");
    EXPECT_EQ(http::whole_body(gzip), "gzipped");
    EXPECT_EQ(gzip.headers.get("Content-Encoding"), "gzip");

    const auto plain = get("/assets/index-1a.js");
    EXPECT_EQ(http::whole_body(plain), "plain script");
    EXPECT_FALSE(plain.headers.has("Content-Encoding"));
    EXPECT_EQ(plain.headers.get("Vary"), "Accept-Encoding");
}

TEST_F(Pages, an_asset_without_a_packed_form_goes_out_as_it_is) {
    const auto style = get("/assets/small-2b.css", "br, gzip");
    EXPECT_EQ(style.status, 200);
    EXPECT_EQ(http::whole_body(style), "a{}");
    EXPECT_FALSE(style.headers.has("Content-Encoding"));
}

TEST_F(Pages, nothing_outside_the_folder_is_reached) {
    for (const auto* target : {"/../secret.txt", "/assets/../../secret.txt",
                               "/assets/..%2f..%2fsecret.txt", "/assets/.hidden", "/nothing.js"})
        EXPECT_EQ(get(target, "br").status, 404) << target;
}

TEST_F(Pages, the_api_page_and_its_mark_are_there_with_and_without_a_build) {
    for (const auto& web : {web_, fs::path{}}) {
        EXPECT_EQ(get_from(web, "/swagger/").status, 200);
        EXPECT_EQ(get_from(web, "/favicon.svg").status, 200);
        EXPECT_EQ(get_from(web, "/favicon.ico").status, 200);
    }
    EXPECT_NE(get_from(fs::path{}, "/").body.find("/swagger/"), std::string::npos);
}

TEST_F(Pages, the_page_is_found_beside_a_program_or_in_its_source_tree) {
    EXPECT_EQ(page_beside(folder_ / "kith"), web_);
    write(folder_ / "tree/web/dist/index.html", "x");
    write(folder_ / "tree/build/release/kith", "program");
    EXPECT_EQ(page_beside(folder_ / "tree/build/release/kith"), folder_ / "tree/web/dist");
    EXPECT_EQ(page_beside(folder_ / "tree/elsewhere"), fs::path{});
}

}  // namespace
}  // namespace kith::app
