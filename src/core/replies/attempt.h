// One answer from a model: tried again where that may help, bounded in time and size, with a cause
// that may be shown.
#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/error.h"
#include "base/stop.h"
#include "llm/model.h"

namespace kith::core {

// IM contract §4.5: between the tries of one reply.
inline constexpr std::array kRetryPauses{std::chrono::seconds{1}, std::chrono::seconds{3}};
inline constexpr std::size_t kAnswerBytes = 256 * 1024;  // a longer answer is a failure
inline constexpr std::size_t kCausePoints = 480;         // with its prefix below 500 code points

enum class Outcome {
    answered,
    failed,
    timed_out,
    stopped,    // the program ends: ask again after the next start
    cancelled,  // by the user
};

struct Attempted {
    Outcome outcome{};
    std::string text;   // answered: never blank, valid UTF-8
    std::string cause;  // failed: one line, without keys, addresses keep only scheme and host
    std::chrono::milliseconds duration{};  // of the last call
};

// Complete code points as they come; `offset` in code points of the answer, 0 starts anew. Calling
// thread.
using OnText = std::function<void(std::size_t offset, std::string_view text)>;

// Asks up to three times. `stop` carries the limit of the whole (timeout), the end of the program
// (shutdown) and the user. Pauses pass by `clock`. Never throws.
Attempted ask_model(llm::Model& model, const llm::Ask& ask, const OnText& on_text,
                    const Clock& clock, const Stop& stop);

// What an error tells whoever reads records.
std::string shown_cause(const Error& error);

// Waits by the clock, which may be stepped. Returns early when a stop is requested.
void wait_by(const Clock& clock, Time until, const Stop& stop);

}  // namespace kith::core
