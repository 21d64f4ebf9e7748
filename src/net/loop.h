// The one thread that talks to libcurl's multi interface. Inside net/ only.
#pragma once

#include <curl/curl.h>

#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "net/transfer.h"

namespace kith::net {

inline constexpr std::size_t kMaxTransfers = 256;  // at once; further ones are refused as busy

class Loop {
  public:
    Loop();
    // Ends all transfers: whoever waits for one sees it aborted.
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    // Throws Error{busy}. Any thread, as the others.
    void start(std::shared_ptr<Transfer> transfer);
    // Its bytes were taken; curl may go on.
    void resume(std::shared_ptr<Transfer> transfer);
    // Nobody waits for it any more. Returns at once.
    void leave(std::shared_ptr<Transfer> transfer);

  private:
    enum class What { start, resume, leave };
    struct Order {
        What what;
        std::shared_ptr<Transfer> transfer;
    };

    void give(Order order);
    void run();
    void obey(Order& order);
    void collect();
    void end(CURL* easy, CURLcode result);

    CURLM* multi_;
    std::mutex mutex_;
    std::vector<Order> orders_;
    std::size_t count_ = 0;  // started and not yet ended
    bool stopping_ = false;
    std::map<CURL*, std::shared_ptr<Transfer>> running_;  // the thread's own
    std::thread thread_;
};

}  // namespace kith::net
