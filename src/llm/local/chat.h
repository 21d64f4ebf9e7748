// The chat model inside: llm::Model over the process of server.h.
#pragma once

#include <chrono>
#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/quiet.h"
#include "llm/local/server.h"
#include "llm/model.h"
#include "net/client.h"

namespace kith::llm::local {

// Which slot of the process keeps a conversation's beginning: its own, else the one that was used
// longest ago. Any thread.
class Slots {
  public:
    explicit Slots(int count);
    int of(std::string_view conversation);

  private:
    std::mutex mutex_;
    std::list<std::pair<int, std::string>> used_;  // newest first
};

// Lets some in at a time, in the order they came. Any thread.
class Turnstile {
  public:
    explicit Turnstile(int width) : free_{width} {}
    // Throws Error{busy} when kWaiting wait already, and what Stop throws.
    using Pass = std::shared_ptr<void>;
    Pass enter(const Stop& stop);

    static constexpr std::size_t kWaiting = 64;

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::list<int> line_;  // who waits; the numbers are only places to point at
    int free_;
};

struct ChatSettings {
    std::chrono::seconds silence{30};  // without a byte, then the process is taken for dead
    std::int64_t max_tokens = 1'024;   // of an answer that asks for no limit of its own
    int generations = 1;               // at once; each of them needs a core of its own
};

// Any thread. A request waits its turn, for the start of the process if need be, and keeps quiet
// what else would compute while it generates.
class ChatModel final : public Model {
  public:
    ChatModel(ChatSettings settings, Server& server, net::Client& client, Quiet& quiet, int slots);

    std::string_view provider() const override { return "local"; }
    // Of the model that runs or would run; "" when there is none.
    std::string_view name() const override;

    // Throws as Model: upstream with reason "retry" (the process ended or hangs), upstream
    // "context" (the prompt is longer than a slot), unavailable "absent" or "failed" as
    // Server::lease(), busy (too many wait), timeout.
    Answer chat(const Ask& ask, const OnPiece& on_piece, const Stop& stop) override;

  private:
    struct Reading;
    std::string body_of(const Ask& ask, const std::string& model);
    net::Response stream(const Door& door, const std::string& body, Reading& reading,
                         const net::OnBytes& on_bytes, const Stop& stop);
    void send(const Door& door, const std::string& body, Reading& reading, const Stop& stop);

    const ChatSettings settings_;
    Server& server_;
    net::Client& client_;
    Quiet& quiet_;
    Slots slots_;
    Turnstile turnstile_;
    mutable std::mutex mutex_;
    mutable std::set<std::string, std::less<>> names_;  // views of them are given out
};

}  // namespace kith::llm::local
