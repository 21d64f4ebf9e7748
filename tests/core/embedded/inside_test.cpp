// The models inside as the program sees them, without any file of theirs.
#include "core/embedded/inside.h"

#include "base/error.h"
#include "net/curl_client.h"
#include "tests/core/embedded/fake_registry.h"

namespace kith::core {
namespace {

using llm::local::Phase;

struct Bare {
    FakeRegistry registry;
    net::CurlClient client;
    Quiet quiet;
    Inside inside{{.folder = registry.place.folder(), .pip = {"/nowhere/pip"}}, client, quiet};
};

TEST(Inside, without_files_both_are_absent_and_say_so_to_whoever_asks) {
    Bare bare;
    EXPECT_EQ(bare.inside.chat_state().phase, Phase::absent);
    EXPECT_EQ(bare.inside.embedder_state().phase, Phase::absent);
    EXPECT_EQ(bare.inside.chat()->provider(), "local");
    try {
        bare.inside.chat()->chat({.turns = {{llm::Speaker::user, "hi"}}}, {}, {});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::unavailable);
        EXPECT_EQ(error.reason(), "absent");
    }
    const std::vector<std::string> texts{"hi"};
    EXPECT_THROW(bare.inside.embedder()->embed(texts, llm::Purpose::question, {}), Error);
}

TEST(Inside, what_cannot_be_fetched_is_told_with_its_reason) {
    Bare bare;
    bare.inside.prepare();
    while (bare.inside.embedder_state().phase == Phase::preparing) std::this_thread::yield();
    EXPECT_EQ(bare.inside.embedder_state().phase, Phase::failed);
    EXPECT_NE(bare.inside.embedder_state().reason.find("pip"), std::string::npos);
}

}  // namespace
}  // namespace kith::core
