// The note of a running server.
#include "app/cli/serving.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "base/error.h"
#include "tests/support/test_app.h"

namespace kith::app::cli {
namespace {

TEST(UrlOf, an_address_for_all_networks_is_reached_by_loopback) {
    EXPECT_EQ(url_of({"127.0.0.1", 8080}), "http://127.0.0.1:8080");
    EXPECT_EQ(url_of({"0.0.0.0", 80}), "http://127.0.0.1:80");
    EXPECT_EQ(url_of({"::", 81}), "http://[::1]:81");
    EXPECT_EQ(url_of({"192.168.1.5", 8080}), "http://192.168.1.5:8080");
}

TEST(ServingNote, is_there_while_the_server_is) {
    const test::TempFolder folder;
    {
        const ServingNote note{folder.path(), {{"127.0.0.1", 8080}, {"::1", 9}}};
        const auto read = read_serving(folder.path());
        ASSERT_TRUE(read.has_value());
        EXPECT_EQ(read->pid, ::getpid());
        EXPECT_EQ(read->addresses,
                  (std::vector<std::string>{"http://127.0.0.1:8080", "http://[::1]:9"}));
    }
    EXPECT_FALSE(read_serving(folder.path()).has_value());
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(ServingNote, is_nobody_elses_business) {
    const test::TempFolder folder;
    const ServingNote note{folder.path(), {{"127.0.0.1", 8080}}};
    struct ::stat info{};
    ASSERT_EQ(::stat((folder / "serving.json").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U);
}

TEST(ServingNote, replaces_one_that_was_left_behind) {
    const test::TempFolder folder;
    std::ofstream{folder / "serving.json"} << R"({"pid":1,"addresses":["http://127.0.0.1:1"]})";
    const ServingNote note{folder.path(), {{"127.0.0.1", 2}}};
    EXPECT_EQ(read_serving(folder.path())->addresses.front(), "http://127.0.0.1:2");
}

TEST(ServingNote, that_cannot_be_written_is_an_error) {
    EXPECT_THROW((ServingNote{"/nowhere/at/all", {{}}}), Error);
}

TEST(ReadServing, a_broken_note_is_none) {
    const test::TempFolder folder;
    for (const auto* text : {"", "{", "[]", "\xFF", R"({"addresses":5})"}) {
        std::ofstream{folder / "serving.json"} << text;
        EXPECT_FALSE(read_serving(folder.path()).has_value()) << text;
    }
}

}  // namespace
}  // namespace kith::app::cli
