// One hop of one request: what the curl thread and the waiting thread share. Inside net/ only.
#pragma once

#include <curl/curl.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "net/client.h"
#include "net/url.h"

namespace kith::net {

// Made by the waiting thread, then handed to the loop. After that the easy handle belongs to the
// curl thread alone; the members below `mutex` belong to whoever holds it.
class Transfer {
  public:
    struct Options {
        std::string proxy;
        std::vector<Address> pinned;        // empty: curl looks the name up itself
        std::chrono::milliseconds timeout;  // what is left; 0: none
    };
    Transfer(const Request& request, const Url& url, const Options& options);
    ~Transfer();
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    CURL* easy() const { return easy_; }

    std::mutex mutex;
    std::condition_variable changed;
    Response head;
    std::string bytes;        // arrived and not yet taken
    bool head_ready = false;  // all headers of the final reply of this hop are there
    bool paused = false;      // `bytes` was full; whoever empties it asks the loop to go on
    bool left = false;        // nobody waits any more
    bool refused = false;     // an address that the policy does not want
    std::optional<CURLcode> result;
    std::string trouble;  // what curl says about the result

  private:
    static std::size_t on_header(const char* text, std::size_t size, std::size_t count, void* self);
    static std::size_t on_bytes(const char* text, std::size_t size, std::size_t count, void* self);
    static curl_socket_t on_socket(void* self, curlsocktype purpose, curl_sockaddr* address);
    bool take_header(std::string_view line);
    void set_request(const Request& request, const Url& url);
    void set_limits(const Request& request, const Options& options);
    void pin(const Url& url, const Options& options);

    CURL* easy_;
    curl_slist *headers_ = nullptr, *pins_ = nullptr;
    AddressPolicy policy_;
    std::string body_;
    std::size_t header_bytes_ = 0;
    char error_[CURL_ERROR_SIZE] = {};
    friend class Loop;
};

}  // namespace kith::net
