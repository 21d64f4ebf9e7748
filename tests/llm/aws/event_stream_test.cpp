// Binary frames: those that AWS publishes for its own readers, cut in every way, and broken ones.
#include "llm/aws/event_stream.h"

#include <gtest/gtest.h>

#include "base/crypto.h"
#include "base/error.h"
#include "tests/llm/aws/frames.h"

namespace kith::llm::aws {
namespace {

std::string bytes_of(std::string_view hexadecimal) {
    std::string out;
    EXPECT_TRUE(unhex(hexadecimal, out));
    return out;
}

// "type/event/exception=payload;" of each frame, then what was thrown.
std::string read(const std::vector<std::string_view>& parts) {
    std::string out;
    EventStream stream{[&](const Frame& frame) {
        out += std::string{frame.message_type} + '/' + std::string{frame.event_type} + '/' +
               std::string{frame.exception_type} + '=' + std::string{frame.payload} + ';';
    }};
    try {
        for (const auto part : parts) stream.feed(part);
    } catch (const Error& error) {
        EXPECT_EQ(error.reason(), "frame");
        return out + error.message();
    }
    return out + (stream.is_cut() ? "cut" : "");
}

TEST(EventStream, the_published_frames) {
    EXPECT_EQ(read({bytes_of("000000100000000005c248eb7d98c8ff")}), "//=;");
    EXPECT_EQ(read({bytes_of("0000001d00000000fd528c5a7b27666f6f273a27626172277dc3653936")}),
              "//={'foo':'bar'};");
    EXPECT_EQ(read({bytes_of("0000003d0000002007fd83960c636f6e74656e742d747970650700106170706c6963"
                             "6174696f6e2f6a736f6e7b27666f6f273a27626172277d8d9c08b1")}),
              "//={'foo':'bar'};");
}

TEST(EventStream, every_cut_gives_the_same_frames) {
    const auto all = made_frame({{":message-type", "event"}, {":event-type", "chunk"}}, "你😀") +
                     made_frame({{"x", ""}, {":exception-type", "throttlingException"}}, "");
    const std::string expected = "event/chunk/=你😀;//throttlingException=;";
    const std::string_view view{all};
    ASSERT_EQ(read({view}), expected);
    std::vector<std::string_view> bytes;
    for (std::size_t i = 0; i < view.size(); ++i) {
        bytes.push_back(view.substr(i, 1));
        ASSERT_EQ(read({view.substr(0, i), view.substr(i)}), expected) << i;
    }
    EXPECT_EQ(read(bytes), expected);
    EXPECT_EQ(read({view.substr(0, view.size() - 1)}), "event/chunk/=你😀;cut");
}

TEST(EventStream, a_changed_byte_is_noticed) {
    const auto frame = made_frame({{":event-type", "chunk"}}, "payload");
    for (std::size_t i = 0; i < frame.size(); ++i) {
        auto broken = frame;
        broken[i] = static_cast<char>(broken[i] ^ 1);
        EXPECT_EQ(read({broken}), "not an event stream: a checksum") << i;
    }
    EXPECT_EQ(read({"data: {\"text\":\"hello\"}\n\n"}), "not an event stream: a checksum");
}

TEST(EventStream, lengths_that_do_not_fit_are_refused) {
    const auto with = [](std::size_t length, std::size_t headers) {
        const auto begin = big_endian(length, 4) + big_endian(headers, 4);
        const auto prelude = begin + sum_of(begin);
        return prelude + std::string(4, '\0');
    };
    EXPECT_EQ(read({with(15, 0)}), "not an event stream: lengths");
    EXPECT_EQ(read({with(16, 1)}), "not an event stream: lengths");
    EXPECT_EQ(read({with(kMaxFrame + 1, 0)}), "not an event stream: lengths");
    EXPECT_EQ(read({with(0xFFFFFFFF, 0xFFFFFFF0)}), "not an event stream: lengths");
    // A header that says more than there is, with right checksums.
    auto head = big_endian(18, 4) + big_endian(2, 4);
    head += sum_of(head);
    head +=
        "\x05"
        "a";
    EXPECT_EQ(read({head + sum_of(head)}), "not an event stream: headers");
}

}  // namespace
}  // namespace kith::llm::aws
