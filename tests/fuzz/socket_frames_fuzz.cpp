// Any bytes as frames of a WebSocket client: the same in one piece and in many, nothing above the
// limits, no text that is not UTF-8.
#include <string>
#include <vector>

#include "http/socket_deflate.h"
#include "http/socket_frames.h"
#include "tests/fuzz/check.h"

namespace {

using namespace kith;
using fuzz::check;

constexpr std::size_t kMessageBytes = 4096;

struct Outcome {
    std::vector<http::Incoming> all;
    std::uint64_t frames = 0;
};

Outcome read_all(std::string bytes, std::size_t piece, http::Inflater* inflater) {
    const http::SocketLimits limits{.message_bytes = kMessageBytes, .binary = http::Binary::taken};
    http::FrameReader reader{limits, inflater};
    Outcome out;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        std::span<char> input{bytes.data() + at, std::min(piece, bytes.size() - at)};
        for (;;) {
            auto got = reader.next(input);
            if (got.kind == http::Incoming::Kind::nothing) break;
            out.all.push_back(std::move(got));
            out.frames = reader.frames();
            if (out.all.back().kind == http::Incoming::Kind::fault) return out;
        }
        check(input.empty());
    }
    out.frames = reader.frames();
    return out;
}

void check_one(const http::Incoming& got) {
    using enum http::Incoming::Kind;
    const bool control = got.kind == ping || got.kind == pong || got.kind == close;
    check(got.payload.size() <= (control ? http::kControlBytes : kMessageBytes));
    if (got.kind == close) check(got.code == 0 || http::is_close_code(got.code));
    if (got.kind == fault) check(http::is_close_code(got.code));
    if (got.kind != text && got.kind != close) return;
    http::Utf8Check utf8;
    check(utf8.add(got.payload) && utf8.complete());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const std::size_t piece = 1 + data[0] % 40;
    static http::Inflater shared;
    http::Inflater* inflater = data[1] % 2 == 0 ? &shared : nullptr;
    const std::string bytes{reinterpret_cast<const char*>(data) + 2, size - 2};
    const auto whole = read_all(bytes, bytes.size() + 1, inflater);
    const auto cut = read_all(bytes, piece, inflater);
    check(whole.all.size() == cut.all.size());
    check(whole.frames == cut.frames);
    for (std::size_t i = 0; i < whole.all.size(); ++i) {
        check_one(whole.all[i]);
        check(whole.all[i].kind == cut.all[i].kind && whole.all[i].code == cut.all[i].code);
        check(whole.all[i].payload == cut.all[i].payload);
    }
    return 0;
}
