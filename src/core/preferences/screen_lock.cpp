// See screen_lock.h.
#include "core/preferences/screen_lock.h"

#include <algorithm>

#include "base/error.h"
#include "base/password.h"
#include "json/json.h"
#include "text/utf8.h"

namespace kith::core {
namespace {

constexpr std::string_view kNote = "screen_lock";  // key in the store
constexpr std::int64_t kMinutes[] = {0, 30, 60, 120};
constexpr std::int64_t kDoublings = 10;  // more are beyond the longest wait

void require_pin(const Secret& pin, std::string_view otherwise) {
    const auto& text = pin.reveal();
    require(text.size() >= ScreenLock::kShortestPin && text.size() <= ScreenLock::kLongestPin &&
                text::trim(text) == text,
            Errc::invalid, otherwise, "pin_rule");
}

// How long nothing is looked at after so many wrong PINs. A clock that was set back makes nobody
// wait longer than once more.
std::chrono::seconds wait_after(std::int64_t wrong, std::int64_t last, std::int64_t now) {
    if (wrong < ScreenLock::kFreeAttempts) return {};
    const auto doublings = std::min(wrong - ScreenLock::kFreeAttempts, kDoublings);
    const auto whole =
        std::min(ScreenLock::kFirstWait * (std::int64_t{1} << doublings), ScreenLock::kLongestWait);
    const std::chrono::seconds gone{std::max<std::int64_t>(0, now - last)};
    return std::max(whole - gone, std::chrono::seconds{0});
}

}  // namespace

ScreenLock::ScreenLock(store::Store& store, const Clock& clock) : store_{store}, clock_{clock} {
    if (const auto note = store_.note(kNote)) state_ = json::read<State>(*note);
}

LockSettings ScreenLock::settings() const {
    const auto now = state();
    return {!now.hash.empty(), now.auto_lock_minutes, now.lock_on_startup};
}

void ScreenLock::setup(const Secret& pin) {
    require_pin(pin, "PIN 必须为 4-32 位");
    const std::lock_guard one_at_a_time{attempting_};
    require(state().hash.empty(), Errc::conflict, "已设置 PIN，请先验证旧 PIN 再修改", "has_pin");
    auto hash = hash_password(pin);
    keep([&](State& next) { next.hash = std::move(hash); });
}

Attempt ScreenLock::verify(const Secret& pin) {
    const std::lock_guard one_at_a_time{attempting_};
    require(!state().hash.empty(), Errc::invalid, "尚未设置 PIN", "no_pin");
    return attempt(pin);
}

Attempt ScreenLock::change(const Secret& old_pin, const Secret& new_pin) {
    require_pin(new_pin, "新 PIN 必须为 4-32 位");
    const std::lock_guard one_at_a_time{attempting_};
    require(!state().hash.empty(), Errc::invalid, "尚未设置 PIN", "no_pin");
    const auto came = attempt(old_pin);
    if (!came.right) return came;
    auto hash = hash_password(new_pin);
    keep([&](State& next) { next.hash = std::move(hash); });
    return came;
}

Attempt ScreenLock::disable(const Secret& pin) {
    const std::lock_guard one_at_a_time{attempting_};
    const auto came = state().hash.empty() ? Attempt{.right = true} : attempt(pin);
    if (came.right) keep([](State& next) { next = {}; });
    return came;
}

bool ScreenLock::forget() {
    const std::lock_guard one_at_a_time{attempting_};
    if (state().hash.empty()) return false;
    keep([](State& next) { next = {}; });
    return true;
}

void ScreenLock::set(std::int64_t auto_lock_minutes, bool lock_on_startup) {
    require(std::ranges::count(kMinutes, auto_lock_minutes) > 0, Errc::invalid,
            "auto_lock_minutes 必须是 0/30/60/120");
    keep([&](State& next) {
        next.auto_lock_minutes = auto_lock_minutes;
        next.lock_on_startup = lock_on_startup;
    });
}

ScreenLock::State ScreenLock::state() const {
    const std::lock_guard guard{mutex_};
    return state_;
}

// Durable before it holds.
template <class Change>
void ScreenLock::keep(Change change) {
    const std::lock_guard guard{mutex_};
    auto next = state_;
    change(next);
    store_.set_note(kNote, json::write(next));
    state_ = std::move(next);
}

// With attempting_ held.
Attempt ScreenLock::attempt(const Secret& pin) {
    const auto before = state();
    const auto now = unix_seconds(clock_.now());
    const auto wait = wait_after(before.wrong, before.last_wrong, now);
    if (wait > std::chrono::seconds{0}) return {.wait = wait};
    const bool right = password_fits(before.hash, pin);
    if (!right || before.wrong > 0) {
        keep([&](State& next) {
            next.wrong = right ? 0 : before.wrong + 1;
            next.last_wrong = right ? 0 : now;
        });
    }
    return {.right = right};
}

}  // namespace kith::core
