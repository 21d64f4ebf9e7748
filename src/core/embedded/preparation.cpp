// See preparation.h.
#include "core/embedded/preparation.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>

#include "base/error.h"
#include "base/log.h"
#include "core/embedded/assemble.h"
#include "core/embedded/lock.h"
#include "core/embedded/runtime.h"

namespace kith::core {
namespace {

using llm::local::Phase;
using llm::local::Role;
using llm::local::State;

constexpr double kHundred = 100;
constexpr std::chrono::seconds kFirstEstimate{5};

}  // namespace

std::vector<Wanted> usual_set(const llm::local::Place& place, std::int64_t memory) {
    std::vector<Wanted> wanted{{&llm::local::model_file(Role::embedder)}};
    const bool roomy = memory == 0 || memory >= llm::local::kRoomy;
    if (place.own().empty())
        wanted.push_back({&llm::local::model_file(roomy ? Role::chat : Role::chat_small)});
    wanted.push_back({});
    return wanted;
}

bool is_there(const llm::local::Place& place, const Wanted& wanted) {
    return wanted.model == nullptr ? place.has_runtime() : place.has(*wanted.model);
}

std::int64_t weight_of(const Wanted& wanted) {
    return wanted.model == nullptr ? kRuntimeFetch + kRuntimeBuild : wanted.model->bytes;
}

void fetch(const llm::local::Place& place, const Packages& packages, const Wanted& wanted,
           const OnBytes& on_bytes, const Stop& stop) {
    if (is_there(place, wanted)) return;
    const FolderLock lock{place.folder(), stop};
    if (wanted.model == nullptr) return build_runtime(place, packages, on_bytes, stop);
    Assembly{place, packages}.fetch(*wanted.model, on_bytes, stop);
}

Preparation::Preparation(llm::local::Place place, Packages packages, std::function<void()> on_step)
    : place_{std::move(place)}, packages_{std::move(packages)}, on_step_{std::move(on_step)} {}

Preparation::~Preparation() {
    stopper_.request(StopReason::shutdown);
    if (thread_.joinable()) thread_.join();
}

void Preparation::start(std::vector<Wanted> wanted) {
    const std::lock_guard lock{mutex_};
    if (busy_ || stopper_.stop().requested()) return;
    std::erase_if(wanted, [this](const Wanted& one) { return is_there(place_, one); });
    failed_.clear();
    reason_.clear();
    if (wanted.empty()) return;
    if (thread_.joinable()) thread_.join();
    busy_ = true;
    open_ = wanted;
    total_ = before_ = now_ = first_ = 0;
    for (const auto& one : wanted) total_ += weight_of(one);
    began_ = std::chrono::steady_clock::now();
    thread_ = std::thread{[this, wanted = std::move(wanted)] { run(wanted); }};
}

void Preparation::note(std::int64_t bytes, std::string_view detail) {
    const std::lock_guard lock{mutex_};
    if (first_ == 0) first_ = bytes;
    now_ = bytes;
    detail_ = detail;
}

void Preparation::run(const std::vector<Wanted>& wanted) {
    // Of this thread alone, in Linux.
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), packages_.nice());
    for (const auto& one : wanted) {
        try {
            fetch(
                place_, packages_, one,
                [this](std::int64_t bytes, std::string_view detail) { note(bytes, detail); },
                stopper_.stop());
        } catch (const Error& error) {  // told by the state; the rest waits for another start
            if (!stopper_.stop().requested())
                log::warn("preparing {}: {} {}", one.id(), error.message(), error.notes());
            const std::lock_guard lock{mutex_};
            failed_ = one.id();
            reason_ = error.message();
            break;
        }
        {
            const std::lock_guard lock{mutex_};
            before_ += weight_of(one);
            now_ = 0;
            open_.erase(open_.begin());
        }
        log::info("the built-in models: {} is there", one.id());
        if (on_step_) on_step_();
    }
    const std::lock_guard lock{mutex_};
    busy_ = false;
    changed_.notify_all();
}

std::optional<State> Preparation::state(std::string_view id) const {
    const std::lock_guard lock{mutex_};
    if (!busy_) {
        if (failed_.empty() || std::ranges::count(open_, id, &Wanted::id) == 0) return {};
        return State{.phase = Phase::failed, .reason = reason_};
    }
    const auto mine = std::ranges::find(open_, id, &Wanted::id);
    if (mine == open_.end()) return {};
    State state{.phase = Phase::preparing, .detail = detail_};
    const auto done = before_ + now_;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began_;
    state.percent = kHundred * static_cast<double>(done) / static_cast<double>(total_);
    // What an earlier try had brought took no time now.
    const auto rate = static_cast<double>(done - first_) / took.count();
    if (took >= kFirstEstimate && rate > 0)
        state.eta_s = static_cast<std::int64_t>(static_cast<double>(total_ - done) / rate);
    return state;
}

bool Preparation::busy() const {
    const std::lock_guard lock{mutex_};
    return busy_;
}

void Preparation::wait(const Stop& stop) const {
    std::unique_lock lock{mutex_};
    constexpr std::chrono::milliseconds kLook{100};
    while (busy_ && !stop.requested()) changed_.wait_for(lock, kLook);
}

}  // namespace kith::core
