// See decode.h.
#include "sources/wechat/decode.h"

#include <zstd.h>

#include "base/error.h"
#include "sources/source.h"
#include "text/fold.h"

namespace kith::sources::wechat {
namespace {

constexpr std::string_view kZstdMagic = "\x28\xB5\x2F\xFD";
constexpr std::size_t kFirstRoom = 64 * 1024;
// A block of three bytes and its content's one byte give at most 128 KiB: a frame that promises
// more is no frame.
constexpr std::uint64_t kMostPerByte = 128 * 1024 / 3;

struct FreeContext {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

}  // namespace

struct Decoder::Data {
    std::unique_ptr<ZSTD_DCtx, FreeContext> context{ZSTD_createDCtx()};
    std::string room, repaired;

    Payload unpack(std::string_view frame);
    Payload unpack_stream(std::string_view frame);
    Payload checked(std::string_view text);
};

Payload Decoder::Data::checked(std::string_view text) {
    if (text::valid_utf8(text)) return {text, Decoding::fine};
    repaired = text::repair_utf8(text);
    return {repaired, Decoding::fine};
}

Payload Decoder::Data::unpack(std::string_view frame) {
    const auto size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (size == ZSTD_CONTENTSIZE_ERROR) return {{}, Decoding::broken_frame};
    if (size == ZSTD_CONTENTSIZE_UNKNOWN) return unpack_stream(frame);
    if (size / kMostPerByte > frame.size()) return {{}, Decoding::broken_frame};
    if (size > kTextBytes) return {{}, Decoding::too_long};
    if (room.size() < size) room.resize(static_cast<std::size_t>(size));
    const auto got =
        ZSTD_decompressDCtx(context.get(), room.data(), room.size(), frame.data(), frame.size());
    if (ZSTD_isError(got)) return {{}, Decoding::broken_frame};
    return checked({room.data(), got});
}

// A frame that does not say how long it is: unpacked piece by piece, up to the limit.
Payload Decoder::Data::unpack_stream(std::string_view frame) {
    ZSTD_DCtx_reset(context.get(), ZSTD_reset_session_only);
    ZSTD_inBuffer in{frame.data(), frame.size(), 0};
    std::size_t filled = 0;
    while (true) {
        if (room.size() == filled) {
            if (filled > kTextBytes) break;
            room.resize(filled == 0 ? kFirstRoom : filled * 2);
        }
        ZSTD_outBuffer out{room.data(), room.size(), filled};
        const auto left = ZSTD_decompressStream(context.get(), &out, &in);
        if (ZSTD_isError(left)) break;
        const bool stuck = out.pos == filled && in.pos == in.size;
        filled = out.pos;
        if (left == 0) break;
        if (stuck && filled < room.size()) {  // the frame ends too early
            ZSTD_DCtx_reset(context.get(), ZSTD_reset_session_only);
            return {{}, Decoding::broken_frame};
        }
    }
    const bool whole = in.pos == in.size;
    ZSTD_DCtx_reset(context.get(), ZSTD_reset_session_only);
    if (filled > kTextBytes) return {{}, Decoding::too_long};
    if (!whole) return {{}, Decoding::broken_frame};
    return checked({room.data(), filled});
}

Decoder::Decoder() : data_{std::make_unique<Data>()} {
    require(data_->context != nullptr, Errc::internal, "no memory for unpacking");
}
Decoder::~Decoder() = default;
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;

Payload Decoder::decode(std::string_view stored, std::int64_t flag) {
    if (stored.empty()) return {};
    if (flag == kZstdFlag || stored.starts_with(kZstdMagic)) return data_->unpack(stored);
    if (stored.size() > kTextBytes) return {{}, Decoding::too_long};
    return data_->checked(stored);
}

}  // namespace kith::sources::wechat
