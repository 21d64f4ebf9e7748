// What a connection missed: the messages of its session after one that it knows, as the frames that
// it would have got.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "api/im/frames.h"
#include "core/replies/replies.h"
#include "core/sessions/sessions.h"

namespace kith::api::im {

// In one portion: below what a connection may have queued.
inline constexpr std::int64_t kMissedMessages = 100;
inline constexpr std::size_t kMissedBytes = 512 * 1024;

struct Missed {
    std::vector<Frame> frames;  // oldest first
    std::int64_t last{};        // id and key of the last message in them, else of the one asked for
    std::string last_key;
    bool complete{};  // nothing is left
};

// The first portion tells of failed replies to older messages, too; an error may come twice.
enum class Portion : std::uint8_t { first, next };

// Throws Error{not_found} (no_message) when `after` is no message of this session. Reads up to
// kMissedMessages rows, and the record of each answer among them.
Missed missed_after(const core::Sessions& sessions, const core::Replies& replies,
                    core::SessionId session, std::string_view after, Portion portion);

}  // namespace kith::api::im
