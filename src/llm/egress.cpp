// See egress.h.
#include "llm/egress.h"

#include "base/error.h"
#include "net/address.h"
#include "net/url.h"

namespace kith::llm {
namespace {

std::string host_of(std::string_view url) {
    try {
        return net::parse_url(url).host;
    } catch (const Error&) {  // no request can be sent there
        return {};
    }
}

bool is_this_machine(std::string_view host) {
    if (host.ends_with('.')) host.remove_suffix(1);
    if (host.empty() || host == "localhost" || host.ends_with(".localhost")) return true;
    const auto address = net::parse_address(host);
    if (!address) return false;
    const auto bytes = address->view();
    if (bytes.size() == 4) return bytes[0] == 127;
    const auto text = address->text();
    return text == "::1" || text.starts_with("::ffff:127.");
}

// Tells when the request is over, however it ends.
class Report {
  public:
    Report(const OnOutgoing& told, Outgoing one) : told_{told}, one_{std::move(one)} {}
    ~Report() {
        if (remote_ && told_) told_(one_);
    }
    Report(const Report&) = delete;
    Report& operator=(const Report&) = delete;

    void went_to(std::string_view url) {
        if (url.empty() || !is_remote(url)) return;
        remote_ = true;
        one_.host = host_of(url);
    }
    void answered(const net::Response& head, std::size_t bytes) {
        one_.status = head.status;
        one_.bytes_in += static_cast<std::int64_t>(bytes);
        went_to(head.url);
    }

  private:
    const OnOutgoing& told_;
    Outgoing one_;
    bool remote_ = false;
};

}  // namespace

bool is_remote(std::string_view url) {
    return !is_this_machine(host_of(url));
}

ToldClient::ToldClient(net::Client& inner, std::string feature, std::string model, OnOutgoing told)
    : inner_{inner},
      feature_{std::move(feature)},
      model_{std::move(model)},
      told_{std::move(told)} {}

net::Response ToldClient::stream(const net::Request& request, const net::OnBytes& on_bytes,
                                 const Stop& stop) {
    Report report{told_,
                  {.feature = feature_,
                   .model = model_,
                   .bytes_out = static_cast<std::int64_t>(request.body.size())}};
    report.went_to(request.url);
    auto reply = inner_.stream(
        request,
        [&](const net::Response& head, std::string_view bytes) {
            report.answered(head, bytes.size());
            on_bytes(head, bytes);
        },
        stop);
    report.answered(reply, 0);
    return reply;
}

}  // namespace kith::llm
