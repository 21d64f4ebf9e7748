// Streams of events, cut in every way.
#include "net/sse.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "base/error.h"

namespace kith::net {
namespace {

using Events = std::vector<std::pair<std::string, std::string>>;

// All events of the pieces, in order.
Events read(const std::vector<std::string_view>& pieces) {
    Events events;
    SseReader reader{[&](const SseEvent& event) { events.emplace_back(event.name, event.data); }};
    for (const auto piece : pieces) reader.feed(piece);
    reader.end();
    return events;
}

Events whole(std::string_view text) {
    return read({text});
}

TEST(Sse, an_event_is_its_data_lines_joined) {
    EXPECT_EQ(whole("data: a\ndata:b\ndata\ndata:  c\n\n"), (Events{{"", "a\nb\n\n c"}}));
    EXPECT_EQ(whole("event: error\ndata: {}\n\ndata: x\n\n"), (Events{{"error", "{}"}, {"", "x"}}));
}

TEST(Sse, comments_ids_and_unknown_fields_are_no_events) {
    EXPECT_EQ(whole(": ping\n\nid: 7\nretry: 5\nfoo: bar\nnonsense\n\nevent: empty\n\n"), Events{});
    EXPECT_EQ(whole(": ping\ndata: 1\n: pong\ndata: 2\nid\n\n"), (Events{{"", "1\n2"}}));
}

TEST(Sse, lines_may_end_in_any_way) {
    const Events expected{{"", "1"}, {"", "2"}};
    EXPECT_EQ(whole("data: 1\n\ndata: 2\n\n"), expected);
    EXPECT_EQ(whole("data: 1\r\n\r\ndata: 2\r\n\r\n"), expected);
    EXPECT_EQ(whole("data: 1\r\rdata: 2\r\r"), expected);
    EXPECT_EQ(whole("data: 1\r\n\ndata: 2\n\r\n"), expected);
}

TEST(Sse, the_last_event_needs_no_blank_line) {
    EXPECT_EQ(whole("data: 1\n\ndata: 2\n"), (Events{{"", "1"}, {"", "2"}}));
    EXPECT_EQ(whole("data: 1\n\ndata: 2"), (Events{{"", "1"}, {"", "2"}}));
    EXPECT_EQ(whole("data: 1\r"), (Events{{"", "1"}}));
    EXPECT_EQ(whole(""), Events{});
}

TEST(Sse, a_byte_order_mark_at_the_beginning_is_passed_over) {
    EXPECT_EQ(whole("\xEF\xBB\xBF"
                    "data: 1\n\n\xEF\xBB\xBF"
                    "data: 2\n\n"),
              (Events{{"", "1"}}));
}

TEST(Sse, zero_bytes_and_broken_text_pass_through) {
    const std::string data{"data: \xFF\0\xE4\xB8 %s\"<\n\n", 17};
    EXPECT_EQ(whole(data), (Events{{"", std::string{"\xFF\0\xE4\xB8 %s\"<", 9}}}));
}

TEST(Sse, every_cut_in_two_and_three_gives_the_same) {
    const std::string text =
        "\xEF\xBB\xBF: hi\r\nevent: d\r\ndata: 你们😀\r\ndata:x\r\n\r\ndata: a\n\ndata: b\r\rdata: "
        "[DONE]";
    const auto expected = whole(text);
    ASSERT_EQ(expected, (Events{{"d", "你们😀\nx"}, {"", "a"}, {"", "b"}, {"", "[DONE]"}}));
    const std::string_view view{text};
    for (std::size_t i = 0; i <= text.size(); ++i) {
        for (std::size_t j = i; j <= text.size(); ++j) {
            ASSERT_EQ(read({view.substr(0, i), view.substr(i, j - i), view.substr(j)}), expected)
                << i << ' ' << j;
        }
    }
    std::vector<std::string_view> bytes;
    for (std::size_t i = 0; i < text.size(); ++i) bytes.push_back(view.substr(i, 1));
    EXPECT_EQ(read(bytes), expected);
}

// Feeds `piece` again and again; the number of bytes it took until the reader refused.
std::size_t refused_after(std::string_view begin, std::string_view piece) {
    SseReader reader{[](const SseEvent&) { ADD_FAILURE() << "no event is complete"; }};
    std::size_t fed = begin.size();
    try {
        reader.feed(begin);
        for (; fed < 4 * kMaxSseEvent; fed += piece.size()) reader.feed(piece);
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::too_large);
        EXPECT_EQ(error.reason(), "event");
    }
    return fed;
}

TEST(Sse, an_endless_line_and_an_endless_event_are_refused) {
    const std::string block(1 << 16, 'x');
    EXPECT_LE(refused_after("data: ", block), kMaxSseEvent + block.size());
    EXPECT_LE(refused_after(": ", block), kMaxSseEvent + block.size());
    EXPECT_LE(refused_after("", "data: " + block + "\n"), kMaxSseEvent + 2 * block.size());
    // Comments and unknown fields are kept nowhere: they may go on for ever.
    EXPECT_GE(refused_after("", ": " + block + "\n"), 4 * kMaxSseEvent);
}

}  // namespace
}  // namespace kith::net
