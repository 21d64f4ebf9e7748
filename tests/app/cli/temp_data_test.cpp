// A data folder that goes away again.
#include "app/cli/temp_data.h"

#include <gtest/gtest.h>

#include <fstream>

namespace kith::app::cli {
namespace {

TEST(TempData, is_there_for_us_alone_and_gone_afterwards) {
    std::filesystem::path where;
    {
        const TempData nowhere;
        where = nowhere.folder();
        EXPECT_TRUE(std::filesystem::is_directory(where));
        EXPECT_EQ(std::filesystem::status(where).permissions(), std::filesystem::perms{0700});
        std::ofstream{where / "file"} << "x";
        const TempData another;
        EXPECT_NE(another.folder(), where);
    }
    EXPECT_FALSE(std::filesystem::exists(where));
}

}  // namespace
}  // namespace kith::app::cli
