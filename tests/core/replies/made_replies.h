// Sessions and replies on a store in a temporary folder, a scripted model, a clock that is stepped,
// and everything that was told.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/replies/replies.h"
#include "tests/core/imports/made_imports.h"
#include "tests/support/acted_model.h"

namespace kith::core {

struct Heard {
    ReplyEvent::Kind kind{};
    std::string session, question, text, answer;
    std::int64_t id{};
};

class MadeReplies {
  public:
    explicit MadeReplies(std::shared_ptr<llm::Model> with, int parallel = kParallelReplies,
                         std::filesystem::path at = {})
        : model{std::move(with)},
          folder_{at.empty() ? own_.path : std::move(at)},
          store{store::Store::open({.file = folder_ / "kith.db",
                                    .key = {},
                                    .subjects = {session_tables(), reply_tables()}},
                                   clock)},
          replies{*store,
                  sessions,
                  clock,
                  Zone::named("Asia/Shanghai"),
                  [this] {
                      const std::lock_guard guard{mutex_};
                      return model;
                  },
                  parallel} {
        replies.on_event([this](const ReplyEvent& event) { hear(event); });
    }
    ~MadeReplies() { replies.shutdown(); }

    Session session(const std::string& name) { return sessions.open({"im", name}, name); }
    Question ask(const std::string& name, const std::string& text, std::string key = {}) {
        const auto in = session(name);
        return replies.ask({.session = in.id,
                            .role = Role::user,
                            .sender = "default_user",
                            .text = text,
                            .client_key = std::move(key)},
                           in, [this](const SessionMessage& message) {
                               const std::lock_guard guard{mutex_};
                               told.push_back(message.key);
                           });
    }
    std::vector<ReplyRecord> records(const std::string& name) {
        return replies.records(session(name).id, PageOrder::oldest_first, 0, 1000).records;
    }
    std::vector<SessionMessage> messages(const std::string& name) {
        return sessions.page(session(name).id, PageOrder::oldest_first, 0, 1000).messages;
    }
    // Ends of replies so far; waits for that many.
    std::vector<Heard> ends(std::size_t count) {
        return heard([](const Heard& one) { return one.kind != ReplyEvent::Kind::piece; }, count);
    }
    std::vector<Heard> all() {
        const std::lock_guard guard{mutex_};
        return heard_;
    }
    std::vector<Heard> heard(const std::function<bool(const Heard&)>& which, std::size_t count) {
        std::unique_lock lock{mutex_};
        std::vector<Heard> found;
        const auto enough = [&] {
            found.clear();
            for (const auto& one : heard_)
                if (which(one)) found.push_back(one);
            return found.size() >= count;
        };
        EXPECT_TRUE(changed_.wait_for(lock, std::chrono::minutes{1}, enough));
        return found;
    }
    void use(std::shared_ptr<llm::Model> other) {
        const std::lock_guard guard{mutex_};
        model = std::move(other);
    }
    // Steps the clock until the condition holds.
    void step_until(const std::function<bool()>& holds, std::chrono::milliseconds step) {
        const auto until = std::chrono::steady_clock::now() + std::chrono::minutes{1};
        while (!holds() && std::chrono::steady_clock::now() < until) {
            clock.advance(step);
            Stop{}.wait_for(std::chrono::milliseconds{2});
        }
        EXPECT_TRUE(holds());
    }

  private:
    void hear(const ReplyEvent& event) {
        const std::lock_guard guard{mutex_};
        heard_.push_back({event.kind, event.session.key, std::string{event.question},
                          std::string{event.text},
                          event.answer == nullptr ? std::string{} : event.answer->key,
                          event.answer == nullptr ? 0 : event.answer->id});
        changed_.notify_all();
    }

    TempFolder own_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Heard> heard_;

  public:
    std::vector<std::string> told;
    std::shared_ptr<llm::Model> model;

  private:
    std::filesystem::path folder_;

  public:
    FixedClock clock{from_seconds(kNoon)};
    std::unique_ptr<store::Store> store;
    Sessions sessions{*store, clock, Zone::named("Asia/Shanghai")};
    Replies replies;
};

}  // namespace kith::core
