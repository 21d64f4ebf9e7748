// Time inside Kith: UTC milliseconds. Zones are base/zone.h's business.
#pragma once

#include <chrono>
#include <cstdint>

namespace kith {

using Time = std::chrono::sys_time<std::chrono::milliseconds>;

constexpr std::int64_t unix_millis(Time time) {
    return time.time_since_epoch().count();
}
// Rounded towards the past, also before 1970.
constexpr std::int64_t unix_seconds(Time time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}
constexpr Time from_millis(std::int64_t millis) {
    return Time{std::chrono::milliseconds{millis}};
}
constexpr Time from_seconds(std::int64_t seconds) {
    return Time{std::chrono::milliseconds{seconds * 1000}};
}

}  // namespace kith
