// The log file: private, rotating, levels respected.
#include "base/log.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include "base/crypto.h"

namespace kith {
namespace {

TEST(Log, a_file_is_private_and_holds_what_is_loud_enough) {
    const auto file = std::filesystem::temp_directory_path() / ("kith_" + hex(random_bytes(6)));
    log::start(log::Level::info, file);
    log::debug("too quiet");
    log::info("count {}", 3);
    log::warn("flush");
    struct stat status{};
    ASSERT_EQ(::stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u);
    std::ifstream in{file};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    EXPECT_NE(text.find("count 3"), std::string::npos);
    EXPECT_EQ(text.find("too quiet"), std::string::npos);
    EXPECT_TRUE(log::enabled(log::Level::info));
    EXPECT_FALSE(log::enabled(log::Level::debug));
    log::start(log::Level::error);
    std::filesystem::remove(file);
}

}  // namespace
}  // namespace kith
