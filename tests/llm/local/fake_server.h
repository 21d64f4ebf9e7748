// A models folder of a test whose runtime is the stand-in of tests/support.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "llm/local/server.h"
#include "net/curl_client.h"

namespace kith::llm::local {

inline std::vector<std::string> lines_in(const std::filesystem::path& file) {
    std::vector<std::string> lines;
    std::ifstream in{file};
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

// Until it is true, at most ten seconds.
inline bool becomes(const std::function<bool()>& condition) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (!condition()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::yield();
    }
    return true;
}

// Goes away with what is in it.
struct TempFolder {
    std::filesystem::path path;

    TempFolder() {
        auto name = (std::filesystem::temp_directory_path() / "kith-test-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no folder"};
        path = name;
    }
    ~TempFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
};

// `how`: what the stand-in does; its words stand in its file.
class FakeServer {
  public:
    explicit FakeServer(const std::string& how) {
        choice = {.program = KITH_SOURCE_DIR "/tests/support/fake_llama_server.py",
                  .file = folder_.path / (how + ".gguf"),
                  .name = "tiny",
                  .bytes = 4};
        std::ofstream{choice.file} << "GGUF";
    }
    ~FakeServer() { server.reset(); }  // before its folder
    FakeServer(const FakeServer&) = delete;
    FakeServer& operator=(const FakeServer&) = delete;

    Server& start(ServerSettings settings = quick()) {
        server = std::make_unique<Server>(settings, client, [this] { return choice; });
        return *server;
    }
    // Everything that waits, waits little.
    static ServerSettings quick() {
        return {.threads = 1,
                .start_limit = std::chrono::seconds{20},
                .first_wait = std::chrono::milliseconds{1},
                .look = std::chrono::milliseconds{5}};
    }
    std::vector<std::string> lines(const std::string& file) const {
        return lines_in(folder_.path / file);
    }
    std::size_t starts() const { return lines("starts").size(); }
    int last_process() const { return std::stoi(lines("starts").back()); }
    void release() const { std::ofstream{folder_.path / "release"} << "x"; }

    net::CurlClient client;
    Choice choice;
    std::unique_ptr<Server> server;

  private:
    TempFolder folder_;
};

}  // namespace kith::llm::local
