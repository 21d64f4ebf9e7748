// Preparing in the background: what is wanted, how far it is, how it ends.
#include "core/embedded/preparation.h"

#include <thread>

#include "tests/core/embedded/fake_registry.h"

namespace kith::core {
namespace {

using llm::local::Phase;

std::vector<std::string> ids(const std::vector<Wanted>& wanted) {
    std::vector<std::string> out;
    for (const auto& one : wanted) out.emplace_back(one.id());
    return out;
}

TEST(Preparation, the_usual_set_suits_the_memory_and_the_persons_own_model) {
    const FakeRegistry registry;
    using Ids = std::vector<std::string>;
    const auto& place = registry.place;
    EXPECT_EQ(ids(usual_set(place, std::int64_t{8} << 30)), (Ids{"embedder", "chat", "runtime"}));
    EXPECT_EQ(ids(usual_set(place, std::int64_t{2} << 30)),
              (Ids{"embedder", "chat-small", "runtime"}));
    EXPECT_EQ(ids(usual_set(place, 0)), (Ids{"embedder", "chat", "runtime"}));
    const auto own = registry.folder / "own.gguf";
    write_all(own, "GGUF");
    place.set_own(own);
    EXPECT_EQ(ids(usual_set(place, 0)), (Ids{"embedder", "runtime"}));
}

TEST(Preparation, fetches_what_is_missing_and_tells_each_step) {
    const FakeRegistry registry;
    int steps = 0;
    Preparation preparation{registry.place, registry.packages(), [&] { ++steps; }};
    EXPECT_FALSE(preparation.state("tiny"));
    preparation.start({{&registry.model}});
    preparation.wait({});
    EXPECT_TRUE(registry.place.has(registry.model));
    EXPECT_EQ(steps, 1);
    EXPECT_FALSE(preparation.state("tiny"));
    preparation.start({{&registry.model}});
    EXPECT_FALSE(preparation.busy());
}

TEST(Preparation, says_how_far_it_is) {
    const FakeRegistry registry;
    registry.mark("tiny-part3-1.0", ".hang");
    Preparation preparation{registry.place, registry.packages()};
    preparation.start({{&registry.model}});
    while (registry.asked().size() < 3) std::this_thread::yield();
    const auto state = preparation.state("tiny");
    ASSERT_TRUE(state);
    EXPECT_EQ(state->phase, Phase::preparing);
    EXPECT_GT(state->percent.value_or(0), 30);
    EXPECT_LE(state->percent.value_or(101), 100);
    EXPECT_FALSE(preparation.state("embedder"));
}

TEST(Preparation, a_failure_is_told_until_the_next_start) {
    FakeRegistry registry;
    registry.model.sources = std::span{registry.sources}.first(1);
    registry.publish(std::string(3'000, 'x'));
    Preparation preparation{registry.place, registry.packages()};
    preparation.start({{&registry.model}});
    preparation.wait({});
    const auto state = preparation.state("tiny");
    ASSERT_TRUE(state);
    EXPECT_EQ(state->phase, Phase::failed);
    EXPECT_NE(state->reason.find("hash"), std::string::npos);
    registry.publish(registry.contents);
    preparation.start({{&registry.model}});
    preparation.wait({});
    EXPECT_FALSE(preparation.state("tiny"));
    EXPECT_TRUE(registry.place.has(registry.model));
}

}  // namespace
}  // namespace kith::core
