// Tests of http/socket_frames.h: bytes to messages, in all pieces. What a server makes of them is
// in conformance_test.cpp.
#include "http/socket_frames.h"

#include <vector>

#include "http/socket_deflate.h"
#include "tests/http/frames.h"

namespace kith::http {
namespace {

using namespace test;
using Kind = Incoming::Kind;

const SocketLimits kTakesAll{.message_bytes = 1000, .binary = Binary::taken};

// Everything that comes out of `bytes` when they come in these pieces, ended by a fault or silence.
std::vector<Incoming> read_all(const SocketLimits& limits, const std::vector<std::string>& pieces,
                               Inflater* inflater = nullptr) {
    FrameReader reader{limits, inflater};
    std::vector<Incoming> all;
    for (auto piece : pieces) {
        std::span<char> input{piece};
        for (;;) {
            auto got = reader.next(input);
            if (got.kind == Kind::nothing) break;
            all.push_back(std::move(got));
            if (all.back().kind == Kind::fault) return all;
        }
        EXPECT_TRUE(input.empty());
    }
    return all;
}

std::string told(const std::vector<Incoming>& all) {
    std::string text;
    for (const auto& got : all) {
        text += std::to_string(static_cast<int>(got.kind)) + ':' + std::to_string(got.code) + ':' +
                got.payload + '\n';
    }
    return text;
}

TEST(FrameReader, reads_the_samples_of_the_standard) {
    // Section 5.7: a masked "Hello", and a ping with it.
    const auto all =
        read_all(kTakesAll, {std::string{"\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58"
                                         "\x89\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58",
                                         22}});
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].kind, Kind::text);
    EXPECT_EQ(all[0].payload, "Hello");
    EXPECT_EQ(all[1].kind, Kind::ping);
    EXPECT_EQ(all[1].payload, "Hello");
}

TEST(FrameReader, every_way_to_cut_the_bytes_gives_the_same) {
    const std::string bytes =
        part(kText, "一") + frame(kPing, "p") + part(0, "二") + frame(kPong, "") + frame(0, "三") +
        frame(kBinary, std::string(130, '\xFF')) + frame(kText, "") + close_frame(4000, "再见");
    const auto whole = told(read_all(kTakesAll, {bytes}));
    EXPECT_TRUE(whole.starts_with("3:0:p\n4:0:\n1:0:一二三\n")) << whole;
    for (std::size_t a = 0; a <= bytes.size(); ++a) {
        for (std::size_t b = a; b <= bytes.size(); b += 7) {
            const auto cut =
                read_all(kTakesAll, {bytes.substr(0, a), bytes.substr(a, b - a), bytes.substr(b)});
            ASSERT_EQ(told(cut), whole) << a << ' ' << b;
        }
    }
}

TEST(FrameReader, counts_frames_as_soon_as_they_begin) {
    FrameReader reader{kTakesAll, nullptr};
    std::string bytes = part(kText, "a") + frame(kPing, "") + frame(0, "b") + "\x81";
    std::span<char> input{bytes};
    while (reader.next(input).kind != Kind::nothing) {
    }
    EXPECT_EQ(reader.frames(), 4u);
}

TEST(FrameReader, refuses_a_length_before_the_bytes_come) {
    const auto head = frame(kText, std::string(1001, 'x')).substr(0, 4);
    const auto all = read_all(kTakesAll, {head});
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].code, close_code::kTooLarge);
    EXPECT_EQ(read_all(kTakesAll, {frame(kText, std::string(1000, 'x'))})[0].kind, Kind::text);
    const auto sum = read_all(kTakesAll, {part(kText, std::string(1000, 'x')), frame(0, "x")});
    EXPECT_EQ(sum[0].code, close_code::kTooLarge);
}

TEST(FrameReader, says_what_is_wrong_with_the_first_byte_that_is) {
    struct Case {
        std::string bytes;
        int code;
    };
    const std::vector<Case> cases = {
        {"\x91", 1002},
        {"\xA1", 1002},
        {"\xC1", 1002},
        {"\x83", 1002},
        {"\x8B", 1002},
        {"\x09", 1002},
        {"\x80", 1002},
        {{"\x81\x05", 2}, 1002},
        {"\x89\xFE", 1002},
        {"\x88\xFF", 1002},
        {std::string{"\x81\xFE\x00\x7D", 4}, 1002},
        {std::string{"\x81\xFF\x00\x00\x00\x00\x00\x00\xFF\xFF", 10}, 1002},
        {std::string{"\x81\xFF\x80\x00\x00\x00\x00\x00\x00\x00", 10}, 1002}};
    for (const auto& [bytes, code] : cases) {
        const auto all = read_all(kTakesAll, {bytes});
        ASSERT_EQ(all.size(), 1u) << testing::PrintToString(bytes);
        EXPECT_EQ(all[0].kind, Kind::fault);
        EXPECT_EQ(all[0].code, code);
    }
    EXPECT_EQ(read_all({}, {"\x82"})[0].code, close_code::kUnsupported);
}

TEST(FrameReader, a_compressed_message_may_be_larger_than_its_limit_only_by_what_compression_adds) {
    Inflater inflater;
    const SocketLimits limits{.message_bytes = 64};
    // A stored block: 5 bytes of head, 64 of text.
    const auto stored =
        std::string{"\x00\x40\x00\xBF\xFF", 5} + std::string(64, 'y') + std::string{"\0", 1};
    const auto fits = read_all(limits, {frame(kText, stored, {.reserved = 4})}, &inflater);
    ASSERT_EQ(fits.size(), 1u);
    EXPECT_EQ(fits[0].payload, std::string(64, 'y'));
    const auto tall =
        read_all(limits, {frame(kText, std::string(200, '\0'), {.reserved = 4})}, &inflater);
    EXPECT_EQ(tall[0].code, close_code::kTooLarge);
}

TEST(WriteHead, uses_the_shortest_length) {
    const auto head = [](std::uint64_t size) {
        std::array<std::uint8_t, 10> out{};
        const auto bytes = write_head(0x81, size, out);
        return std::vector<int>(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(bytes));
    };
    using Bytes = std::vector<int>;
    EXPECT_EQ(head(0), (Bytes{0x81, 0}));
    EXPECT_EQ(head(125), (Bytes{0x81, 125}));
    EXPECT_EQ(head(126), (Bytes{0x81, 126, 0, 126}));
    EXPECT_EQ(head(65'535), (Bytes{0x81, 126, 255, 255}));
    EXPECT_EQ(head(65'536), (Bytes{0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0}));
}

TEST(ClosePayload, cuts_the_reason_between_characters) {
    EXPECT_EQ(close_payload(1000, ""), (std::string{"\x03\xE8", 2}));
    std::string reason;
    for (int i = 0; i < 50; ++i) reason += "再";
    const auto payload = close_payload(4000, reason);
    EXPECT_EQ(payload.size(), 2u + 41 * 3);  // 123 bytes hold 41 characters of three
    EXPECT_EQ(close_payload(4000, "x" + reason).size(), 2u + 1 + 40 * 3);
}

TEST(IsCloseCode, knows_which_may_be_sent) {
    for (const int code :
         {1000, 1001, 1002, 1003, 1007, 1011, 1012, 1014, 3000, 3999, 4000, 4999}) {
        EXPECT_TRUE(is_close_code(static_cast<std::uint16_t>(code))) << code;
    }
    for (const int code : {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65'535}) {
        EXPECT_FALSE(is_close_code(static_cast<std::uint16_t>(code))) << code;
    }
}

}  // namespace
}  // namespace kith::http
