// W076 and W078: all preferences with their secrets masked, and the settings of models.
#include "core/preferences/preferences.h"

#include "api/welink/reading.h"
#include "api/welink/welink.h"
#include "core/preferences/llm_settings.h"
#include "core/preferences/secrets.h"

namespace kith::api::welink {
namespace {

struct PreferencesSaved {
    bool ok{};
};
BOOST_DESCRIBE_STRUCT(PreferencesSaved, (), (ok))

// The PIN and its times are the screen lock's own.
json::object shown(const core::Preferences& preferences, const core::ScreenLock& lock) {
    auto answer = core::masked(*preferences.current());
    for (const auto* name : {"lock_pin_hash", "auto_lock_minutes", "lock_on_startup"})
        answer.erase(name);
    const auto settings = lock.settings();
    if (settings.enabled) answer["lock_pin_hash"] = std::string{core::kHasKey};
    if (settings.auto_lock_minutes != 0) answer["auto_lock_minutes"] = settings.auto_lock_minutes;
    if (settings.lock_on_startup) answer["lock_on_startup"] = true;
    return answer;
}

void save(core::Preferences& preferences,
          const std::function<void(core::PreferenceValues& values)>& change) {
    try {
        preferences.change(change);
    } catch (const Error& error) {  // the surface's own word for what could not be written
        const bool unsaved = error.code() == Errc::unavailable && error.reason() != "preferences";
        if (!unsaved) throw;
        throw Error{Errc::unavailable, "保存失败", kNotSaved}.note("{}", error.message());
    }
}

}  // namespace

void preference_routes(http::Routes open, core::Preferences& preferences,
                       const core::ScreenLock& lock, const http::Guard& demo) {
    open.get("/api/preferences",
             [&preferences, &lock](http::Call&) { return shown(preferences, lock); })
        .answers<core::PreferenceValues>()
        .summary("W076 All preferences as they are stored; __HAS_KEY__ stands for a secret");

    open.guarded(demo)
        .put<core::LlmSettings>("/api/preferences/llm",
                                [&preferences](http::Call& call) {
                                    const auto settings = read_body<core::LlmSettings>(call);
                                    save(preferences, [&](core::PreferenceValues& values) {
                                        core::replace(values, settings);
                                    });
                                    return PreferencesSaved{true};
                                })
        .summary(
            "W078 Replace the settings of models: what is absent is cleared, a masked or empty "
            "secret stays");
}

}  // namespace kith::api::welink
