// W089 to W094: the PIN of the screen lock. It hides the screen and protects nothing here.
#include "api/welink/welink.h"
#include "core/preferences/screen_lock.h"

namespace kith::api::welink {
namespace {

struct PinBody {
    std::string pin;
};
BOOST_DESCRIBE_STRUCT(PinBody, (), (pin))

struct PinChangeBody {
    std::string old_pin, new_pin;
};
BOOST_DESCRIBE_STRUCT(PinChangeBody, (), (old_pin, new_pin))

struct LockSettingsBody {
    std::int64_t auto_lock_minutes{};
    bool lock_on_startup{};
};
BOOST_DESCRIBE_STRUCT(LockSettingsBody, (), (auto_lock_minutes, lock_on_startup))

struct LockSaved {
    std::string status;
};
BOOST_DESCRIBE_STRUCT(LockSaved, (), (status))

struct PinChecked {
    bool ok{};
};
BOOST_DESCRIBE_STRUCT(PinChecked, (), (ok))

template <class Body>
Body read(const http::Call& call) {
    return json::read<Body>(call.body_text(),
                            {.keys = json::Keys::any_case, .trailing = json::Trailing::ignored});
}

// A wrong PIN is an answer like the right one; only too many of them are an error.
PinChecked checked(http::Call& call, const core::Attempt& came) {
    if (came.wait > std::chrono::seconds{0}) {
        const auto seconds = std::to_string(came.wait.count());
        call.reply_header("Retry-After", seconds);
        throw Error{Errc::busy, "PIN 错误次数过多，请 " + seconds + " 秒后再试",
                    "too_many_requests"};
    }
    return {came.right};
}

}  // namespace

void lock_routes(http::Routes open, core::ScreenLock& lock) {
    const auto hashing = open.slow();

    open.get("/api/lock/status", [&lock](http::Call&) { return lock.settings(); })
        .summary("W089 Whether a PIN is set, and when the page locks itself");

    hashing
        .post<PinBody>("/api/lock/setup",
                       [&lock](http::Call& call) {
                           lock.setup(Secret{read<PinBody>(call).pin});
                           return LockSaved{"ok"};
                       })
        .summary("W090 Set the first PIN, 4 to 32 bytes");

    hashing
        .post<PinBody>("/api/lock/verify",
                       [&lock](http::Call& call) {
                           const auto body = read<PinBody>(call);
                           return checked(call, lock.verify(Secret{body.pin}));
                       })
        .summary("W091 Check the PIN; after five wrong ones in a row 429 with a growing wait");

    hashing
        .post<PinChangeBody>("/api/lock/change",
                             [&lock](http::Call& call) {
                                 const auto body = read<PinChangeBody>(call);
                                 return checked(
                                     call, lock.change(Secret{body.old_pin}, Secret{body.new_pin}));
                             })
        .summary("W092 Change the PIN");

    hashing
        .post<PinBody>("/api/lock/disable",
                       [&lock](http::Call& call) {
                           const auto body = read<PinBody>(call);
                           return checked(call, lock.disable(Secret{body.pin}));
                       })
        .summary("W093 Forget the PIN and the settings of the lock");

    open.put<LockSettingsBody>("/api/lock/settings",
                               [&lock](http::Call& call) {
                                   const auto body = read<LockSettingsBody>(call);
                                   lock.set(body.auto_lock_minutes, body.lock_on_startup);
                                   return LockSaved{"ok"};
                               })
        .summary("W094 Minutes until the page locks itself, lock at the start");
}

}  // namespace kith::api::welink
