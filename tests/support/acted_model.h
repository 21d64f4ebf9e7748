// A model that does what a test says: answers, fails, streams, keeps silent.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "base/error.h"
#include "llm/model.h"

namespace kith::test {

// Any thread.
class ActedModel final : public llm::Model {
  public:
    using Script =
        std::function<llm::Answer(const llm::Ask&, const llm::OnPiece&, const Stop& stop)>;

    explicit ActedModel(Script script, std::string provider = "acted")
        : script_{std::move(script)}, provider_{std::move(provider)} {}

    std::string_view provider() const override { return provider_; }
    std::string_view name() const override { return "acted-1"; }

    llm::Answer chat(const llm::Ask& ask, const llm::OnPiece& on_piece, const Stop& stop) override {
        Script script;
        {
            const std::lock_guard guard{mutex_};
            asks_.push_back(ask);
            script = script_;
        }
        called_.notify_all();
        return script(ask, on_piece, stop);
    }

    void script(Script script) {
        const std::lock_guard guard{mutex_};
        script_ = std::move(script);
    }
    std::vector<llm::Ask> asks() const {
        const std::lock_guard guard{mutex_};
        return asks_;
    }
    // True when that many calls have begun; false after a minute.
    bool wait_for_calls(std::size_t count) const {
        std::unique_lock lock{mutex_};
        return called_.wait_for(lock, std::chrono::minutes{1},
                                [&] { return asks_.size() >= count; });
    }

  private:
    mutable std::mutex mutex_;
    mutable std::condition_variable called_;
    Script script_;
    const std::string provider_;
    std::vector<llm::Ask> asks_;
};

// Scripts.
inline ActedModel::Script says(std::string text) {
    return [text](const llm::Ask&, const llm::OnPiece& on_piece, const Stop&) {
        if (on_piece) on_piece({text, {}});
        return llm::Answer{.text = text};
    };
}
// "echo: " and the last thing said.
inline ActedModel::Script echoes() {
    return [](const llm::Ask& ask, const llm::OnPiece& on_piece, const Stop&) {
        llm::Answer answer{.text = "echo: " + ask.turns.back().text};
        if (on_piece) on_piece({answer.text, {}});
        return answer;
    };
}
inline ActedModel::Script fails(Errc code, std::string message, std::string reason = {}) {
    return [=](const llm::Ask&, const llm::OnPiece&, const Stop&) -> llm::Answer {
        throw Error{code, message, reason};
    };
}
// Says nothing until it is told to stop.
inline ActedModel::Script silent() {
    return [](const llm::Ask&, const llm::OnPiece&, const Stop& stop) -> llm::Answer {
        while (!stop.wait_for(std::chrono::minutes{1})) {
        }
        stop.check();
        throw Error{Errc::internal, "stopped without a reason"};
    };
}

// A gate for scripts: they wait at it until it is opened or they are told to stop.
class Gate {
  public:
    void open() {
        const std::lock_guard guard{mutex_};
        open_ = true;
        opened_.notify_all();
    }
    void pass(const Stop& stop) {
        const auto wake = stop.on_request([this] { opened_.notify_all(); });
        std::unique_lock lock{mutex_};
        reached_ = true;
        opened_.notify_all();
        while (!open_ && !stop.requested()) opened_.wait_for(lock, std::chrono::milliseconds{20});
        lock.unlock();
        stop.check();
    }
    // Until somebody stands before it.
    void reached() {
        std::unique_lock lock{mutex_};
        opened_.wait(lock, [this] { return reached_; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable opened_;
    bool open_ = false, reached_ = false;
};

}  // namespace kith::test
