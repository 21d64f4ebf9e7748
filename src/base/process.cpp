// See process.h. The thread that forks is the one that listens and waits: PR_SET_PDEATHSIG is bound
// to the thread, not to the process.
#include "base/process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <cstring>
#include <future>
#include <mutex>
#include <thread>

#include "base/error.h"

extern char** environ;

namespace kith {
namespace {

constexpr unsigned kFirstOther = 3;   // after input, output, errors
constexpr unsigned kCloseOnExec = 4;  // CLOSE_RANGE_CLOEXEC
constexpr int kMostSignals = 64;
constexpr int kOldSystemFiles = 4096;  // where the system cannot mark a range

struct Pipe {
    int read = -1, write = -1;
    Pipe() {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            throw Error{Errc::unavailable, "cannot make a pipe"}.note("{}", std::strerror(errno));
        read = ends[0];
        write = ends[1];
    }
    ~Pipe() {
        close(read);
        close(write);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    static void close(int& end) {
        if (end >= 0) ::close(end);
        end = -1;
    }
};

// Everything that exec needs, made before the fork: afterwards nothing may allocate.
struct Prepared {
    std::vector<std::string> words, variables;
    std::vector<char*> arguments, environment;
    std::string folder;
    int nice;
    std::uint64_t memory_bytes;

    explicit Prepared(const Command& command)
        : words{command.arguments},
          folder{command.folder.string()},
          nice{command.nice},
          memory_bytes{command.memory_bytes} {
        for (char** entry = environ; *entry != nullptr; ++entry) {
            const std::string_view variable{*entry};
            const auto name = variable.substr(0, variable.find('='));
            bool replaced = false;
            for (const auto& [key, value] : command.environment) replaced |= key == name;
            if (!replaced) variables.emplace_back(variable);
        }
        for (const auto& [key, value] : command.environment) variables.push_back(key + "=" + value);
        for (auto& word : words) arguments.push_back(word.data());
        for (auto& variable : variables) environment.push_back(variable.data());
        arguments.push_back(nullptr);
        environment.push_back(nullptr);
    }
};

void close_all_others() {
    if (::syscall(SYS_close_range, kFirstOther, ~0U, kCloseOnExec) == 0) return;
    for (int file = kFirstOther; file < kOldSystemFiles; ++file) ::fcntl(file, F_SETFD, FD_CLOEXEC);
}

void be_the_first_to_go() {
    const int file = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    [[maybe_unused]] const auto written = ::write(file, "900", 3);
    ::close(file);
}

// In the child. Only calls that are safe between fork and exec.
[[noreturn]] void become(const Prepared& what, int output, int failure, pid_t parent) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(127);  // it ended before the line above
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    for (int number = 1; number < kMostSignals; ++number) ::signal(number, SIG_DFL);
    const int nothing = ::open("/dev/null", O_RDONLY);
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    close_all_others();
    be_the_first_to_go();
    if (what.memory_bytes != 0) {
        const ::rlimit limit{what.memory_bytes, what.memory_bytes};
        ::setrlimit(RLIMIT_DATA, &limit);
    }
    if (what.nice != 0) [[maybe_unused]]
        const int ignored = ::nice(what.nice);
    if (what.folder.empty() || ::chdir(what.folder.c_str()) == 0) {
        environ = const_cast<char**>(what.environment.data());
        ::execvp(what.arguments.front(), what.arguments.data());
    }
    const int problem = errno;
    [[maybe_unused]] const auto written = ::write(failure, &problem, sizeof problem);
    ::_exit(127);
}

// Cuts what is read into lines.
class Lines {
  public:
    explicit Lines(const Process::OnLine& on_line) : on_line_{on_line} {}
    void add(std::string_view bytes) {
        for (const char letter : bytes) {
            // A progress display goes back to the beginning of its line.
            if (letter == '\n' || letter == '\r')
                end();
            else
                line_ += letter;
            if (line_.size() >= Process::kLongestLine) end();
        }
    }
    void end() {
        if (!line_.empty() && on_line_) on_line_(line_);
        line_.clear();
    }

  private:
    const Process::OnLine& on_line_;
    std::string line_;
};

}  // namespace

std::string to_string(const ProcessEnd& end) {
    if (end.signal == 0) return "code " + std::to_string(end.code);
    return "signal " + std::to_string(end.signal) + " (" + ::strsignal(end.signal) + ")";
}

struct Process::Child {
    mutable std::mutex mutex;
    mutable std::condition_variable changed;
    pid_t id = 0;
    std::optional<ProcessEnd> end;
    std::thread thread;

