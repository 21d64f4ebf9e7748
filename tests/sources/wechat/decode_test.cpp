// zstd frames, limits and damaged UTF-8.
#include "sources/wechat/decode.h"

#include "sources/source.h"
#include "tests/sources/collect.h"

namespace kith::sources::wechat {
namespace {

using test::zstd;

TEST(Decode, a_frame_is_told_by_its_flag_or_its_first_bytes) {
    Decoder decoder;
    EXPECT_EQ(decoder.decode(zstd("你好"), 4).text, "你好");
    EXPECT_EQ(decoder.decode(zstd("你好"), 0).text, "你好");
    EXPECT_EQ(decoder.decode("你好", 0).text, "你好");
    EXPECT_EQ(decoder.decode("", 4).text, "");
    EXPECT_EQ(decoder.decode("", 4).how, Decoding::fine);
}

TEST(Decode, broken_frames_give_nothing_and_say_so) {
    Decoder decoder;
    const auto good = zstd(std::string(1000, 'x') + "end");
    for (const std::string& bad :
         {good.substr(0, good.size() - 3), std::string{"\x28\xB5\x2F\xFD", 4} + "rubbish",
          std::string{"plain"}, good + "tail"}) {
        const auto payload = decoder.decode(bad, 4);
        EXPECT_EQ(payload.text, "");
        EXPECT_EQ(payload.how, Decoding::broken_frame);
    }
    EXPECT_EQ(decoder.decode(good, 4).text.size(), 1003U);  // and the decoder still works
}

TEST(Decode, a_bomb_is_refused_without_unpacking_it) {
    Decoder decoder;
    const auto bomb = zstd(std::string(kTextBytes + 1, '0'));
    EXPECT_LT(bomb.size(), 10'000U);
    EXPECT_EQ(decoder.decode(bomb, 4).how, Decoding::too_long);
    EXPECT_EQ(decoder.decode(zstd(std::string(kTextBytes, '0')), 4).text.size(), kTextBytes);
    EXPECT_EQ(decoder.decode(std::string(kTextBytes + 1, '0'), 0).how, Decoding::too_long);
}

// Made with the streaming interface, which does not write the length into the frame.
std::string frame_without_size(const std::string& text) {
    const auto context = ZSTD_createCCtx();
    std::string out(ZSTD_compressBound(text.size()) + 64, '\0');
    ZSTD_inBuffer in{text.data(), text.size(), 0};
    ZSTD_outBuffer to{out.data(), out.size(), 0};
    ZSTD_compressStream2(context, &to, &in, ZSTD_e_continue);
    ZSTD_compressStream2(context, &to, &in, ZSTD_e_end);
    ZSTD_freeCCtx(context);
    out.resize(to.pos);
    return out;
}

TEST(Decode, frames_of_unknown_length_are_read_up_to_the_limit) {
    Decoder decoder;
    const std::string text(300'000, 'y');
    const auto frame = frame_without_size(text);
    ASSERT_EQ(ZSTD_getFrameContentSize(frame.data(), frame.size()), ZSTD_CONTENTSIZE_UNKNOWN);
    EXPECT_EQ(decoder.decode(frame, 4).text, text);
    EXPECT_EQ(decoder.decode(frame_without_size(std::string(kTextBytes * 2, 'z')), 4).how,
              Decoding::too_long);
    EXPECT_EQ(decoder.decode(std::string_view{frame}.substr(0, frame.size() / 2), 4).how,
              Decoding::broken_frame);
    EXPECT_EQ(decoder.decode(frame, 4).text, text);
}

TEST(Decode, invalid_utf8_is_repaired) {
    Decoder decoder;
    EXPECT_EQ(decoder.decode("a\xFFz", 0).text, "a\xEF\xBF\xBDz");
    EXPECT_EQ(decoder.decode(zstd("a\xC0z"), 4).text, "a\xEF\xBF\xBDz");
}

}  // namespace
}  // namespace kith::sources::wechat
