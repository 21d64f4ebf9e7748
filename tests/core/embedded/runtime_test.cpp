// Building the runtime: how far it is, and what it says when it cannot.
#include "core/embedded/runtime.h"

#include "base/error.h"
#include "tests/core/embedded/fake_registry.h"

namespace kith::core {
namespace {

TEST(Runtime, progress_is_read_from_ninja_and_from_make) {
    EXPECT_DOUBLE_EQ(progress_in("[1/4] Building C object a.o"), 0.25);
    EXPECT_DOUBLE_EQ(progress_in("[206/206] Linking"), 1);
    EXPECT_DOUBLE_EQ(progress_in("[ 42%] Building"), 0.42);
    EXPECT_DOUBLE_EQ(progress_in("[100%] Built target"), 1);
    for (const auto* line : {"", "[", "[x/3]", "[3]", "[3/", "[3/0]", "-- [1/2]", "[ 5", "[7/x]"})
        EXPECT_LT(progress_in(line), 0) << line;
}

TEST(Runtime, a_source_that_cannot_be_fetched_is_told) {
    const FakeRegistry registry;
    const auto packages = registry.packages();
    try {
        build_runtime(registry.place, packages, [](std::int64_t, std::string_view) {}, {});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.reason(), "registry");
    }
    EXPECT_FALSE(registry.place.has_runtime());
}

TEST(Runtime, a_source_that_cannot_be_built_is_told) {
    const FakeRegistry registry;
    const auto& source = llm::local::runtime_source();
    write_all(registry.folder / "index" /
                  (std::string{source.package} + "-" + std::string{source.version} + ".whl"),
              "no archive");
    const auto packages = registry.packages();
    try {
        build_runtime(registry.place, packages, [](std::int64_t, std::string_view) {}, {});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.reason(), "build");
    }
    EXPECT_FALSE(registry.place.has_runtime());
}

TEST(Runtime, one_that_is_there_is_not_built) {
    const FakeRegistry registry;
    write_all(registry.place.runtime(), "x");
    const auto packages = registry.packages();
    build_runtime(registry.place, packages, [](std::int64_t, std::string_view) {}, {});
    EXPECT_TRUE(registry.asked().empty());
}

}  // namespace
}  // namespace kith::core
