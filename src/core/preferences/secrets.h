// The secrets among the preferences: how they are shown, kept and found.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/preferences/values.h"
#include "json/value.h"

namespace kith::core {

// What stands for a secret that is set, on the wire.
inline constexpr std::string_view kHasKey = "__HAS_KEY__";

// Each secret that is set, those in profiles too; may be changed.
void each_secret(PreferenceValues& values, const std::function<void(Secret& secret)>& call);

// The text that stands for a secret; "" leaves it out.
using ShowSecret = std::function<std::string(std::string_view name, const Secret& secret)>;
// All members in the order of their description. O(size).
json::object document(const PreferenceValues& values, const ShowSecret& show);
// For clients: kHasKey instead of secrets; the tokens of an authorisation are left out.
json::object masked(const PreferenceValues& values);

// A secret that a client sends back: "", kHasKey and everything with "****" mean the one that is
// there.
Secret kept_or_new(const Secret& sent, const Secret& there);

}  // namespace kith::core
