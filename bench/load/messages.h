// Sends messages at a rate, with the server killed or connections cut in between, and reads them
// back: is everything that was acknowledged there, once and in order?
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "bench/load/report.h"

namespace kith::load {

enum class Door : std::uint8_t { http, socket };

struct MessageRun {
    Door door = Door::http;
    int connections = 64;
    double rate =
        1000;  // messages a second over all connections; 0: each as fast as it is answered
    std::chrono::milliseconds think{0};  // after an answer; used where the rate is 0
    double seconds = 5;                  // of each round
    int rounds = 1;
    enum class Between : std::uint8_t { nothing, kill, cut } between = Between::nothing;
    std::string name = "load";  // of the sessions: NAME-0 …; a new one for each run
};

struct MessageReport {
    std::vector<double> milliseconds;  // from the planned moment to the acknowledgement
    std::uint64_t acknowledged = 0, repeated = 0, refused = 0;
    std::uint64_t lost = 0, doubled = 0, out_of_order = 0, never_acknowledged = 0;
    double seconds = 0;
};

// Throws std::runtime_error when the server does not come back.
MessageReport run_messages(const MessageRun& run, const Target& target, Server& server);

}  // namespace kith::load
