// See socket_frames.h.
#include "http/socket_frames.h"

#include <algorithm>
#include <cstring>

#include "http/socket_deflate.h"

namespace kith::http {
namespace {

constexpr std::uint8_t kMasked = 0x80, kReserved = 0x70;
constexpr std::uint8_t kSize16 = 126, kSize64 = 127;
constexpr std::size_t kMaskBytes = 4;
// What incompressible bytes may grow by: five for each stored block, and blocks are rarely small.
constexpr std::size_t kGrowth = 64;

std::uint64_t big_endian(std::span<const std::uint8_t> bytes) {
    std::uint64_t value = 0;
    for (const auto byte : bytes) value = value << 8 | byte;
    return value;
}

// Eight bytes a step. `at` is how many bytes of the payload came before.
void unmask(std::span<char> bytes, const std::uint8_t* mask, std::uint64_t at) {
    std::array<std::uint8_t, 8> turned{};
    for (std::size_t i = 0; i < turned.size(); ++i) turned[i] = mask[(at + i) % kMaskBytes];
    std::uint64_t key;
    std::memcpy(&key, turned.data(), sizeof key);
    char* p = bytes.data();
    std::size_t left = bytes.size();
    for (; left >= sizeof key; left -= sizeof key, p += sizeof key) {
        std::uint64_t eight;
        std::memcpy(&eight, p, sizeof eight);
        eight ^= key;
        std::memcpy(p, &eight, sizeof eight);
    }
    for (std::size_t i = 0; i < left; ++i) p[i] = static_cast<char>(p[i] ^ turned[i]);
}

}  // namespace

Incoming FrameReader::fault(std::uint16_t code, std::string why) const {
    return {Incoming::Kind::fault, std::move(why), code};
}

std::size_t FrameReader::most_bytes() const {
    const auto most = limits_.message_bytes;
    return message_compressed_ ? most + most / kGrowth + kGrowth : most;
}

Incoming FrameReader::next(std::span<char>& input) {
    for (;;) {
        if (!in_payload_) {
            if (const char* wrong = read_head(input)) return fault(fault_code_, wrong);
            if (!in_payload_) return {};
        }
        const auto taken = input.first(std::min<std::uint64_t>(left_, input.size()));
        input = input.subspan(taken.size());
        unmask(taken, head_.data() + head_wanted_ - kMaskBytes, masked_);
        masked_ += taken.size();
        left_ -= taken.size();
        if (is_control()) {
            control_.append(taken.data(), taken.size());
        } else if (auto wrong = take_data(taken); wrong.kind == Incoming::Kind::fault) {
            return wrong;
        }
        if (left_ > 0) return {};
        auto complete = finish();
        if (complete.kind != Incoming::Kind::nothing) return complete;
    }
}

const char* FrameReader::read_head(std::span<char>& input) {
    while (head_bytes_ < head_wanted_) {
        if (input.empty()) return nullptr;
        head_[head_bytes_++] = static_cast<std::uint8_t>(input.front());
        input = input.subspan(1);
        if (head_bytes_ == 1) {
            ++frames_;
            fault_code_ = close_code::kProtocolError;
            if (const char* wrong = check_opcode()) return wrong;
        } else if (head_bytes_ == 2) {
            if (!(head_[1] & kMasked)) return "frames of a client must be masked";
            const auto size = head_[1] & ~kMasked;
            if (is_control() && size > int{kControlBytes}) return "control frame too long";
            const int wide = size == kSize16 ? 2 : size == kSize64 ? 8 : 0;
            head_wanted_ = static_cast<std::uint8_t>(2 + wide + kMaskBytes);
            left_ = static_cast<std::uint64_t>(size);
        }
        if (head_bytes_ >= 2 && head_bytes_ == head_wanted_ - kMaskBytes) {
            if (const char* wrong = check_size()) return wrong;
        }
    }
    in_payload_ = true;
    masked_ = 0;
    return nullptr;
}

const char* FrameReader::check_opcode() {
    const auto first = head_[0];
    const bool final = (first & kFinal) != 0;
    const bool compressed = (first & kCompressed) != 0;
    if (first & kReserved & ~kCompressed) return "reserved bits";
    if (is_control()) {
        if (compressed) return "reserved bits";
        if (opcode() > Opcode::pong) return "unknown opcode";
        return final ? nullptr : "control frame in pieces";
    }
    if (opcode() > Opcode::binary) return "unknown opcode";
    if (opcode() == Opcode::continuation) {
        if (compressed) return "reserved bits";
        return in_message_ ? nullptr : "nothing to continue";
    }
    if (compressed && !inflater_) return "reserved bits";
    if (in_message_) return "the message before is not complete";
    if (opcode() == Opcode::binary && limits_.binary == Binary::refused) {
        fault_code_ = close_code::kUnsupported;
        return "text only";
    }
    in_message_ = true;
    message_is_text_ = opcode() == Opcode::text;
    message_compressed_ = compressed;
    utf8_ = {};
    return nullptr;
}

const char* FrameReader::check_size() {
    const auto wide = std::span{head_}.subspan(2, head_bytes_ - 2u);
    if (!wide.empty()) {
        left_ = big_endian(wide);
        const std::uint64_t least = wide.size() == 2 ? kSize16 : 0x10000;
        if (left_ < least) return "a length that could be shorter";
        if (left_ >> 63) return "a length above 2^63";
    }
    if (is_control() || left_ <= most_bytes() - std::min(most_bytes(), message_.size())) {
        return nullptr;
    }
    fault_code_ = close_code::kTooLarge;
    return "message too large";
}

Incoming FrameReader::take_data(std::span<const char> bytes) {
    const std::string_view text{bytes.data(), bytes.size()};
    if (message_is_text_ && !message_compressed_ && !utf8_.add(text)) {
        return fault(close_code::kInvalidText, "not UTF-8");
    }
    message_.append(text);
    return {};
}

Incoming FrameReader::finish() {
    head_bytes_ = 0;
    head_wanted_ = 2;
    in_payload_ = false;
    if (!is_control()) return head_[0] & kFinal ? finish_message() : Incoming{};
    if (opcode() == Opcode::close) return finish_close();
    const auto kind = opcode() == Opcode::ping ? Incoming::Kind::ping : Incoming::Kind::pong;
    return {kind, std::exchange(control_, {}), 0};
}

Incoming FrameReader::finish_message() {
    in_message_ = false;
    auto message = std::exchange(message_, {});
    if (message_compressed_) {
        std::string inflated;
        switch (inflater_->inflate(message, limits_.message_bytes, inflated)) {
            case Inflater::Result::ok:
                break;
            case Inflater::Result::too_large:
                return fault(close_code::kTooLarge, "message too large");
            case Inflater::Result::broken:
                return fault(close_code::kInvalidText, "not a compressed message");
        }
        message = std::move(inflated);
        if (message_is_text_ && !utf8_.add(message)) {
            return fault(close_code::kInvalidText, "not UTF-8");
        }
    }
    if (!message_is_text_) return {Incoming::Kind::binary, std::move(message), 0};
    if (!utf8_.complete()) return fault(close_code::kInvalidText, "not UTF-8");
    return {Incoming::Kind::text, std::move(message), 0};
}

Incoming FrameReader::finish_close() {
    const auto payload = std::exchange(control_, {});
    if (payload.empty()) return {Incoming::Kind::close, {}, 0};
    if (payload.size() == 1) return fault(close_code::kProtocolError, "half a close code");
    const auto code = static_cast<std::uint16_t>(static_cast<std::uint8_t>(payload[0]) << 8 |
                                                 static_cast<std::uint8_t>(payload[1]));
    if (!is_close_code(code)) return fault(close_code::kProtocolError, "not a close code");
    auto reason = payload.substr(2);
    Utf8Check check;
    if (!check.add(reason) || !check.complete()) {
        return fault(close_code::kInvalidText, "not UTF-8");
    }
    return {Incoming::Kind::close, std::move(reason), code};
}

std::size_t write_head(std::uint8_t first, std::uint64_t payload_bytes,
                       std::span<std::uint8_t, 10> out) {
    out[0] = first;
    if (payload_bytes < kSize16) {
        out[1] = static_cast<std::uint8_t>(payload_bytes);
        return 2;
    }
    const bool small = payload_bytes <= 0xFFFF;
    out[1] = small ? kSize16 : kSize64;
    const std::size_t wide = small ? 2 : 8;
    for (std::size_t i = 0; i < wide; ++i) {
        out[2 + i] = static_cast<std::uint8_t>(payload_bytes >> (8 * (wide - 1 - i)));
    }
    return 2 + wide;
}

std::string close_payload(std::uint16_t code, std::string_view reason) {
    reason = reason.substr(0, kControlBytes - 2);
    // Not in the middle of a character.
    Utf8Check check;
    std::size_t whole = 0;
    for (std::size_t i = 0; i < reason.size() && check.add(reason.substr(i, 1)); ++i) {
        if (check.complete()) whole = i + 1;
    }
    std::string out{static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)};
    return out.append(reason.substr(0, whole));
}

bool is_close_code(std::uint16_t code) {
    if (code >= 3000) return code < 5000;
    // 1004, 1005, 1006 and 1015 never stand in a frame; 1012 to 1014 were registered later.
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014);
}

}  // namespace kith::http
