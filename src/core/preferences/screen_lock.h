// The PIN of the screen lock. It hides the screen: no endpoint is protected by it. Kept in the
// store's own database as a hash, encrypted with the rest when a key is set.
#pragma once

#include <boost/describe.hpp>

#include <chrono>
#include <mutex>
#include <string>

#include "base/clock.h"
#include "base/secret.h"
#include "store/store.h"

namespace kith::core {

struct LockSettings {
    bool enabled{};  // a PIN is set
    std::int64_t auto_lock_minutes{};
    bool lock_on_startup{};
};
BOOST_DESCRIBE_STRUCT(LockSettings, (), (enabled, auto_lock_minutes, lock_on_startup))

// What came of saying a PIN.
struct Attempt {
    bool right{};
    std::chrono::seconds wait{};  // not 0: nothing was looked at, ask again after this time
};

// Wrong PINs in a row are counted, over a restart too; a right one ends the row. Any thread; hashes
// are made one at a time.
class ScreenLock {
  public:
    static constexpr std::size_t kShortestPin = 4, kLongestPin = 32;  // bytes
    static constexpr std::int64_t kFreeAttempts = 5;                  // wrong ones without a wait
    static constexpr std::chrono::seconds kFirstWait{30};             // doubles with each more
    static constexpr std::chrono::seconds kLongestWait{3'600};

    ScreenLock(store::Store& store, const Clock& clock);

    LockSettings settings() const;
    // The first PIN. Throws Error{invalid, "pin_rule"}, {conflict} when there is one.
    void setup(const Secret& pin);
    // Throws Error{invalid, "no_pin"} when none is set.
    Attempt verify(const Secret& pin);
    // Throws as verify(), and Error{invalid, "pin_rule"} for the new one, which is looked at first.
    Attempt change(const Secret& old_pin, const Secret& new_pin);
    // Forgets the PIN, the minutes and the start. Right when there is no PIN.
    Attempt disable(const Secret& pin);
    // The same without the PIN, for its owner who no longer knows it. False when none is set.
    bool forget();
    // Replaces both. Needs no PIN. Throws Error{invalid} unless minutes are 0, 30, 60 or 120.
    void set(std::int64_t auto_lock_minutes, bool lock_on_startup);

  private:
    struct State {
        std::string hash;  // "" = no PIN
        std::int64_t auto_lock_minutes{};
        bool lock_on_startup{};
        std::int64_t wrong{}, last_wrong{};  // in a row; Unix seconds of the last
        BOOST_DESCRIBE_CLASS(State, (),
                             (hash, auto_lock_minutes, lock_on_startup, wrong, last_wrong), (), ())
    };
    State state() const;
    template <class Change>
    void keep(Change change);
    Attempt attempt(const Secret& pin);

    store::Store& store_;
    const Clock& clock_;
    std::mutex attempting_;  // held while a hash is made or compared
    mutable std::mutex mutex_;
    State state_;
};

}  // namespace kith::core
