// See egress.h.
#include "core/models/egress.h"

#include <boost/describe.hpp>

#include "json/json.h"

namespace kith::core {
namespace {

struct EgressEvent {
    std::string feature, host, model;
    std::int64_t bytes_out{}, bytes_in{};
    int status{};
    std::int64_t calls{}, bytes{};
};
BOOST_DESCRIBE_STRUCT(EgressEvent, (),
                      (feature, host, model, bytes_out, bytes_in, status, calls, bytes))

}  // namespace

void Egress::add(const llm::Outgoing& one) {
    EgressTotals now;
    {
        const std::lock_guard guard{mutex_};
        totals_.calls += 1;
        totals_.bytes += one.bytes_out + one.bytes_in;
        now = totals_;
    }
    events_.publish("egress",
                    json::write(EgressEvent{one.feature, one.host, one.model, one.bytes_out,
                                            one.bytes_in, one.status, now.calls, now.bytes}));
}

EgressTotals Egress::totals() const {
    const std::lock_guard guard{mutex_};
    return totals_;
}

}  // namespace kith::core
