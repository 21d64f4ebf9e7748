// preferences.json: two-space JSON, secrets sealed; sealed as a whole where the store is encrypted.
#pragma once

#include <string>
#include <string_view>

#include "core/preferences/key_file.h"
#include "core/preferences/values.h"
#include "json/value.h"

namespace kith::core {

inline constexpr std::int64_t kPreferencesVersion = 2;

struct PreferencesFile {
    PreferenceValues values;
    json::object others;  // members that nobody here knows; they stay in the file
    bool outdated{};      // what is in the file should be written anew: older, or secrets in plain
};

class PreferencesCodec {
  public:
    // `store_key`: of the encrypted store, "" when it is not encrypted. Then its secrets are sealed
    // with the key file.
    PreferencesCodec(KeyFile key, const Secret& store_key);

    // Throws Error{unavailable, "preferences"} that says what is wrong with the text; never a part
    // of it. A secret that its key does not open stays as it is: see is_locked().
    PreferencesFile decode(std::string_view text) const;
    // May make the key file. Throws as KeyFile::find_or_make().
    std::string encode(const PreferencesFile& file) const;

  private:
    KeyFile key_;
    Secret store_key_;  // made from the given one
};

// A secret that could not be opened: the key file is missing or another one. It is kept, so that it
// comes back with the key.
bool is_locked(const Secret& secret);

// JSON with a line for each member and item, two spaces a level, as compact JSON `text` says it.
std::string indented(std::string_view text);

}  // namespace kith::core
