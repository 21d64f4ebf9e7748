// The real program as a child process: started, asked over loopback, stopped, killed, put on a full
// disk or without rights.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/capability.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "core/imports/imports.h"
#include "core/jobs/jobs.h"
#include "net/curl_client.h"
#include "tests/support/test_app.h"

namespace kith::test {

// of_the_modes: what chmod forbids is forbidden for root, too.
enum class Rights { full, of_the_modes };

struct Launch {
    std::vector<std::string> arguments;
    Rights rights = Rights::full;
    rlim_t file_bytes = RLIM_INFINITY;  // no file can grow beyond: a disk without room
};

class Program {
  public:
    static constexpr std::chrono::seconds kPatience{60};  // no wait of a test is longer
    static constexpr std::chrono::milliseconds kLookEvery{2};

    explicit Program(std::vector<std::string> arguments)
        : Program{Launch{.arguments = std::move(arguments)}} {}

    // build/…/kith, or the one that KITH_TEST_PROGRAM names.
    static std::string file() {
        const char* other = std::getenv("KITH_TEST_PROGRAM");
        return other == nullptr ? std::string{KITH_BINARY_DIR} + "/kith" : other;
    }

    // Runs it; what it prints is read.
    explicit Program(Launch launch) : errors_{::memfd_create("errors", MFD_CLOEXEC)} {
        // What this machine has prepared changes no test.
        ::setenv("KITH_MODELS", "/nowhere/kith/models", 0);
        int ends[2];
        if (errors_ < 0 || ::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error{"pipe"};
        launch.arguments.insert(launch.arguments.begin(), file());
        std::vector<char*> argv;
        for (auto& argument : launch.arguments) argv.push_back(argument.data());
        argv.push_back(nullptr);
        child_ = ::fork();
        if (child_ == 0) {
            ::dup2(ends[1], STDOUT_FILENO);
            ::dup2(errors_, STDERR_FILENO);
            if (!prepare(launch)) ::_exit(126);
            ::execv(argv[0], argv.data());
            ::_exit(127);
        }
        ::close(ends[1]);
        out_ = ends[0];
    }
    ~Program() {
        if (child_ > 0) finish(SIGKILL);
        ::close(out_);
        ::close(errors_);
    }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    // Reads what is printed until the text occurs or the program ends.
    bool prints(std::string_view text) {
        char piece[4096];
        while (printed_.find(text) == std::string::npos) {
            const auto count = ::read(out_, piece, sizeof piece);
            if (count <= 0) return false;
            printed_.append(piece, static_cast<std::size_t>(count));
        }
        return true;
    }
    const std::string& printed() const { return printed_; }

    // What it wrote to its error output so far.
    std::string errors() const {
        std::string text(static_cast<std::size_t>(::lseek(errors_, 0, SEEK_END)), '\0');
        const auto count = ::pread(errors_, text.data(), text.size(), 0);
        text.resize(static_cast<std::size_t>(std::max<ssize_t>(0, count)));
        return text;
    }

    // "http://127.0.0.1:40123", once it listens.
    std::string address() {
        EXPECT_TRUE(prints("http://127.0.0.1:")) << printed_ << errors();
        const auto from = printed_.find("http://127.0.0.1:");
        while (printed_.find('\n', from) == std::string::npos && prints(printed_ + "\n")) {
        }
        return printed_.substr(from, printed_.find_first_of(" \n", from) - from);
    }
    std::uint16_t port() {
        const auto text = address();
        return static_cast<std::uint16_t>(std::stoi(text.substr(text.rfind(':') + 1)));
    }

    net::Response get(const std::string& path) { return send("GET", path, {}); }
    net::Response post(const std::string& path, std::string body = "{}") {
        return send("POST", path, std::move(body));
    }
    net::Response put(const std::string& path, std::string body) {
        return send("PUT", path, std::move(body));
    }
    // The body of a GET, read as T.
    template <class T>
    T read(const std::string& path) {
        const auto reply = get(path);
        EXPECT_EQ(reply.status, 200) << path << ": " << reply.body;
        return json::read<T>(reply.body);
    }

    // POST /api/kith/imports.
    core::JobInfo import(const std::filesystem::path& path) {
        const auto reply = post("/api/kith/imports", import_body(path));
        EXPECT_EQ(reply.status, 202) << reply.body;
        return json::read<core::JobInfo>(reply.body);
    }
    static std::string import_body(const std::filesystem::path& path) {
        return R"({"sources":[{"path":)" + json::write(path.string()) + "}]}";
    }
    core::JobInfo job(std::int64_t id) {
        return read<core::JobInfo>("/api/kith/jobs/" + std::to_string(id));
    }
    core::JobInfo control(std::int64_t id, const std::string& verb) {
        const auto reply = post("/api/kith/jobs/" + std::to_string(id) + "/" + verb);
        EXPECT_EQ(reply.status, 200) << reply.body;
        return json::read<core::JobInfo>(reply.body);
    }
    core::ImportView import_of(const core::JobInfo& job) {
        return read<core::ImportView>("/api/kith/imports/" + std::to_string(job.subject));
    }
    std::vector<core::JobInfo> jobs() { return read<Jobs>("/api/kith/jobs").jobs; }
    std::vector<core::ImportView> imports() { return read<Imports>("/api/kith/imports").imports; }

    // Asks for the job until the condition holds or the job is over.
    template <class Condition>
    core::JobInfo follow(std::int64_t id, Condition holds) {
        const auto until = std::chrono::steady_clock::now() + kPatience;
        for (;;) {
            auto now = job(id);
            if (core::is_over(now.state) || holds(now)) return now;
            if (std::chrono::steady_clock::now() > until) {
                ADD_FAILURE() << "the job does not end: " << json::write(now);
                return now;
            }
        }
    }
    core::JobInfo finish_job(std::int64_t id) {
        const auto until = std::chrono::steady_clock::now() + kPatience;
        for (;; Stop{}.wait_for(kLookEvery)) {
            const auto now = job(id);
            if (core::is_over(now.state)) return now;
            if (std::chrono::steady_clock::now() > until) {
                ADD_FAILURE() << "the job does not end: " << json::write(now);
                return now;
            }
        }
    }
    core::JobInfo import_whole(const std::filesystem::path& path) {
        return finish_job(import(path).id);
    }
    // Waits until no job is left; the failed ones.
    std::vector<core::JobInfo> settle() {
        auto all = jobs();
        std::vector<core::JobInfo> failed;
        for (const auto& one : all)
            if (finish_job(one.id).state == core::JobState::failed) failed.push_back(job(one.id));
        return failed;
    }

    // The disk has room again.
    void give_room() {
        const rlimit none{RLIM_INFINITY, RLIM_INFINITY};
        EXPECT_EQ(::prlimit(child_, RLIMIT_FSIZE, &none, nullptr), 0);
    }

    // Sends the signal and waits; the exit code, or minus the signal that ended it.
    int finish(int signal) {
        ::kill(child_, signal);
        return wait();
    }
    int wait() {
        int status = 0;
        ::waitpid(child_, &status, 0);
        child_ = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }
    // Reads everything it prints until it ends, and waits; the exit code.
    int run() {
        while (prints("\1")) {
        }
        return wait();
    }

  private:
    struct Jobs {
        std::vector<core::JobInfo> jobs;
        BOOST_DESCRIBE_CLASS(Jobs, (), (jobs), (), ())
    };
    struct Imports {
        std::vector<core::ImportView> imports;
        BOOST_DESCRIBE_CLASS(Imports, (), (imports), (), ())
    };

    // In the child, between fork and exec.
    static bool prepare(const Launch& launch) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (launch.rights == Rights::of_the_modes && ::geteuid() == 0)
            for (const int right : {CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH})
                if (::prctl(PR_CAPBSET_DROP, right) != 0) return false;
        if (launch.file_bytes == RLIM_INFINITY) return true;
        rlimit limit{};
        if (::getrlimit(RLIMIT_FSIZE, &limit) != 0) return false;
        limit.rlim_cur = launch.file_bytes;
        return ::setrlimit(RLIMIT_FSIZE, &limit) == 0;
    }

    net::Response send(const char* method, const std::string& path, std::string body) {
        net::Request request{.method = method, .url = address() + path};
        if (!body.empty()) request.headers.push_back({"Content-Type", "application/json"});
        request.body = std::move(body);
        request.addresses = {};
        return client_.send(request, Stop{});
    }

    pid_t child_ = 0;
    int out_ = -1, errors_ = -1;
    std::string printed_;
    net::CurlClient client_;
};

inline Launch serving(const std::filesystem::path& data) {
    return {.arguments = {"serve", "--data", data.string(), "--listen", "127.0.0.1:0"}};
}

inline Launch importing(const std::filesystem::path& archive, const std::filesystem::path& data) {
    return {.arguments = {"import", archive.string(), "--data", data.string(), "--json"}};
}

}  // namespace kith::test
