// The pipe between a thread that makes a body piece by piece and the connection that sends it.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "base/stop.h"
#include "http/events.h"

namespace kith::http {

inline constexpr std::size_t kChannelBytes = 256 * 1024;  // unsent; beyond, write() blocks

// One writing thread, one reading (the connection's).
class Channel final : public StreamSink {
  public:
    // `wake` is called on the writing thread when there is something to take after there was
    // nothing.
    Channel(Stop stop, std::function<void()> wake);

    // Writing side.
    void open(Response head) override;
    void write(std::string_view bytes) override;
    // The body is complete.
    void finish();
    // The body can never be complete: the connection must break.
    void abandon();
    bool opened() const { return opened_; }

    // Reading side. What came since the last time; the writer goes on.
    struct Batch {
        std::optional<Response> head;
        std::string bytes;
        bool finished = false, abandoned = false;
    };
    Batch take();
    // The client left: write() throws from now on.
    void close();

  private:
    void announce(std::unique_lock<std::mutex>& lock);

    const Stop stop_;
    const std::function<void()> wake_;
    bool opened_ = false;  // writing thread only
    std::mutex mutex_;
    std::condition_variable room_;
    Batch batch_;
    bool announced_ = false, closed_ = false;
};

}  // namespace kith::http
