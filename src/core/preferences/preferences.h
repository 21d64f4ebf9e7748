// The one owner of what the user changes through the API: preferences.json in the data folder.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "core/preferences/codec.h"
#include "core/preferences/file.h"

namespace kith::core {

using PreferencesPtr = std::shared_ptr<const PreferenceValues>;

// Any thread. A file that someone edited holds from the next look on; one that is damaged or newer
// is an error at each look and is never written over. Cost of a look: one stat().
class Preferences {
  public:
    static constexpr std::string_view kFile = "preferences.json", kKeyFile = "preferences.key";
    static constexpr std::size_t kFileBytes = std::size_t{16} << 20;  // a larger one is refused

    // Reads, and writes anew what is of an older form. Does not throw: what is wrong is said by
    // current(). `store_key` as in PreferencesCodec.
    explicit Preferences(const std::filesystem::path& folder, const Secret& store_key = {});

    // Equal pointers: equal values. Throws Error{unavailable, "preferences"} as the codec, or
    // {unavailable, "disk_error"}, {too_large}.
    PreferencesPtr current() const;

    // Changes a copy, saves it, and then it holds: durable when it returns. One at a time, so that
    // no writer loses another's fields. Throws as current(), {unavailable, "disk_full" or
    // "disk_error"} (nothing changed), {invalid} when there is more than kFileBytes, and what the
    // change throws.
    PreferencesPtr change(const std::function<void(PreferenceValues& values)>& how);

  private:
    // With mutex_ held.
    void look() const;
    PreferencesPtr save(PreferencesFile file);

    std::filesystem::path file_;
    PreferencesCodec codec_;
    mutable std::mutex mutex_;
    mutable std::optional<FileStamp> stamp_;  // of what is held; none: there is no file
    mutable PreferencesPtr values_;           // null until a look went well
    mutable json::object others_;
    mutable bool outdated_ = false;
};

}  // namespace kith::core
