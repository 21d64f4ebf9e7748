// See transfer.h.
#include "net/transfer.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/error.h"

namespace kith::net {
namespace {

constexpr std::size_t kPendingBytes = 256 << 10;  // more than this waits in the socket
constexpr std::size_t kHeaderBytes = 128 << 10;

template <class Value>
void set(CURL* easy, CURLoption option, Value value) {
    const auto code = curl_easy_setopt(easy, option, value);
    if (code != CURLE_OK) {
        throw Error{Errc::internal, "libcurl refused an option"}.note(
            "option {}: {}", static_cast<int>(option), curl_easy_strerror(code));
    }
}

bool is_token(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
    });
}

bool is_field_value(std::string_view text) {
    return text.find_first_of(std::string_view{"\r\n\0", 3}) == std::string_view::npos;
}

std::optional<Address> address_of(const curl_sockaddr& from) {
    Address out;
    if (from.family == AF_INET) {
        sockaddr_in socket{};
        std::memcpy(&socket, &from.addr, sizeof socket);
        out.size = 4;
        std::memcpy(out.bytes.data(), &socket.sin_addr, 4);
    } else if (from.family == AF_INET6) {
        sockaddr_in6 socket{};
        // curl_sockaddr ends in a plain sockaddr; curl allots the larger one behind it.
        std::memcpy(&socket, static_cast<const void*>(&from.addr), sizeof socket);
        out.size = 16;
        std::memcpy(out.bytes.data(), &socket.sin6_addr, 16);
    } else {
        return std::nullopt;
    }
    return out;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r' ||
                             text.back() == '\n')) {
        text.remove_suffix(1);
    }
    return text;
}

void add(curl_slist*& list, const std::string& line) {
    auto* longer = curl_slist_append(list, line.c_str());
    if (longer == nullptr) throw std::bad_alloc{};
    list = longer;
}

}  // namespace

Transfer::Transfer(const Request& request, const Url& url, const Options& options)
    : easy_{curl_easy_init()}, policy_{request.addresses}, body_{request.body} {
    if (easy_ == nullptr) throw std::bad_alloc{};
    try {
        set_request(request, url);
        set_limits(request, options);
        pin(url, options);
    } catch (...) {
        curl_slist_free_all(headers_);
        curl_slist_free_all(pins_);
        curl_easy_cleanup(easy_);
        throw;
    }
    head.url = url.text;
}

Transfer::~Transfer() {
    curl_easy_cleanup(easy_);
    curl_slist_free_all(headers_);
    curl_slist_free_all(pins_);
}

void Transfer::set_request(const Request& request, const Url& url) {
    set(easy_, CURLOPT_URL, url.text.c_str());
    set(easy_, CURLOPT_PROTOCOLS_STR, "http,https");
    require(is_token(request.method), Errc::invalid, "not an HTTP method", "method");
    if (request.method == "HEAD") {
        set(easy_, CURLOPT_NOBODY, 1L);
    } else if (request.method != "GET" || !body_.empty()) {
        set(easy_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body_.size()));
        set(easy_, CURLOPT_POSTFIELDS, body_.c_str());
        set(easy_, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    }
    bool has_type = false;
    for (const auto& header : request.headers) {
        require(is_token(header.name) && is_field_value(header.value), Errc::invalid,
                "not an HTTP header", "header");
        has_type = has_type || strcasecmp(header.name.c_str(), "content-type") == 0;
        // For curl "Name:" means to leave the header out, "Name;" to send it empty.
        add(headers_, header.value.empty() ? header.name + ';' : header.name + ": " + header.value);
    }
    add(headers_, "Expect:");
    if (!has_type) add(headers_, "Content-Type:");
    set(easy_, CURLOPT_HTTPHEADER, headers_);
    set(easy_, CURLOPT_PRIVATE, static_cast<void*>(this));
    set(easy_, CURLOPT_ERRORBUFFER, error_);
    set(easy_, CURLOPT_HEADERDATA, static_cast<void*>(this));
    set(easy_, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
    set(easy_, CURLOPT_WRITEDATA, static_cast<void*>(this));
    set(easy_, CURLOPT_WRITEFUNCTION, &Transfer::on_bytes);
}

void Transfer::set_limits(const Request& request, const Options& options) {
    set(easy_, CURLOPT_NOSIGNAL, 1L);
    set(easy_, CURLOPT_FOLLOWLOCATION, 0L);
    set(easy_, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.connect_timeout.count()));
    if (options.timeout.count() > 0) {
        set(easy_, CURLOPT_TIMEOUT_MS, static_cast<long>(options.timeout.count()));
    }
    if (request.silence.count() > 0) {
        set(easy_, CURLOPT_LOW_SPEED_LIMIT, 1L);
        set(easy_, CURLOPT_LOW_SPEED_TIME, static_cast<long>(request.silence.count()));
    }
    // "" also keeps curl from looking at http_proxy and its relatives in the environment.
    set(easy_, CURLOPT_PROXY, options.proxy.c_str());
}

