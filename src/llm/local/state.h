// What the models inside are at: for the page, the doctor and the default choice of a model.
#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace kith::llm::local {

// absent → preparing → ready → starting → running → stopped (idle; the next request starts it)
//                                  ↑ after an end by itself  ↓
//                                  └──────── failed (given up; restart() tries again)
enum class Phase { absent, preparing, ready, starting, running, stopped, failed };
BOOST_DESCRIBE_ENUM(Phase, absent, preparing, ready, starting, running, stopped, failed)

struct State {
    Phase phase{};
    std::string name;                   // of the model; "" when there is none
    std::int64_t bytes{};               // of its file; 0 when absent
    std::optional<double> percent;      // while preparing
    std::optional<std::int64_t> eta_s;  // while preparing, once it can be told
    std::string detail;                 // while preparing: what it is at
    std::string reason;                 // why it is absent, was not prepared, or failed
    std::optional<double> start_s;      // how long the last start took
    double prompt_per_s{},
        token_per_s{};        // of the last answer; embedder: texts a second in token_per_s
    std::int64_t restarts{};  // since it last ran well
};
BOOST_DESCRIBE_STRUCT(State, (),
                      (phase, name, bytes, percent, eta_s, detail, reason, start_s, prompt_per_s,
                       token_per_s, restarts))

// Whether a request may be sent: it is there, though it may have to start first.
constexpr bool usable(Phase phase) {
    return phase == Phase::ready || phase == Phase::starting || phase == Phase::running ||
           phase == Phase::stopped;
}

}  // namespace kith::llm::local
