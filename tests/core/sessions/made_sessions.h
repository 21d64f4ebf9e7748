// Sessions over a store in a temporary folder, with a clock that stands still.
#pragma once

#include <deque>

#include "base/crypto.h"
#include "core/sessions/profiles.h"
#include "core/sessions/sessions.h"
#include "tests/store/made_store.h"

namespace kith::core {

inline const Owner kAlice{"im", "alice"};

class SessionsFixture : public testing::Test {
  protected:
    SessionsFixture() {
        settings_.file = folder_.path / "store.db";
        settings_.subjects = {session_tables()};
        open();
    }
    void open() {
        profiles_.reset();
        sessions_.reset();
        store_.reset();
        store_ = store::Store::open(settings_, clock_);
        sessions_ = std::make_unique<Sessions>(*store_, clock_, Zone::named("Asia/Shanghai"),
                                               [this] { return draw(); });
        profiles_ = std::make_unique<Profiles>(*store_);
    }
    std::string draw() {
        if (drawn_.empty()) return Sessions::draw_hex();
        auto next = drawn_.front();
        drawn_.pop_front();
        return next;
    }
    static SessionDraft draft(SessionId session, std::string text, Role role = Role::user,
                              std::string key = {}) {
        return {.session = session,
                .role = role,
                .sender = role == Role::user ? "alice" : "ai_bot",
                .text = std::move(text),
                .client_key = std::move(key)};
    }
    SessionMessage say(SessionId session, std::string text, Role role = Role::user,
                       std::string key = {}) {
        return sessions_->add(draft(session, std::move(text), role, std::move(key))).message;
    }
    std::vector<std::string> texts(SessionId session, PageOrder order = PageOrder::oldest_first,
                                   std::int64_t offset = 0, std::int64_t count = 1000) const {
        std::vector<std::string> found;
        for (const auto& one : sessions_->page(session, order, offset, count).messages)
            found.push_back(one.text);
        return found;
    }

    store::TempFolder folder_;
    store::Settings settings_;
    FixedClock clock_{from_seconds(1'737'950'400)};  // 2025-01-27 12:00:00 in Shanghai
    std::deque<std::string> drawn_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<Sessions> sessions_;
    std::unique_ptr<Profiles> profiles_;
};

}  // namespace kith::core
