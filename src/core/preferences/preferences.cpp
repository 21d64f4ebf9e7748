// See preferences.h.
#include "core/preferences/preferences.h"

#include "base/error.h"
#include "base/log.h"

namespace kith::core {

Preferences::Preferences(const std::filesystem::path& folder, const Secret& store_key)
    : file_{folder / kFile}, codec_{KeyFile{folder / kKeyFile}, store_key} {
    const std::lock_guard guard{mutex_};
    try {
        look();
        if (outdated_) save({*values_, others_});
    } catch (const Error& error) {  // the archive works without; each use says it again
        log::warn("preferences: {}", error.message());
    }
}

PreferencesPtr Preferences::current() const {
    const std::lock_guard guard{mutex_};
    look();
    return values_;
}

PreferencesPtr Preferences::change(const std::function<void(PreferenceValues& values)>& how) {
    const std::lock_guard guard{mutex_};
    look();
    PreferencesFile next{*values_, others_};
    how(next.values);
    return save(std::move(next));
}

void Preferences::look() const {
    if (values_ && stamp_of(file_) == stamp_) return;
    values_.reset();
    const auto found = read_file(file_, kFileBytes);
    auto file = found ? codec_.decode(found->text) : PreferencesFile{};
    if (!found) file.values.schema_version = kPreferencesVersion;
    stamp_ = found ? std::optional{found->stamp} : std::nullopt;
    others_ = std::move(file.others);
    outdated_ = file.outdated;
    values_ = std::make_shared<const PreferenceValues>(std::move(file.values));
}

PreferencesPtr Preferences::save(PreferencesFile file) {
    const auto text = codec_.encode(file);
    require(text.size() <= kFileBytes, Errc::invalid, "preferences.json would be too large",
            "too_large");
    stamp_ = replace_file(file_, text);
    others_ = std::move(file.others);
    outdated_ = false;
    values_ = std::make_shared<const PreferenceValues>(std::move(file.values));
    return values_;
}

}  // namespace kith::core
