// A child process that does not outlive us: started, listened to, ended.
//
//     Process child{{.arguments = {"cmake", "--version"}}, on_line};
//     if (const auto end = child.wait(stop); end.code != 0) …
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/stop.h"

namespace kith {

struct Command {
    std::vector<std::string> arguments;  // the first is looked up in PATH unless it has a slash
    std::vector<std::pair<std::string, std::string>> environment;  // beside ours, or instead
    std::filesystem::path folder;                                  // "" = ours
    int nice = 0;                                                  // added to ours; 19 = lowest
    std::uint64_t memory_bytes = 0;  // of its own, without mapped files; 0 = no limit
};

// How it ended: one of the two is set, or neither for a calm end.
struct ProcessEnd {
    int code = 0;    // of its exit
    int signal = 0;  // that ended it
    bool well() const { return code == 0 && signal == 0; }
};
// "code 3", "signal 9 (Killed)".
std::string to_string(const ProcessEnd& end);

// The child gets a process group of its own, no open file of ours, nothing to read, is killed by
// the system when we end in any way (PR_SET_PDEATHSIG), and before us when memory runs out. Members
// from any thread.
class Process {
  public:
    static constexpr std::size_t kLongestLine = 4096;  // bytes; longer ones are cut into several
    static constexpr std::chrono::milliseconds kGrace{2'000};  // from the asking to the killing

    using OnLine = std::function<void(std::string_view line)>;

    // `on_line` gets what it writes to its output and errors, on a thread of its own, and must not
    // throw. `on_end` is called there once, last; ended() knows it then. Throws Error{unavailable}
    // when it cannot be started, with the system's reason.
    explicit Process(Command command, OnLine on_line = {},
                     std::function<void(ProcessEnd)> on_end = {});
    ~Process();  // kills the group and waits
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    int id() const;
    // Nothing while it runs.
    std::optional<ProcessEnd> ended() const;
    // Until it has ended. When `stop` is requested it is terminated first, then what Stop throws is
    // thrown.
    ProcessEnd wait(const Stop& stop) const;
    // Asks its group to end, kills it after the grace; returns when it has ended.
    void terminate();
    void kill();  // at once; does not wait

  private:
    struct Child;
    std::shared_ptr<Child> child_;
};

}  // namespace kith
