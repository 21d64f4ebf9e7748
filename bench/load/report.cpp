// See report.h.
#include "bench/load/report.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

namespace kith::load {

double percentile(std::vector<double>& values, double share) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size()));
    return values[std::min(at, values.size() - 1)];
}

std::string percentiles(std::vector<double>& milliseconds) {
    return fmt::format("p50 {:.2f} p90 {:.2f} p99 {:.2f} p999 {:.2f} max {:.2f} ms",
                       percentile(milliseconds, .5), percentile(milliseconds, .9),
                       percentile(milliseconds, .99), percentile(milliseconds, .999),
                       percentile(milliseconds, 1));
}

long resident_kilobytes(pid_t process) {
    std::ifstream status{fmt::format("/proc/{}/status", process)};
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:")) return std::atol(line.c_str() + 6);
    }
    return 0;
}

void allow_many_files() {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return;
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
}

Server::Server(std::string command, Target target, pid_t process)
    : command_{std::move(command)}, target_{std::move(target)}, process_{process} {}

Server::~Server() {
    if (!is_ours() || process_ <= 0) return;
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
}

bool Server::start() {
    if (is_ours()) {
        const auto line = "exec " + command_;
        process_ = ::fork();
        if (process_ == 0) {
            const int nowhere = ::open("/dev/null", O_RDWR);
            for (const int stream : {0, 1, 2}) ::dup2(nowhere, stream);
            ::execl("/bin/sh", "sh", "-c", line.c_str(), nullptr);
            ::_exit(127);
        }
    }
    using namespace std::chrono_literals;
    const auto until = std::chrono::steady_clock::now() + 60s;
    while (ask(target_, "/health").status != 200) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::sleep_for(5ms);
    }
    return true;
}

void Server::kill() {
    if (!is_ours() || process_ <= 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
}

}  // namespace kith::load
