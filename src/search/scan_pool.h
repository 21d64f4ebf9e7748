// Threads that scan for whoever asked. The asking thread works too, so a scan never waits for a
// free thread.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

#include "base/stop.h"

namespace kith::search {

class ScanPool {
  public:
    // `threads` counts the asking thread: 1 = nobody helps.
    explicit ScanPool(unsigned threads = 2);
    ~ScanPool();
    ScanPool(const ScanPool&) = delete;
    ScanPool& operator=(const ScanPool&) = delete;

    // Calls job(index, worker) once for each index below `jobs`, in ascending order of start;
    // `worker` < threads() and no two run at the same time with the same worker. Returns when all
    // have ended. The first exception of a job ends the rest and is thrown here; so does a stop,
    // which is asked before each job. Any thread, several at once.
    void run(std::size_t jobs, const std::function<void(std::size_t, unsigned)>& job,
             const Stop& stop) const;
    unsigned threads() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace kith::search