void Transfer::pin(const Url& url, const Options& options) {
    if (!policy_) return;
    // A connection that another request made under another policy may lead anywhere.
    set(easy_, CURLOPT_FRESH_CONNECT, 1L);
    set(easy_, CURLOPT_FORBID_REUSE, 1L);
    if (!options.proxy.empty())
        return;  // the connection goes to the proxy, which is the operator's choice
    set(easy_, CURLOPT_OPENSOCKETDATA, static_cast<void*>(this));
    set(easy_, CURLOPT_OPENSOCKETFUNCTION, &Transfer::on_socket);
    std::string line = '+' + url.host + ':' + std::to_string(url.port) + ':';
    for (std::size_t i = 0; i < options.pinned.size(); ++i) {
        const auto& address = options.pinned[i];
        const auto text = address.text();
        line += i == 0 ? "" : ",";
        line += address.size == 16 ? '[' + text + ']' : text;
    }
    add(pins_, line);
    set(easy_, CURLOPT_RESOLVE, pins_);
}

std::size_t Transfer::on_header(const char* text, std::size_t size, std::size_t count, void* self) {
    const std::string_view line{text, size * count};
    return static_cast<Transfer*>(self)->take_header(line) ? line.size() : 0;
}

bool Transfer::take_header(std::string_view line) {
    const std::lock_guard guard{mutex};
    header_bytes_ += line.size();
    if (left || header_bytes_ > kHeaderBytes) return false;
    if (head_ready) return true;      // trailers
    if (line.starts_with("HTTP/")) {  // also after an interim reply (1xx)
        head.headers.clear();
        head.status = 0;
        const auto blank = std::min(line.find(' '), line.size() - 1);
        std::from_chars(line.data() + blank + 1, line.data() + line.size(), head.status);
        return true;
    }
    const auto content = trimmed(line);
    if (content.empty()) {
        head_ready = head.status >= 200;
        if (head_ready) changed.notify_all();
        return true;
    }
    const auto colon = content.find(':');
    if (colon != std::string_view::npos) {
        head.headers.push_back({std::string{trimmed(content.substr(0, colon))},
                                std::string{trimmed(content.substr(colon + 1))}});
    }
    return true;
}

std::size_t Transfer::on_bytes(const char* text, std::size_t size, std::size_t count, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    const std::string_view arrived{text, size * count};
    const std::lock_guard guard{transfer.mutex};
    if (transfer.left) return 0;
    if (!transfer.bytes.empty() && transfer.bytes.size() + arrived.size() > kPendingBytes) {
        transfer.paused = true;
        return CURL_WRITEFUNC_PAUSE;
    }
    transfer.bytes += arrived;
    transfer.changed.notify_all();
    return arrived.size();
}

curl_socket_t Transfer::on_socket(void* self, curlsocktype, curl_sockaddr* address) {
    auto& transfer = *static_cast<Transfer*>(self);
    const auto where = address_of(*address);
    if (!where || !transfer.policy_(*where)) {
        const std::lock_guard guard{transfer.mutex};
        transfer.refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

}  // namespace kith::net
