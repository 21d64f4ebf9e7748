// Tests of http/files.h: only what lies below the root, with tags and ranges.
#include "http/files.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "tests/http/surfaces.h"

namespace kith::http {
namespace {

namespace fs = std::filesystem;

class FilesTest : public testing::Test {
  protected:
    FilesTest() {
        fs::create_directories(root / "assets");
        put(root / "index.html", "<p>start");
        put(root / "assets" / "app.abc123.js", "let x");
        put(root / ".hidden", "no");
        put(root / "文件 1.txt", "0123456789");
        put(folder / "outside.txt", "secret");
        fs::create_symlink(folder / "outside.txt", root / "link.txt");
    }
    ~FilesTest() override { fs::remove_all(folder); }
    static void put(const fs::path& path, std::string_view text) {
        std::ofstream{path, std::ios::binary} << text;
    }
    Response get(std::string target, Headers headers = {}) const {
        const auto request = test::get(std::move(target), std::move(headers));
        Call call{request, {}, {}};
        return files(root)(call);
    }
    bool missing(std::string target) const {
        try {
            get(std::move(target));
            return false;
        } catch (const Error& error) {
            return error.code() == Errc::not_found;
        }
    }

    const fs::path folder =
        fs::temp_directory_path() / ("kith_files_" + std::to_string(::getpid()));
    const fs::path root = folder / "root";
};

TEST_F(FilesTest, serves_files_and_the_index) {
    EXPECT_EQ(get("/").body, "<p>start");
    EXPECT_EQ(get("/").headers.get("Content-Type"), kHtmlType);
    EXPECT_EQ(get("/").headers.get("Cache-Control"), "no-cache");
    EXPECT_EQ(get("/%E6%96%87%E4%BB%B6%201.txt").body, "0123456789");
}

TEST_F(FilesTest, hashed_assets_are_kept_for_a_year) {
    EXPECT_EQ(get("/assets/app.abc123.js").headers.get("Cache-Control"),
              "public, max-age=31536000, immutable");
}

TEST_F(FilesTest, nothing_outside_the_root_is_served) {
    for (const auto* target :
         {"/../outside.txt", "/%2e%2e/outside.txt", "/assets/../../outside.txt",
          "/..%2foutside.txt", "/link.txt", "/.hidden", "/assets", "/none", "/a%00b", "/%zz",
          "//index.html", "/\\..\\x"}) {
        EXPECT_TRUE(missing(target)) << target;
    }
    EXPECT_TRUE(missing("/" + std::string(5000, 'a')));
}

TEST_F(FilesTest, a_known_tag_is_304) {
    const std::string tag{get("/").headers.get("ETag")};
    EXPECT_EQ(get("/", {{"If-None-Match", tag}}).status, 304);
}

TEST_F(FilesTest, ranges_give_a_part) {
    const std::string path = "/%E6%96%87%E4%BB%B6%201.txt";
    const auto part = [&](std::string_view range) { return get(path, {{"Range", range}}); };
    EXPECT_EQ(part("bytes=2-4").status, 206);
    EXPECT_EQ(part("bytes=2-4").body, "234");
    EXPECT_EQ(part("bytes=2-4").headers.get("Content-Range"), "bytes 2-4/10");
    EXPECT_EQ(part("bytes=7-").body, "789");
    EXPECT_EQ(part("bytes=-3").body, "789");
    EXPECT_EQ(part("bytes=-30").body, "0123456789");
    EXPECT_EQ(part("bytes=5-99").body, "56789");
    EXPECT_EQ(part("bytes=10-").status, 416);
    EXPECT_EQ(part("bytes=10-").headers.get("Content-Range"), "bytes */10");
    for (const auto* odd : {"bytes=4-2", "bytes=1-2,4-5", "lines=1-2", "bytes=", "bytes=a-b",
                            "bytes=--1", "bytes=99999999999999999999-"}) {
        EXPECT_EQ(part(odd).status, 200) << odd;
        EXPECT_EQ(part(odd).body.size(), 10U) << odd;
    }
    EXPECT_EQ(get(path, {{"Range", "bytes=0-0"}, {"If-Range", "\"old\""}}).status, 200);
}

TEST_F(FilesTest, a_large_file_is_read_while_it_is_sent) {
    std::string large(3 * 1024 * 1024, 'x');
    large.back() = 'z';
    put(root / "large.zip", large);
    const auto response = get("/large.zip");
    ASSERT_TRUE(response.producer);
    EXPECT_EQ(response.producer_bytes, large.size());
    EXPECT_EQ(whole_body(response), large);
}

}  // namespace
}  // namespace kith::http
