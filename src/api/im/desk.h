// Where messages are handed in, by HTTP or by socket, and where news are handed out.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "api/im/hub.h"
#include "core/events/pulse.h"
#include "core/replies/replies.h"
#include "core/sessions/sessions.h"

namespace kith::api::im {

inline constexpr std::string_view kSurface = "im";
inline constexpr std::size_t kKnownSessions = 10'000;  // in memory; all are forgotten beyond

// Checked.
struct Draft {
    std::string session, sender, text;
    std::string client_key;  // "" = none
};

// Any thread. Lives as long as the replies.
class Desk {
  public:
    using Told = core::Replies::Told;

    Desk(core::Sessions& sessions, core::Replies& replies, core::Pulse& pulse);
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    // Durable when it returns; waits for the commit. One store read for a session's first message,
    // none after. `tell` as in Replies::ask(). Throws as that, and Error{conflict} (key_reused)
    // when the key was used for another text.
    core::Question send(const Draft& draft, Told tell);

    Hub& hub() { return hub_; }
    core::Session session(const std::string& name);

  private:
    using SessionPtr = std::shared_ptr<const core::Session>;
    SessionPtr known(const std::string& name);
    void forget(const std::string& name);
    void heard(const core::ReplyEvent& event);

    core::Sessions& sessions_;
    core::Replies& replies_;
    core::Pulse& pulse_;
    Hub hub_;
    std::mutex mutex_;
    std::unordered_map<std::string, SessionPtr> known_;
};

}  // namespace kith::api::im
