// What WebSockets cost: echo as fast as it goes, one message to many, many that are silent.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bench/load/report.h"

namespace kith::load {

// Each connection keeps `window` messages of `bytes` on their way; how many are answered in a
// second. 0: refused.
double run_echo(const Target& target, const std::string& path, int connections, double seconds,
                std::size_t bytes, int window);

// Asks with "go" on one more connection of `path` for a message to all; milliseconds from there
// until it has arrived at the last connection, of each round. Empty: refused, or not all have it.
std::vector<double> run_broadcast(const Target& target, const std::string& path, int connections,
                                  int rounds);

struct IdleReport {
    int open = 0;
    double kilobytes_each = 0;  // of the server's memory
    std::vector<double> health_milliseconds;
};
// Opens the connections, waits `seconds` and asks for /health meanwhile, a hundred times a second.
IdleReport run_idle(const Target& target, const std::string& path, int connections, double seconds,
                    pid_t server);

}  // namespace kith::load
