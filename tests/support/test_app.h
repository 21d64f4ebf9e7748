// The whole program in process: real router, core and store in a folder of its own, a clock that
// stands still, no sockets.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.h"
#include "json/json.h"

namespace kith::test {

// A folder that goes with the test.
class TempFolder {
  public:
    TempFolder();
    ~TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

struct Reply {
    int status{};
    std::string body, type;
    http::Headers headers;
    json::value json() const { return json::parse(body); }
    // The member of an object answer; fails the test when there is none.
    json::value at(std::string_view name) const;
};

struct AppOptions {
    std::int64_t now = 1'795'233'600;  // 2026-11-21 12:00 at +08:00
    bool remote_avatars = false;
    Secret key;
    bool demo_locks_models = false;
    std::chrono::seconds model_test{60};
    std::shared_ptr<llm::Model> model;  // null: nothing is configured
};

class TestApp {
  public:
    explicit TestApp(const AppOptions& options = {});
    ~TestApp();

    Reply get(std::string_view target,
              std::vector<std::pair<std::string, std::string>> headers = {});
    Reply post(std::string_view target, std::string body = "{}");
    Reply send(http::Method method, std::string_view target, std::string body = {},
               std::vector<std::pair<std::string, std::string>> headers = {});
    // Imports, waits, and fails the test when the import failed.
    core::ImportView import(const std::filesystem::path& path);
    // Waits until no job is left.
    void settle();
    // POST /api/init and waits for it.
    void index(std::int64_t from = 0, std::int64_t to = 0);
    // Stops and starts again on the same folder.
    void restart();

    // Listens, too; the port.
    std::uint16_t listen();

    app::App& app() { return *app_; }
    store::Store& store() { return app_->store(); }
    const std::filesystem::path& folder() const { return folder_.path(); }

  private:
    TempFolder folder_;
    app::Settings settings_;
    std::unique_ptr<app::App> app_;
};

// Percent-encodes a query value.
std::string encoded(std::string_view value);

}  // namespace kith::test
