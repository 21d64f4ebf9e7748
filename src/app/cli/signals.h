// Ctrl-C and its like as a Stop: the first asks the command to end, the second ends the process.
#pragma once

#include <csignal>
#include <thread>

#include "base/stop.h"

namespace kith::app::cli {

// SIGINT, SIGTERM and SIGHUP are blocked in the thread that makes it and in all threads made later;
// one thread waits for them. SIGPIPE and SIGXFSZ are ignored from then on. Make it before any
// other thread.
class Signals {
  public:
    Signals();
    ~Signals();  // the signals are as they were
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;

    Stop stop() const { return source_.stop(); }

  private:
    void wait();

    StopSource source_;
    ::sigset_t waited_{}, before_{};
    std::thread thread_;
};

}  // namespace kith::app::cli
