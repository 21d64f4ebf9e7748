// A query bound to a snapshot, a zone and a moment: names are ids, times are seconds, words are
// needles. From here on only columns are compared.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/time.h"
#include "base/zone.h"
#include "search/needle.h"
#include "search/query.h"
#include "search/query_names.h"
#include "store/snapshot.h"

namespace kith::search {

// Hours of the night: start <= hour < end; across midnight when start > end; never when equal.
struct LateHours {
    int start = 0, end = 5;
};

// What the same query needs to know besides the archive.
struct FindContext {
    Zone zone = Zone::named("Asia/Shanghai");
    Time now{};
    LateHours late;
    std::int64_t session_gap_seconds = 21'600;     // a longer silence starts a new session
    store::Range range;                            // the archive's chosen range; default all
    std::span<const store::AccountInfo> accounts;  // for source:
};

// Offsets of the zone over the times of an archive, so that rows never ask the zone.
class LocalClock {
  public:
    LocalClock() = default;
    // For times first..last.
    LocalClock(const Zone& zone, std::int64_t first, std::int64_t last);
    struct Stretch {
        std::int64_t end{};  // Unix seconds, exclusive
        std::int32_t offset{};
    };
    // The stretch that holds this time, and all later ones.
    const Stretch* at(std::int64_t time) const;

  private:
    std::vector<Stretch> stretches_;
};

// One term with its meaning.
struct Leaf {
    Term::About about{};
    Needle needle;        // words
    Named named;          // chat, group, sender, with, source
    bool me{};            // sender: rows of the owner
    Span span;            // time
    std::uint32_t set{};  // kind; hour (also of is:late); weekday
    State state{};
};

enum class Verdict : std::uint8_t { none, all, rows };

struct Plan {
    std::vector<Leaf> leaves;
    std::optional<Node> root;  // Node::term is an index into leaves; cheap children come first
    // Rows nobody said are looked at: the query has a word that must be there, or is:system.
    // Without one they are left out, as statistics leave them out.
    bool notices{};
    std::vector<std::size_t> marked;  // leaves whose words are shown in the hits
    std::vector<Problem> problems;    // of the query and of its names, by place
};

// Throws nothing; what has no meaning is left out and named in `problems`.
Plan plan_of(const Query& query, const store::Snapshot& snapshot, const FindContext& context);

// What the term says about a whole chat.
Verdict verdict_of(const Leaf& leaf, const store::Chat& chat, std::uint32_t chat_index);
// What the tree says when its terms say this.
Verdict verdict_of(const Node& node, std::span<const Verdict> leaves);

}  // namespace kith::search
