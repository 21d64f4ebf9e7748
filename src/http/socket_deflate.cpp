// See socket_deflate.h.
#include "http/socket_deflate.h"

#include <zlib.h>

#include <algorithm>
#include <array>

namespace kith::http {
namespace {

constexpr std::string_view kName = "permessage-deflate";
constexpr int kLeastWindowBits = 8;
// zlib speaks of 8 bits and uses 9: with 8 agreed we send everything as it is, which is allowed.
constexpr int kLeastZlibBits = 9;
constexpr int kLevel = 1, kMemory = 8;
constexpr std::size_t kFirstBytes = 4 * 1024;
constexpr std::array<char, 4> kTail = {'\x00', '\x00', '\xFF', '\xFF'};
constexpr int kBetweenBlocks = 128;  // in z_stream::data_type
// Of one message. A sender may end the stream within it, but each end costs us a start.
constexpr int kMostEnds = 8;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// The part before `mark`; `text` keeps what follows it.
std::string_view cut(std::string_view& text, char mark) {
    const auto at = std::min(text.find(mark), text.size());
    const auto part = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return trimmed(part);
}

// 8 to 15, without leading zeros, perhaps in quotes; 0 when it is none of them.
int window_bits(std::string_view value) {
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
        value = value.substr(1, value.size() - 2);
    }
    for (int bits = kLeastWindowBits; bits <= kMostWindowBits; ++bits) {
        if (value == std::to_string(bits)) return bits;
    }
    return 0;
}

std::optional<DeflateTerms> read_offer(std::string_view offer) {
    if (!equal_ignoring_case(cut(offer, ';'), kName)) return {};
    DeflateTerms terms;
    constexpr std::array<std::string_view, 4> kKnown = {
        "server_no_context_takeover", "client_no_context_takeover", "server_max_window_bits",
        "client_max_window_bits"};
    std::array<bool, kKnown.size()> seen{};
    while (!offer.empty()) {
        auto value = cut(offer, ';');
        const bool has_value = value.find('=') != std::string_view::npos;
        const auto name = cut(value, '=');
        const auto at = static_cast<std::size_t>(std::ranges::find(kKnown, name) - kKnown.begin());
        if (at == kKnown.size() || std::exchange(seen[at], true)) return {};
        if (at < 2 && has_value) return {};
        if (at == 2) {
            terms.server_bits = window_bits(value);
            terms.says_server_bits = true;
            if (terms.server_bits == 0) return {};
        }
        if (at == 3 && has_value && window_bits(value) == 0) return {};
    }
    return terms;
}

// zlib promises not to write there, but its old interface is not const.
void give(z_stream& stream, std::string_view bytes) {
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
}

// The last window of what came out, for blocks after the end of a stream.
bool start_again(z_stream& stream, std::string_view out) {
    constexpr std::size_t kWindow = std::size_t{1} << kMostWindowBits;
    const auto window = out.substr(out.size() - std::min(out.size(), kWindow));
    return inflateReset(&stream) == Z_OK &&
           inflateSetDictionary(&stream, reinterpret_cast<const Bytef*>(window.data()),
                                static_cast<uInt>(window.size())) == Z_OK;
}

}  // namespace

std::optional<DeflateTerms> accept_deflate(const Headers& headers) {
    for (std::size_t i = 0; i < headers.size(); ++i) {
        auto [name, offers] = headers.at(i);
        if (!equal_ignoring_case(name, "Sec-WebSocket-Extensions")) continue;
        while (!offers.empty()) {
            if (const auto terms = read_offer(cut(offers, ','))) return terms;
        }
    }
    return {};
}

std::string to_header(const DeflateTerms& terms) {
    std::string text{kName};
    text += "; server_no_context_takeover; client_no_context_takeover";
    if (terms.says_server_bits) {
        text += "; server_max_window_bits=" + std::to_string(terms.server_bits);
    }
    return text;
}

Inflater::Inflater() : stream_{std::make_unique<z_stream>()} {
    require(inflateInit2(stream_.get(), -kMostWindowBits) == Z_OK, Errc::internal,
            "no memory to decompress");
}

Inflater::~Inflater() {
    inflateEnd(stream_.get());
}

Inflater::Result Inflater::inflate(std::string_view payload, std::size_t most_bytes,
                                   std::string& out) {
    auto& stream = *stream_;
    out.clear();
    if (inflateReset(&stream) != Z_OK) return Result::broken;
    std::size_t made = 0;
    int ends = 0;
    for (const auto piece : {payload, std::string_view{kTail.data(), kTail.size()}}) {
        give(stream, piece);
        while (stream.avail_in > 0 || stream.avail_out == 0) {
            // One byte more than allowed shows that it is too much.
            if (made == out.size()) {
                if (made > most_bytes) return Result::too_large;
                out.resize(std::min(most_bytes + 1, std::max(kFirstBytes, made * 2)));
            }
            stream.next_out = reinterpret_cast<Bytef*>(out.data() + made);
            stream.avail_out = static_cast<uInt>(out.size() - made);
            const int result = ::inflate(&stream, Z_SYNC_FLUSH);
            made = out.size() - stream.avail_out;
            if (result == Z_STREAM_END) {
                if (stream.avail_in == 0) break;
                if (++ends > kMostEnds) return Result::broken;
                if (!start_again(stream, std::string_view{out}.substr(0, made))) {
                    return Result::broken;
                }
            } else if (result == Z_BUF_ERROR && stream.avail_in == 0) {
                break;  // it wanted to write more and had nothing
            } else if (result != Z_OK && result != Z_BUF_ERROR) {
                return Result::broken;
            }
        }
    }
    if (made > most_bytes) return Result::too_large;
    if (!(stream.data_type & kBetweenBlocks)) return Result::broken;  // it ends within a block
    out.resize(made);
    return Result::ok;
}

Deflater::Deflater() : stream_{std::make_unique<z_stream>()} {}

Deflater::~Deflater() {
    if (window_bits_ > 0) deflateEnd(stream_.get());
}

void Deflater::forget() {
    last_.reset();
    last_compressed_.reset();
}

std::shared_ptr<const std::string> Deflater::deflate(
    const std::shared_ptr<const std::string>& payload, int window_bits) {
    if (window_bits < kLeastZlibBits) return nullptr;
    auto& stream = *stream_;
    if (window_bits_ != window_bits) {
        if (window_bits_ > 0) deflateEnd(&stream);
        forget();
        stream = {};
        window_bits_ = 0;
        if (deflateInit2(&stream, kLevel, Z_DEFLATED, -window_bits, kMemory, Z_DEFAULT_STRATEGY) !=
            Z_OK) {
            throw Error{Errc::internal, "no memory to compress"};
        }
        window_bits_ = window_bits;
    }
    if (payload == last_) return last_compressed_;
    last_ = payload;
    last_compressed_.reset();
    deflateReset(&stream);
    auto out = std::make_shared<std::string>(payload->size(), '\0');
    give(stream, *payload);
    stream.next_out = reinterpret_cast<Bytef*>(out->data());
    stream.avail_out = static_cast<uInt>(out->size());
    // Where all of it does not fit into its own size, it is not worth sending.
    const int result = ::deflate(&stream, Z_SYNC_FLUSH);
    if (result != Z_OK || stream.avail_in > 0 || stream.avail_out == 0) return nullptr;
    const auto made = out->size() - stream.avail_out;
    if (made < kTail.size()) return nullptr;
    out->resize(made - kTail.size());
    last_compressed_ = std::move(out);
    return last_compressed_;
}

}  // namespace kith::http
