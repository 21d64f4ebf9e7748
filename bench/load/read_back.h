// Reads a session through GET /api/message/list and compares it with what was acknowledged.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "bench/load/peer.h"

namespace kith::load {

struct ReadBack {
    std::uint64_t missing = 0, doubled = 0, out_of_order = 0;
};

// Messages 0 … count-1 must each stand there once, in this order. Others than `content(i)`
// (replies) count nothing. Throws std::runtime_error when the list cannot be read. Cost: a request
// for each hundred messages.
ReadBack read_back(const Target& target, const std::string& session,
                   const std::function<std::string(std::uint64_t)>& content, std::uint64_t count);

}  // namespace kith::load
