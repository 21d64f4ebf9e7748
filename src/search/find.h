// Finding messages: a query over a snapshot gives the exact number of messages, one page of them,
// and how they are spread.
//
//   Found found = find(*snapshot, parse(text), {.zone = zone, .now = now}, {.limit = 50}, pool,
//                      stop);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/message.h"
#include "base/stop.h"
#include "search/facets.h"
#include "search/find_plan.h"
#include "search/query.h"
#include "search/scan_pool.h"
#include "store/snapshot.h"

namespace kith::search {

inline constexpr std::size_t kFindLimit = 200;  // hits of a page
inline constexpr std::size_t kHitTextCodePoints =
    1000;  // longer texts are cut around the first mark
inline constexpr std::size_t kHitMarks = 64;

enum class WithFacets : std::uint8_t { no, yes };

struct FindOptions {
    std::size_t limit = 50;    // 1..kFindLimit, else Error{invalid}
    std::string cursor;        // of the page before, "" = first page
    std::optional<Sort> sort;  // overrides the query's `sort:`
    WithFacets facets = WithFacets::no;
};

// Code points of Hit::text, [first, last). A character that folds to several (ﬁ, ß) is marked
// whole.
struct TextMark {
    std::uint32_t first{}, last{};
    friend bool operator==(const TextMark&, const TextMark&) = default;
};

struct Hit {
    store::MessageId id;
    store::ChatId chat;
    std::string chat_name;
    bool is_group{};
    std::int64_t time{};  // Unix seconds
    store::PersonId sender;
    std::string sender_name;
    bool is_mine{};
    Kind kind{};
    std::string text;             // readable text, or a part of it
    std::uint32_t text_from{};    // code points left out before `text`
    bool cut{};                   // `text` is a part
    std::vector<TextMark> marks;  // ascending, not overlapping
};

struct Found {
    std::uint64_t total{};  // always exact
    double took_ms{};
    Sort sort{};            // the order given: `best` is not known yet and becomes `newest`
    std::vector<Hit> hits;  // by time, then by id
    std::string cursor;     // of the next page, "" = this was the last
    std::optional<Facets> facets;
    std::vector<Problem> problems;          // by place: parts left out, names that mean several
    std::optional<std::uint32_t> error_at;  // place of the first part that was left out
};

// A query without any term that has a meaning finds nothing. Erased messages are never found;
// notices only by words that must occur, or by is:system. Words are looked for in what was said and
// in the readable text of other kinds (titles, file names, notices).
//
// Throws Error: invalid (limit, cursor), and what the stop asks for.
// Any thread; the pool's threads help. Cost: per word 0.5 to 3 ms a million messages and core, per
// other term about 1 ms, facets 2 ns a message found; chats that a term rules out cost nothing. The
// page costs its texts (2 us each).
Found find(const store::Snapshot& snapshot, const Query& query, const FindContext& context,
           const FindOptions& options, const ScanPool& pool, const Stop& stop);

}  // namespace kith::search
