// See curl_client.h.
#include "net/curl_client.h"

#include <strings.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/error.h"
#include "net/loop.h"
#include "net/transfer.h"
#include "net/url.h"

namespace kith::net {
namespace {

using Clock = std::chrono::steady_clock;

// Stop has deadlines that wake nobody, so waits look at it this often.
constexpr std::chrono::milliseconds kLookEvery{20};

bool same_name(const std::string& a, std::string_view b) {
    return a.size() == b.size() && strncasecmp(a.data(), b.data(), b.size()) == 0;
}

bool is_redirect(const Response& head) {
    constexpr std::array kStatuses{301, 302, 303, 307, 308};
    return std::ranges::find(kStatuses, head.status) != kStatuses.end() &&
           !head.header("location").empty();
}

// What is asked of the next hop (RFC 9110 15.4).
void adapt(Request& request, int status, const Url& from, const Url& to) {
    const bool to_get = (status == 303 && request.method != "HEAD") ||
                        ((status == 301 || status == 302) && request.method == "POST");
    if (to_get) {
        request.method = "GET";
        request.body.clear();
    }
    const bool foreign = !from.same_origin(to);
    std::erase_if(request.headers, [&](const Header& header) {
        if (to_get && same_name(header.name, "content-type")) return true;
        // Anything else may be a key meant for the first server only.
        return foreign && !same_name(header.name, "accept") &&
               !same_name(header.name, "accept-language") &&
               !same_name(header.name, "content-type") && !same_name(header.name, "user-agent");
    });
}

[[noreturn]] void refuse_address(const Url& url) {
    throw Error{Errc::forbidden, "this address may not be asked", "address"}.note("host {}",
                                                                                  url.host);
}

[[noreturn]] void too_large(const Url& url) {
    throw Error{Errc::too_large, "the answer is too large", "max_bytes"}.note("host {}", url.host);
}

[[noreturn]] void too_late() {
    throw Error{Errc::timeout, "the other server took too long", "timeout"};
}

[[noreturn]] void fail(const Transfer& transfer, const Url& url) {
    if (transfer.refused) refuse_address(url);
    const auto result = *transfer.result;
    auto error = [&] {
        switch (result) {
            case CURLE_OPERATION_TIMEDOUT:
                return Error{Errc::timeout, "the other server took too long", "timeout"};
            case CURLE_COULDNT_RESOLVE_HOST:
                return Error{Errc::upstream, "the name has no address", "name"};
            case CURLE_ABORTED_BY_CALLBACK:
                return Error{Errc::cancelled, "shutting down", "shutdown"};
            default:
                return Error{Errc::upstream, "the other server could not be reached", "connection"};
        }
    }();
    throw error.note("host {}: {} ({})", url.host, transfer.trouble, static_cast<int>(result));
}

// Tells the loop that nobody waits any more, unless the transfer came to its end.
class Watch {
  public:
    Watch(Loop& loop, std::shared_ptr<Transfer> transfer)
        : loop_{loop}, transfer_{std::move(transfer)} {}
    ~Watch() {
        if (!ended) loop_.leave(transfer_);
    }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    bool ended = false;

  private:
    Loop& loop_;
    std::shared_ptr<Transfer> transfer_;
};

}  // namespace

struct CurlClient::Call {
    Request request;  // of the hop that is under way
    const OnBytes& on_bytes;
    const Stop& stop;
    Clock::time_point deadline;  // of the whole call
    int redirects = 0;
    std::size_t taken = 0;

    bool follows(const Response& head) const {
        return request.max_redirects > 0 && is_redirect(head);
    }
    std::chrono::milliseconds time_left() const {
        if (request.timeout.count() <= 0) return {};
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
        if (left.count() <= 0) too_late();
        return left;
    }
    bool declares_too_much(const Response& head) const {
        const auto length = head.header("content-length");
        std::uint64_t bytes = 0;
        std::from_chars(length.data(), length.data() + length.size(), bytes);
        return request.method != "HEAD" && bytes > request.max_bytes;
    }
    // Checks the size before anything is handed on.
    void take(const Response& head, std::string_view bytes, const Url& url) {
        taken += bytes.size();
        if (taken > request.max_bytes) too_large(url);
        on_bytes(head, bytes);
    }
};

CurlClient::CurlClient(Settings settings, Lookup lookup)
    : settings_{std::move(settings)},
      resolver_{std::move(lookup)},
      loop_{std::make_unique<Loop>()} {}
CurlClient::~CurlClient() = default;

std::vector<Address> CurlClient::checked_addresses(const Url& url, const Call& call) const {
    if (!call.request.addresses) return {};
    auto until = Clock::now() + call.request.connect_timeout;
    if (call.request.timeout.count() > 0) until = std::min(until, call.deadline);
    auto addresses = resolver_.resolve(url.host, until, call.stop);
    if (!std::ranges::all_of(addresses, call.request.addresses)) refuse_address(url);
    return addresses;
}

Response CurlClient::hop(const Url& url, Call& call) {
    auto addresses = checked_addresses(url, call);
    const auto transfer = std::make_shared<Transfer>(
        call.request, url,
        Transfer::Options{settings_.proxy, std::move(addresses), call.time_left()});
    loop_->start(transfer);
    Watch watch{*loop_, transfer};
    const auto head_until = Clock::now() + call.request.first_byte;
    const auto wake = call.stop.on_request([transfer] {
        const std::lock_guard guard{transfer->mutex};
        transfer->changed.notify_all();
    });
    std::unique_lock lock{transfer->mutex};
    while (true) {
        if (transfer->head_ready && call.follows(transfer->head)) return transfer->head;
        if (transfer->head_ready && call.declares_too_much(transfer->head)) too_large(url);
        if (transfer->head_ready && !transfer->bytes.empty()) {
            const auto bytes = std::exchange(transfer->bytes, {});
            const bool go_on = std::exchange(transfer->paused, false);
            lock.unlock();  // the head no longer changes
            if (go_on) loop_->resume(transfer);
            call.take(transfer->head, bytes, url);
            lock.lock();
            continue;
        }
        if (transfer->result) break;
        call.stop.check();
        const bool limited = call.request.first_byte.count() > 0 && !transfer->head_ready;
        if (limited && Clock::now() >= head_until) too_late();
        transfer->changed.wait_for(lock, kLookEvery);
    }
    watch.ended = true;
    if (*transfer->result != CURLE_OK) fail(*transfer, url);
    return std::move(transfer->head);
}

Response CurlClient::stream(const Request& request, const OnBytes& on_bytes, const Stop& stop) {
    Call call{request, on_bytes, stop, Clock::now() + request.timeout};
    const auto first = parse_url(request.url);
    auto url = first;
    while (true) {
        stop.check();
        auto response = hop(url, call);
        if (!call.follows(response)) return response;
        if (++call.redirects > request.max_redirects) {
            throw Error{Errc::upstream, "too many redirects", "redirects"}.note("last host {}",
                                                                                url.host);
        }
        const auto next = [&] {
            try {
                return join_url(url, response.header("location"));
            } catch (const Error& error) {
                throw Error{Errc::upstream, "redirected to an unusable address", "redirects"}.note(
                    "{}", error.message());
            }
        }();
        adapt(call.request, response.status, url, next);
        call.request.addresses = next.same_origin(first) ? request.addresses : request.redirects;
        url = next;
    }
}

}  // namespace kith::net
