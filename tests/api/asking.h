// What tests of endpoints ask again and again.
#pragma once

#include <future>
#include <string>
#include <string_view>

#include "tests/core/imports/made_imports.h"
#include "tests/support/worked.h"

namespace kith::test {

// The program with the worked archive in it, counted over all history.
class WorkedApp : public testing::Test {
  protected:
    WorkedApp() { app_.import(worked_archive(files_ / "archive")); }

    TempFolder files_;
    TestApp app_;
};

inline std::string text_at(const Reply& reply, std::string_view name) {
    return json::serialize(reply.at(name));
}

// Every other method is 405 and told which one is right.
inline void expect_only(TestApp& app, http::Method allowed, std::string_view path) {
    using enum http::Method;
    for (const auto method : {get, post, put, patch, del}) {
        if (method == allowed) continue;
        const auto reply = app.send(method, path, "{}");
        EXPECT_EQ(reply.status, 405) << http::name_of(method) << " " << path;
        EXPECT_NE(reply.headers.get("Allow").find(http::name_of(allowed)), std::string_view::npos)
            << path << ": " << reply.headers.get("Allow");
    }
}

// An import that stands still until the gate is opened, at the latest when the test ends.
class HeldImport {
  public:
    explicit HeldImport(TestApp& app) : app_{app} {
        app.app().imports().made(
            "held", core::making({.chats = {2}, .reads = [this](std::size_t, const Stop& stop) {
                                      while (gate_.wait_for(std::chrono::milliseconds{1}) !=
                                             std::future_status::ready)
                                          stop.check();
                                  }}));
        job_ = app.app().imports().start_made("held", core::Counting::waits).id;
    }
    ~HeldImport() { open(); }
    HeldImport(const HeldImport&) = delete;
    HeldImport& operator=(const HeldImport&) = delete;

    void open() {
        if (!opened_) {
            opener_.set_value();
            app_.app().jobs().wait(job_, Stop{});
        }
        opened_ = true;
    }
    std::int64_t job() const { return job_; }

  private:
    TestApp& app_;
    std::promise<void> opener_;
    std::shared_future<void> gate_ = opener_.get_future().share();
    std::int64_t job_ = 0;
    bool opened_ = false;
};

inline const std::vector<std::string> kHostile{"' or 1=1 --",
                                               "%00%ff",
                                               "阿梅🏔️",
                                               "../../etc/passwd",
                                               "<script>alert(1)</script>",
                                               "\xff\xfe\x80",
                                               "\"\\\n\t",
                                               std::string(64 * 1024, 'x')};

}  // namespace kith::test
