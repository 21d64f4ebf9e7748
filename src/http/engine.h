// What all connections of a server share.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "http/lane.h"
#include "http/router.h"
#include "http/seats.h"
#include "http/server.h"

namespace kith::http {

struct Engine {
    Engine(const Settings& from, const Router& routes)
        : settings{from},
          router{routes},
          quick{"kith-quick", from.quick_threads, from.quick_queue},
          slow{"kith-slow", from.slow_threads, from.slow_queue},
          stream{"kith-stream", from.stream_threads, from.stream_queue},
          waits{"kith-waits", from.waits_threads, from.waits_queue} {}

    LanePool& pool(Lane lane) {
        switch (lane) {
            case Lane::slow:
                return slow;
            case Lane::stream:
                return stream;
            case Lane::waits:
                return waits;
            default:
                return quick;
        }
    }
    std::array<LanePool*, 4> pools() { return {&quick, &slow, &stream, &waits}; }

    const Settings settings;
    const Router& router;
    std::atomic<std::uint64_t> requests{0}, refused_busy{0};
    std::atomic<int> connections{0}, sockets{0};
    Seats seats;
    std::atomic<bool> stopping{false};
    LanePool quick, slow, stream, waits;
};

}  // namespace kith::http
