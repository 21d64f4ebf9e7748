// Pieces that arrive are handed on at once and add up to the answer.
#include "llm/collector.h"

#include <gtest/gtest.h>

namespace kith::llm {
namespace {

TEST(Collector, pieces_add_up) {
    std::string seen;
    const OnPiece keep = [&](const Piece& piece) {
        seen += std::string{piece.text} + "|" + std::string{piece.thinking} + ";";
    };
    Collector collector{keep};
    EXPECT_FALSE(collector.has_begun());
    collector.text("");
    EXPECT_FALSE(collector.has_begun());
    collector.thinking("a");
    collector.text("b");
    collector.mixed("<think>c</think>d<");
    collector.usage(5, 0);
    collector.usage(0, 7);
    const auto answer = collector.finish();
    EXPECT_EQ(seen, "|a;b|;|c;d|;<|;");
    EXPECT_EQ(answer.text, "bd<");
    EXPECT_EQ(answer.thinking, "ac");
    EXPECT_EQ(answer.usage.prompt_tokens, 5);
    EXPECT_EQ(answer.usage.completion_tokens, 7);
    EXPECT_LE(answer.usage.first_seconds, answer.usage.seconds);
}

TEST(Collector, nobody_has_to_listen) {
    const OnPiece nobody;
    Collector collector{nobody};
    collector.text("a");
    EXPECT_EQ(collector.finish().text, "a");
}

}  // namespace
}  // namespace kith::llm
