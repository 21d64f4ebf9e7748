// Numbers of a run: percentiles, memory of a process, the child that is measured.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "bench/load/peer.h"

namespace kith::load {

// The value below which this share lies; 0 for none. Sorts.
double percentile(std::vector<double>& values, double share);
// "p50 0.4 p90 0.7 p99 1.2 p999 3.1 max 4.0 ms" of milliseconds.
std::string percentiles(std::vector<double>& milliseconds);
// VmRSS in kB; 0 when there is no such process.
long resident_kilobytes(pid_t process);
// The soft limit of open files becomes the hard one.
void allow_many_files();

// A server that is started here, killed and started again.
class Server {
  public:
    // `command` as a shell reads it; empty: somebody else runs it and nothing can be killed.
    Server(std::string command, Target target, pid_t process);
    ~Server();  // asks it to end
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Waits until GET /health answers. False after a minute.
    bool start();
    void kill();  // -9
    pid_t process() const { return process_; }
    bool is_ours() const { return !command_.empty(); }

  private:
    const std::string command_;
    const Target target_;
    pid_t process_;
};

}  // namespace kith::load
