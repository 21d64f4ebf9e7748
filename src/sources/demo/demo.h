// The demo archive: a made-up life of two and a half years that ends today, so that every screen
// has something to show before anybody imports anything. Made in memory; reads no file.
#pragma once

#include <cstdint>
#include <memory>

#include "base/time.h"
#include "base/zone.h"
#include "sources/source.h"

namespace kith::sources::demo {

inline constexpr std::uint64_t kSeed = 20;  // the archive that the program shows
inline constexpr int kDays = 912;           // how far back it goes
inline constexpr std::string_view kOwner = "demo_me";

// About 25 people, 5 groups and 15,000 to 25,000 messages of all kinds between `now` minus kDays
// and `now`, none later; local times follow `zone`. Format and network are "demo", the owner's key
// is kOwner, keys of groups end in "@chatroom", those of official accounts begin with "gh_".
//
// The same (local day of now, seed) gives the same messages, byte for byte. Of today there are only
// messages from before nine in the morning; called earlier than that, those after `now` are left
// out. Takes about 0.1 s. Never throws for any `now` between 1990 and 2100.
std::unique_ptr<Source> make(Time now, Zone zone, std::uint64_t seed = kSeed);

}  // namespace kith::sources::demo
