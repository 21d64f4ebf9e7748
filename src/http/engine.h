// What all connections of a server share.
#pragma once

#include <atomic>
#include <cstdint>

#include "http/lane.h"
#include "http/router.h"
#include "http/server.h"

namespace kith::http {

struct Engine {
    Engine(const Settings& from, const Router& routes)
        : settings{from},
          router{routes},
          quick{"kith-quick", from.quick_threads, from.quick_queue},
          slow{"kith-slow", from.slow_threads, from.slow_queue},
          stream{"kith-stream", from.stream_threads, from.stream_queue} {}

    LanePool& pool(Lane lane) {
        if (lane == Lane::slow) return slow;
        return lane == Lane::stream ? stream : quick;
    }

    const Settings settings;
    const Router& router;
    std::atomic<std::uint64_t> requests{0}, refused_busy{0};
    std::atomic<int> connections{0};
    std::atomic<bool> stopping{false};
    LanePool quick, slow, stream;
};

}  // namespace kith::http
