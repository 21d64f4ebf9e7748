// The real program as a child process: started, asked over loopback, stopped or killed.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "net/curl_client.h"
#include "tests/support/test_app.h"

namespace kith::test {

class Program {
  public:
    // Runs build/…/kith with these arguments; what it prints is read.
    explicit Program(std::vector<std::string> arguments) {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error{"pipe"};
        arguments.insert(arguments.begin(), std::string{KITH_BINARY_DIR} + "/kith");
        std::vector<char*> argv;
        for (auto& argument : arguments) argv.push_back(argument.data());
        argv.push_back(nullptr);
        child_ = ::fork();
        if (child_ == 0) {
            ::dup2(ends[1], STDOUT_FILENO);
            ::execv(argv[0], argv.data());
            ::_exit(127);
        }
        ::close(ends[1]);
        out_ = ends[0];
    }
    ~Program() {
        if (child_ > 0) finish(SIGKILL);
        ::close(out_);
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

    // "http://127.0.0.1:40123", once it listens.
    std::string address() {
        EXPECT_TRUE(prints("http://127.0.0.1:")) << printed_;
        const auto from = printed_.find("http://127.0.0.1:");
        while (printed_.find('\n', from) == std::string::npos && prints(printed_ + "\n")) {
        }
        return printed_.substr(from, printed_.find_first_of(" \n", from) - from);
    }

    net::Response get(const std::string& path) {
        net::Request request;
        request.url = address() + path;
        request.addresses = {};
        return client_.send(request, Stop{});
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

  private:
    pid_t child_ = 0;
    int out_ = -1;
    std::string printed_;
    net::CurlClient client_;
};

}  // namespace kith::test
