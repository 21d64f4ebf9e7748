// kith version and the description of the API.
#include <gtest/gtest.h>

#include "tests/app/cli/command.h"

namespace kith::app::cli {
namespace {

using test::kDone;

TEST(Version, as_json_tells_of_the_machine) {
    const test::TempFolder folder;
    const auto tree = test::Kith{folder / "data", {}, {}}({"version", "--json"}).json();
    EXPECT_EQ(tree.at("version").as_string(), KITH_VERSION);
    EXPECT_FALSE(tree.at("machine").as_string().empty());
    EXPECT_FALSE(tree.at("scan").as_string().empty());
}

TEST(DumpOpenapi, describes_all_routes_without_a_data_folder) {
    const test::TempFolder folder;
    const test::Kith kith{folder / "data", {}, {}};
    const auto ran = kith({"--dump-openapi"});
    ASSERT_EQ(ran.code, kDone) << ran.err;
    const auto tree = ran.json();
    EXPECT_TRUE(std::string_view{tree.at("openapi").as_string()}.starts_with("3.1"));
    for (const auto* path : {"/api/kith/find", "/api/search", "/health", "/api/kith/imports"})
        EXPECT_TRUE(tree.at("paths").as_object().contains(path)) << path;
    EXPECT_FALSE(std::filesystem::exists(folder / "data"));
    EXPECT_EQ(kith({"serve", "--dump-openapi"}).out, ran.out);
}

}  // namespace
}  // namespace kith::app::cli
