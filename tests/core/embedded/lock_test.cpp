// One at a time prepares a folder.
#include "core/embedded/lock.h"

#include <future>
#include <optional>

#include "base/error.h"
#include "tests/core/embedded/fake_registry.h"

namespace kith::core {
namespace {

TEST(FolderLock, the_second_waits_for_the_first) {
    const FakeRegistry registry;
    std::optional<FolderLock> first{std::in_place, registry.place.folder(), Stop{}};
    auto second =
        std::async(std::launch::async, [&] { const FolderLock lock{registry.place.folder(), {}}; });
    EXPECT_EQ(second.wait_for(std::chrono::milliseconds{20}), std::future_status::timeout);
    first.reset();
    second.get();
}

TEST(FolderLock, the_waiting_can_be_stopped) {
    const FakeRegistry registry;
    const FolderLock first{registry.place.folder(), {}};
    StopSource source;
    source.request(StopReason::user);
    EXPECT_THROW(FolderLock(registry.place.folder(), source.stop()), Error);
}

TEST(FolderLock, a_folder_that_cannot_be_made_is_told) {
    const FakeRegistry registry;
    write_all(registry.folder / "file", "");
    EXPECT_THROW(FolderLock(registry.folder / "file" / "x", {}), Error);
}

}  // namespace
}  // namespace kith::core
