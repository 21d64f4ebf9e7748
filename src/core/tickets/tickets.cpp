// See tickets.h.
#include "core/tickets/tickets.h"

#include "base/crypto.h"
#include "base/error.h"

namespace kith::core {
namespace {

constexpr std::size_t kTicketBytes = 32;

// What is looked up is a hash, so that the time of a search says nothing about tickets.
std::string key_of(std::string_view ticket) {
    return hex(sha256(ticket));
}

}  // namespace

std::string Tickets::make(std::string_view name) {
    auto ticket = hex(random_bytes(kTicketBytes));
    const std::lock_guard guard{mutex_};
    if (made_.size() >= kTickets) forget_old();
    require(made_.size() < kTickets, Errc::busy, "too many tickets wait to be used");
    made_.emplace(key_of(ticket), Made{std::string{name}, clock_.now() + kTicketLife});
    return ticket;
}

bool Tickets::use(std::string_view ticket, std::string_view name) {
    const std::lock_guard guard{mutex_};
    const auto found = made_.find(key_of(ticket));
    if (found == made_.end()) return false;
    const auto made = std::move(found->second);
    made_.erase(found);  // whoever tries it, it is used
    return made.name == name && clock_.now() < made.until;
}

void Tickets::forget_old() {
    const auto now = clock_.now();
    std::erase_if(made_, [&](const auto& entry) { return entry.second.until <= now; });
}

}  // namespace kith::core
