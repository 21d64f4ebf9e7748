// Packages by pip: what is asked of it, and what its failures become.
#include "core/embedded/package.h"

#include "base/error.h"
#include "tests/core/embedded/fake_registry.h"

namespace kith::core {
namespace {

constexpr auto kNobody = [](std::int64_t, std::string_view) {};

std::string failure(const Packages& packages, const Package& package, const fs::path& to) {
    try {
        packages.fetch(package, to, kNobody, {});
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::unavailable);
        return error.reason() + ": " + error.message();
    }
    return "";
}

TEST(Packages, the_file_that_came_is_told_and_nothing_else_lies_there) {
    const FakeRegistry registry;
    const auto to = registry.folder / "to";
    write_all(to / "old.whl", "of an earlier try");
    const auto file = registry.packages().fetch({"tiny-part1", "1.0", ""}, to, kNobody, {});
    EXPECT_EQ(file, to / "tiny-part1-1.0.whl");
    EXPECT_EQ(std::distance(fs::directory_iterator{to}, {}), 1);
}

TEST(Packages, a_source_package_is_asked_for_with_its_hash) {
    const FakeRegistry registry;
    registry.publish("source-3.1", "x");
    EXPECT_TRUE(fs::exists(
        registry.packages().fetch({"source", "3.1", "00ff"}, registry.folder / "to", kNobody, {})));
}

TEST(Packages, a_package_that_is_not_there_is_told_in_pips_words) {
    const FakeRegistry registry;
    EXPECT_EQ(failure(registry.packages(), {"none", "1", ""}, registry.folder / "to"),
              "registry: none==1 cannot be fetched: ERROR: No matching distribution found for "
              "none==1");
}

TEST(Packages, a_full_disk_is_told) {
    const FakeRegistry registry;
    registry.mark("tiny-part1-1.0", ".full");
    EXPECT_EQ(failure(registry.packages(), {"tiny-part1", "1.0", ""}, registry.folder / "to"),
              "disk_full: the disk is full");
}

TEST(Packages, a_pip_that_is_not_there_is_told) {
    const FakeRegistry registry;
    const Packages packages{{"/nowhere/pip"}};
    EXPECT_NE(failure(packages, {"a", "1", ""}, registry.folder / "to").find("cannot start"),
              std::string::npos);
}

}  // namespace
}  // namespace kith::core
