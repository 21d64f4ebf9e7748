// Who plays in the demo archive: people and groups, how much they write over the years, when in the
// day, and what they are to the owner. Columns: data/demo/README.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sources/demo/almanac.h"
#include "sources/demo/texts.h"
#include "sources/source.h"

namespace kith::sources::demo {

// Messages over time as a broken line: so many per 30 days, so many days before today.
struct CurvePoint {
    int days_ago{};
    int per_month{};
};
using Curve = std::vector<CurvePoint>;  // oldest first; 0 before the first point

// Thousandths of a message a day.
std::int64_t rate_at(const Curve& curve, int days_ago);
// How many days ago the first messages fall, -1 = never.
int begins(const Curve& curve);

// When the scenes of a chat begin that do not say it themselves.
enum class Hours { day, work, evening, night, late };

struct Actor {
    Person person;
    std::string call;      // what the owner calls them, in talk
    std::string calls_me;  // what they call the owner
    std::vector<std::string> tags;
    int pace_seconds{};  // usual time until they answer
    Hours hours{};
    MonthDay birthday;  // {0, 0} = unknown
    Curve curve;        // of the direct chat; empty = there is none
};

// When a member writes in a group, in days before today: from `since` down to `until`.
struct Stay {
    int since = 100'000;
    int until = 0;
};

struct Troupe {
    std::string key, title;
    std::vector<std::string> tags;
    Hours hours{};
    Curve curve;
    std::vector<Member> members;  // most talkative first; the owner is among them
    std::vector<Stay> stays;      // of each member
};

struct Cast {
    std::vector<Actor> actors;  // the owner first
    std::vector<Troupe> groups;
    // Index of the person with this key; nothing when there is none. Linear: a few dozen people.
    std::optional<std::uint32_t> find(std::string_view key) const;
};

// remark, else nick.
const std::string& shown_name(const Person& person);

// Throws Error{invalid} that names file and line.
Cast read_cast(File people, File groups);

}  // namespace kith::sources::demo
