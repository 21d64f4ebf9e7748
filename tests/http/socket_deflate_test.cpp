// Tests of http/socket_deflate.h: offers, and both directions against zlib and the samples of RFC
// 7692.
#include "http/socket_deflate.h"

#include "tests/http/deflated.h"

namespace kith::http {
namespace {

using test::deflated;
using Result = Inflater::Result;

std::string agreed(std::string_view offers) {
    const auto terms = accept_deflate({{"Sec-WebSocket-Extensions", offers}});
    return terms ? to_header(*terms) : "";
}

constexpr std::string_view kPlainAnswer =
    "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

TEST(AcceptDeflate, what_browsers_offer) {
    EXPECT_EQ(agreed("permessage-deflate; client_max_window_bits"), kPlainAnswer);  // Chrome
    EXPECT_EQ(agreed("permessage-deflate"), kPlainAnswer);                          // Firefox
    EXPECT_EQ(agreed("x-webkit-deflate-frame, permessage-deflate"), kPlainAnswer);
    EXPECT_EQ(agreed("permessage-deflate;client_no_context_takeover;server_no_context_takeover"),
              kPlainAnswer);
}

TEST(AcceptDeflate, the_asked_window_is_kept_and_told) {
    EXPECT_EQ(agreed("permessage-deflate; server_max_window_bits=10"),
              std::string{kPlainAnswer} + "; server_max_window_bits=10");
    EXPECT_EQ(agreed("permessage-deflate; server_max_window_bits=\"8\""),
              std::string{kPlainAnswer} + "; server_max_window_bits=8");
    EXPECT_EQ(agreed("permessage-deflate; client_max_window_bits=9"), kPlainAnswer);
}

TEST(AcceptDeflate, an_offer_that_is_not_understood_is_passed_over) {
    for (const auto* offer :
         {"", "permessage-bzip2", "permessage-deflate; unknown",
          "permessage-deflate; server_max_window_bits",
          "permessage-deflate; server_max_window_bits=7",
          "permessage-deflate; server_max_window_bits=16",
          "permessage-deflate; server_max_window_bits=09",
          "permessage-deflate; server_max_window_bits=",
          "permessage-deflate; client_max_window_bits=abc",
          "permessage-deflate; server_no_context_takeover=1",
          "permessage-deflate; client_max_window_bits; client_max_window_bits"}) {
        EXPECT_EQ(agreed(offer), "") << offer;
        EXPECT_EQ(agreed(std::string{offer} + ", permessage-deflate"), kPlainAnswer) << offer;
    }
    const Headers two = {{"Sec-WebSocket-Extensions", "foo"},
                         {"sec-websocket-extensions", "permessage-deflate"}};
    EXPECT_TRUE(accept_deflate(two));
    EXPECT_FALSE(accept_deflate({}));
}

TEST(Inflater, the_samples_of_the_standard) {
    Inflater inflater;
    std::string out;
    const auto is_hello = [&](const char* bytes, std::size_t size) {
        return inflater.inflate({bytes, size}, 100, out) == Result::ok && out == "Hello";
    };
    EXPECT_TRUE(is_hello("\xf2\x48\xcd\xc9\xc9\x07\x00", 7));                           // 7.2.3.1
    EXPECT_TRUE(is_hello("\x00\x05\x00\xfa\xff\x48\x65\x6c\x6c\x6f\x00", 11));          // 7.2.3.3
    EXPECT_TRUE(is_hello("\xf3\x48\xcd\xc9\xc9\x07\x00\x00", 8));                       // 7.2.3.4
    EXPECT_TRUE(is_hello("\xf2\x48\x05\x00\x00\x00\xff\xff\xca\xc9\xc9\x07\x00", 13));  // 7.2.3.5
    // 7.2.3.2 needs the context of the message before, which was agreed not to be kept.
    EXPECT_FALSE(is_hello("\xf2\x00\x11\x00\x00", 5));
}

TEST(Inflater, one_state_serves_many_messages_of_all_sizes_and_windows) {
    Inflater inflater;
    std::string out;
    for (const std::size_t size : {0, 1, 125, 4096, 65'536, 300'000}) {
        std::string text;
        for (std::size_t i = 0; text.size() < size; ++i) text += std::to_string(i * i) + "爬山";
        text.resize(size);
        for (const int bits : {9, 12, 15}) {
            for (const bool finish : {false, true}) {
                ASSERT_EQ(inflater.inflate(deflated(text, bits, finish), 300'000, out), Result::ok);
                ASSERT_TRUE(out == text) << size << ' ' << bits << ' ' << finish;
            }
        }
    }
}

TEST(Inflater, makes_never_more_than_the_limit) {
    Inflater inflater;
    std::string out;
    const auto bomb = deflated(std::string(50'000'000, '\0'));
    EXPECT_LT(bomb.size(), 60'000u);
    EXPECT_EQ(inflater.inflate(bomb, 65'536, out), Result::too_large);
    EXPECT_LE(out.capacity(), 2u * 65'536 + 100);
    const auto exact = deflated(std::string(65'536, 'x'));
    EXPECT_EQ(inflater.inflate(exact, 65'536, out), Result::ok);
    EXPECT_EQ(inflater.inflate(exact, 65'535, out), Result::too_large);
    EXPECT_EQ(inflater.inflate(deflated(""), 0, out), Result::ok);
}

TEST(Inflater, refuses_what_is_not_compressed_or_not_complete) {
    Inflater inflater;
    std::string out;
    const auto whole = deflated("a text that is long enough to have a few codes, 一二三");
    for (std::size_t cut = 2; cut + 1 < whole.size(); cut += 5) {
        EXPECT_NE(inflater.inflate(whole.substr(0, cut), 1000, out), Result::too_large) << cut;
    }
    EXPECT_EQ(inflater.inflate("\xFF\xFF\xFF", 1000, out), Result::broken);
    EXPECT_EQ(inflater.inflate(whole.substr(0, whole.size() / 2), 1000, out), Result::broken);
    // Ends without end: each starts a stream again.
    std::string ends;
    for (int i = 0; i < 1000; ++i) ends += std::string{"\x03\x00", 2};
    EXPECT_EQ(inflater.inflate(ends, 1000, out), Result::broken);
    EXPECT_EQ(inflater.inflate(whole, 1000, out), Result::ok);
}

TEST(Deflater, what_it_makes_can_be_read_with_the_agreed_window) {
    std::string text;
    for (int i = 0; i < 3000; ++i) text += std::to_string(i % 700) + " 爬山 ";
    const auto payload = std::make_shared<const std::string>(text);
    Deflater deflater;
    Inflater inflater;
    for (const int bits : {9, 15, 10}) {
        const auto small = deflater.deflate(payload, bits);
        ASSERT_TRUE(small);
        EXPECT_LT(small->size(), text.size() / 2);
        std::string out;
        ASSERT_EQ(inflater.inflate(*small, text.size(), out), Result::ok);
        EXPECT_EQ(out, text);
        // A reader with exactly this window, by zlib itself.
        z_stream stream{};
        ASSERT_EQ(inflateInit2(&stream, -bits), Z_OK);
        auto tailed = *small + std::string{"\x00\x00\xFF\xFF", 4};
        out.assign(text.size() + 1, '\0');
        stream.next_in = reinterpret_cast<Bytef*>(tailed.data());
        stream.avail_in = static_cast<uInt>(tailed.size());
        stream.next_out = reinterpret_cast<Bytef*>(out.data());
        stream.avail_out = static_cast<uInt>(out.size());
        EXPECT_EQ(::inflate(&stream, Z_SYNC_FLUSH), Z_OK);
        EXPECT_EQ(stream.total_out, text.size());
        inflateEnd(&stream);
    }
}

TEST(Deflater, the_same_payload_is_compressed_once) {
    const auto payload = std::make_shared<const std::string>(1000, 'x');
    Deflater deflater;
    const auto first = deflater.deflate(payload, 15);
    EXPECT_EQ(deflater.deflate(payload, 15), first);
    EXPECT_EQ(payload.use_count(), 2);
    deflater.forget();
    EXPECT_EQ(payload.use_count(), 1);
    EXPECT_EQ(*deflater.deflate(payload, 15), *first);
}

TEST(Deflater, what_does_not_shrink_goes_as_it_is) {
    std::string noise;
    for (std::uint32_t i = 0, x = 1; i < 4000; ++i) {
        x = x * 1'664'525 + 1'013'904'223;
        noise += static_cast<char>(x >> 24);
    }
    Deflater deflater;
    EXPECT_FALSE(deflater.deflate(std::make_shared<const std::string>(noise), 15));
    EXPECT_FALSE(deflater.deflate(std::make_shared<const std::string>(), 15));
    EXPECT_FALSE(deflater.deflate(std::make_shared<const std::string>(1000, 'x'), 8));
}

}  // namespace
}  // namespace kith::http
