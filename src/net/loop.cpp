// See loop.h.
#include "net/loop.h"

#include "base/error.h"

namespace kith::net {
namespace {

constexpr int kPollMillis = 1000;  // orders wake the poll up, so this is only a safety net

void init_curl() {
    static const CURLcode done = curl_global_init(CURL_GLOBAL_DEFAULT);
    require(done == CURLE_OK, Errc::internal, "libcurl could not be started");
}

}  // namespace

Loop::Loop() {
    init_curl();
    multi_ = curl_multi_init();
    if (multi_ == nullptr) throw std::bad_alloc{};
    thread_ = std::thread{[this] { run(); }};
}

Loop::~Loop() {
    {
        const std::lock_guard guard{mutex_};
        stopping_ = true;
    }
    curl_multi_wakeup(multi_);
    thread_.join();
    curl_multi_cleanup(multi_);
}

void Loop::give(Order order) {
    {
        const std::lock_guard guard{mutex_};
        if (order.what == What::start) {
            require(count_ < kMaxTransfers, Errc::busy, "too many outgoing requests", "transfers");
            ++count_;
        }
        orders_.push_back(std::move(order));
    }
    curl_multi_wakeup(multi_);
}

void Loop::start(std::shared_ptr<Transfer> transfer) {
    give({What::start, std::move(transfer)});
}
void Loop::resume(std::shared_ptr<Transfer> transfer) {
    give({What::resume, std::move(transfer)});
}
void Loop::leave(std::shared_ptr<Transfer> transfer) {
    {
        const std::lock_guard guard{transfer->mutex};
        transfer->left = true;
    }
    give({What::leave, std::move(transfer)});
}

void Loop::obey(Order& order) {
    CURL* easy = order.transfer->easy();
    if (order.what == What::start) {
        running_.emplace(easy, order.transfer);
        if (curl_multi_add_handle(multi_, easy) != CURLM_OK) end(easy, CURLE_FAILED_INIT);
        return;
    }
    if (!running_.contains(easy)) return;  // it ended meanwhile
    if (order.what == What::resume) {
        curl_easy_pause(easy, CURLPAUSE_CONT);
    } else {
        end(easy, CURLE_ABORTED_BY_CALLBACK);
    }
}

void Loop::end(CURL* easy, CURLcode result) {
    const auto found = running_.find(easy);
    if (found == running_.end()) return;
    const auto transfer = found->second;
    running_.erase(found);
    curl_multi_remove_handle(multi_, easy);
    {
        const std::lock_guard guard{mutex_};
        --count_;
    }
    const std::lock_guard guard{transfer->mutex};
    transfer->result = result;
    transfer->trouble = transfer->error_[0] != '\0' ? transfer->error_ : curl_easy_strerror(result);
    transfer->changed.notify_all();
}

void Loop::collect() {
    int left = 0;
    while (const auto* message = curl_multi_info_read(multi_, &left)) {
        if (message->msg == CURLMSG_DONE) end(message->easy_handle, message->data.result);
    }
}

void Loop::run() {
    std::vector<Order> orders;
    while (true) {
        {
            const std::lock_guard guard{mutex_};
            if (stopping_) break;
            orders.swap(orders_);
        }
        for (auto& order : orders) obey(order);
        orders.clear();
        int running = 0;
        curl_multi_perform(multi_, &running);
        collect();
        curl_multi_poll(multi_, nullptr, 0, kPollMillis, nullptr);
    }
    while (!running_.empty()) end(running_.begin()->first, CURLE_ABORTED_BY_CALLBACK);
    // Those that were ordered and never begun.
    const std::lock_guard guard{mutex_};
    for (auto& order : orders_) {
        const std::lock_guard inner{order.transfer->mutex};
        if (!order.transfer->result) order.transfer->result = CURLE_ABORTED_BY_CALLBACK;
        order.transfer->changed.notify_all();
    }
    orders_.clear();
}

}  // namespace kith::net
