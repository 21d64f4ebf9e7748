// See event_stream.h.
#include "llm/aws/event_stream.h"

#include <zlib.h>

#include <array>
#include <cstdint>

#include "base/error.h"

namespace kith::llm::aws {
namespace {

constexpr std::size_t kPrelude = 12, kChecksum = 4;

[[noreturn]] void broken(std::string_view why) {
    throw Error{Errc::upstream, fmt::format("not an event stream: {}", why), "frame"};
}

std::uint32_t number(std::string_view bytes, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}

std::uint32_t checksum(std::string_view bytes) {
    const auto* from = reinterpret_cast<const Bytef*>(bytes.data());
    return static_cast<std::uint32_t>(::crc32(0, from, static_cast<uInt>(bytes.size())));
}

std::string_view cut(std::string_view& from, std::size_t size) {
    if (from.size() < size) broken("headers");
    const auto out = from.substr(0, size);
    from.remove_prefix(size);
    return out;
}

// The value of the next header, as bytes; `from` moves behind it.
std::string_view value(std::string_view& from) {
    // true, false, byte, short, integer, long, byte array, text, timestamp, uuid
    constexpr std::array<std::size_t, 10> kSizes{0, 0, 1, 2, 4, 8, 0, 0, 8, 16};
    constexpr std::size_t kArray = 6, kText = 7;
    const auto type = number(cut(from, 1), 1);
    if (type >= kSizes.size()) broken("headers");
    const bool is_long = type == kArray || type == kText;
    return cut(from, is_long ? number(cut(from, 2), 2) : kSizes[type]);
}

void read_headers(std::string_view bytes, Frame& to) {
    while (!bytes.empty()) {
        const auto name = cut(bytes, number(cut(bytes, 1), 1));
        const auto content = value(bytes);
        if (name == ":message-type") to.message_type = content;
        if (name == ":event-type") to.event_type = content;
        if (name == ":exception-type" || name == ":error-code") to.exception_type = content;
    }
}

}  // namespace

void EventStream::frame(std::string_view bytes) {
    const auto body = bytes.substr(0, bytes.size() - kChecksum);
    if (checksum(body) != number(bytes.substr(body.size()), kChecksum)) broken("a checksum");
    Frame out;
    const auto headers = number(bytes.substr(4), 4);
    read_headers(body.substr(kPrelude, headers), out);
    out.payload = body.substr(kPrelude + headers);
    on_frame_(out);
}

void EventStream::feed(std::string_view bytes) {
    rest_ += bytes;
    std::string_view left = rest_;
    while (left.size() >= kPrelude) {
        const auto length = number(left, 4), headers = number(left.substr(4), 4);
        if (checksum(left.substr(0, 8)) != number(left.substr(8), 4)) broken("a checksum");
        if (length > kMaxFrame || length < kPrelude + kChecksum ||
            headers > length - kPrelude - kChecksum) {
            broken("lengths");
        }
        if (left.size() < length) break;
        frame(left.substr(0, length));
        left.remove_prefix(length);
    }
    rest_.erase(0, rest_.size() - left.size());
}

}  // namespace kith::llm::aws
