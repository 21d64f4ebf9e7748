// What the server says on the socket: the contract's frames (§5.1) and those of docs/live.md.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "core/sessions/sessions.h"
#include "json/value.h"

namespace kith::api::im {

// One text for all connections it goes to.
using Frame = std::shared_ptr<const std::string>;

// A number where the contract has one, else a word.
using FrameCode = std::variant<int, std::string>;

inline constexpr int kContentEmpty = 1001, kContentLong = 1002, kBadFrame = 400;

Frame welcome(std::string_view user);
// `client_id` "" is left out.
Frame message_sent(const core::SessionMessage& message, std::string_view client_id = {});
Frame ai_reply(const core::SessionMessage& answer, std::string_view question);
Frame ai_delta(std::string_view question, std::size_t offset, std::string_view piece);
// `client_id` "" is left out.
Frame error_frame(FrameCode code, std::string_view message, std::string_view client_id = {});
// 2001 or 2002; `cause` is the error of the record.
Frame reply_failed(std::string_view question, std::string_view cause);
// `timestamp`: as the client sent it; null when it sent none.
Frame pong(const json::value* timestamp);
Frame resumed(std::string_view message, bool complete);

}  // namespace kith::api::im
