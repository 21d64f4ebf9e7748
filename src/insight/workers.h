// Several threads for one computation that is over in milliseconds.
#pragma once

#include <cstddef>
#include <functional>

namespace kith::insight {

// Calls task(0) … task(count - 1), each once, in this order from one counter, on `threads` threads
// including the caller's; put the largest first. Returns when all are done. The first exception of
// a task ends the rest and is thrown here.
void run_all(int threads, std::size_t count, const std::function<void(std::size_t)>& task);

}  // namespace kith::insight