    void run(const Command& command, const OnLine& on_line,
             const std::function<void(ProcessEnd)>& on_end, std::promise<void>& started);
    int start(const Command& command, Pipe& output);
    ProcessEnd reap();
    void send(int signal) const {
        const std::lock_guard lock{mutex};
        if (!end) ::kill(-id, signal);
    }
};

// Returns errno of what failed, 0 when it runs.
int Process::Child::start(const Command& command, Pipe& output) {
    const Prepared prepared{command};
    Pipe failure;
    const auto parent = ::getpid();
    const auto child = ::fork();
    if (child < 0) return errno;
    if (child == 0) become(prepared, output.write, failure.write, parent);
    ::setpgid(child, child);  // both do it: whoever comes first
    Pipe::close(failure.write);
    Pipe::close(output.write);
    int problem = 0;
    if (::read(failure.read, &problem, sizeof problem) == sizeof problem) {
        ::waitpid(child, nullptr, 0);
        return problem;
    }
    const std::lock_guard lock{mutex};
    id = child;
    return 0;
}

// Its number stays taken until `end` is set, so that nobody signals a stranger.
ProcessEnd Process::Child::reap() {
    siginfo_t info{};
    while (::waitid(P_PID, static_cast<id_t>(id), &info, WEXITED | WNOWAIT) != 0 &&
           errno == EINTR) {
    }
    ProcessEnd found;
    if (info.si_code == CLD_EXITED)
        found.code = info.si_status;
    else
        found.signal = info.si_status;
    return found;
}

void Process::Child::run(const Command& command, const OnLine& on_line,
                         const std::function<void(ProcessEnd)>& on_end,
                         std::promise<void>& started) {
    Pipe output;
    if (const int problem = start(command, output); problem != 0) {
        started.set_exception(std::make_exception_ptr(
            Error{Errc::unavailable,
                  "cannot start " + command.arguments.front() + ": " + std::strerror(problem)}));
        return;
    }
    started.set_value();
    Lines lines{on_line};
    std::array<char, 4096> block{};
    for (;;) {
        const auto got = ::read(output.read, block.data(), block.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        lines.add({block.data(), static_cast<std::size_t>(got)});
    }
    lines.end();
    const auto found = reap();
    {
        const std::lock_guard lock{mutex};
        ::kill(-id, SIGKILL);  // what it left of its group
        ::waitpid(id, nullptr, 0);
        end = found;
    }
    changed.notify_all();
    if (on_end) on_end(found);
}

Process::Process(Command command, OnLine on_line, std::function<void(ProcessEnd)> on_end)
    : child_{std::make_shared<Child>()} {
    std::promise<void> started;
    auto outcome = started.get_future();
    child_->thread =
        std::thread{[child = child_, command = std::move(command), on_line = std::move(on_line),
                     on_end = std::move(on_end), started = std::move(started)]() mutable {
            try {
                child->run(command, on_line, on_end, started);
            } catch (const Error&) {  // no pipe: nothing runs
                started.set_exception(std::current_exception());
            }
        }};
    try {
        outcome.get();
    } catch (...) {
        child_->thread.join();
        throw;
    }
}

Process::~Process() {
    if (!child_->thread.joinable()) return;
    kill();
    child_->thread.join();
}

int Process::id() const {
    const std::lock_guard lock{child_->mutex};
    return child_->id;
}

std::optional<ProcessEnd> Process::ended() const {
    const std::lock_guard lock{child_->mutex};
    return child_->end;
}

ProcessEnd Process::wait(const Stop& stop) const {
    const auto told = stop.on_request([child = child_] {
        const std::lock_guard lock{child->mutex};
        child->changed.notify_all();
    });
    std::unique_lock lock{child_->mutex};
    while (!child_->end) {
        if (stop.requested()) {
            lock.unlock();
            child_->send(SIGTERM);
            lock.lock();
            child_->changed.wait_for(lock, kGrace, [&] { return child_->end.has_value(); });
            if (!child_->end) ::kill(-child_->id, SIGKILL);
            child_->changed.wait(lock, [&] { return child_->end.has_value(); });
            lock.unlock();
            stop.check();
            lock.lock();
        }
        // A deadline rings no bell, so it is looked for.
        constexpr std::chrono::milliseconds kLook{200};
        if (!child_->end) child_->changed.wait_for(lock, kLook);
    }
    return *child_->end;
}

void Process::terminate() {
    child_->send(SIGTERM);
    std::unique_lock lock{child_->mutex};
    child_->changed.wait_for(lock, kGrace, [&] { return child_->end.has_value(); });
    if (!child_->end) ::kill(-child_->id, SIGKILL);
    child_->changed.wait(lock, [&] { return child_->end.has_value(); });
}

void Process::kill() {
    child_->send(SIGKILL);
}

}  // namespace kith
