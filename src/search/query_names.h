// What the names in a query mean in an archive: chats, people and networks.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "search/query.h"
#include "store/snapshot.h"
#include "store/store.h"

namespace kith::search {

inline constexpr std::size_t kChoices = 10;

// What one term names. All lists ascend.
struct Named {
    bool known{};                      // false: nothing; the term is left out
    std::vector<std::uint32_t> chats;  // indices into Snapshot::chats
    std::vector<store::PersonId> people;
    std::vector<store::AccountId> accounts;
    std::vector<store::AccountId> mine;  // accounts whose owner is among `people`
};

struct NamedTerms {
    std::vector<Named> terms;       // as Query::terms; terms without a name are known
    std::vector<Problem> problems;  // unknown names (with similar ones), ambiguous names
};

// A value is, in this order: "#12" (an id of ours), the source's key, a name as shown (remark, else
// nick; a group's title), any other name (nick, alias), for people also their names inside groups.
// The first of these that fits anything decides; if it fits several, all of them are meant and the
// query says so (ambiguous). Names compare folded. Cost: names of all people and chats for each
// term, about 0.1 us each; group nicknames only when nothing else fits.
NamedTerms names_of(const Query& query, const store::Snapshot& snapshot,
                    std::span<const store::AccountInfo> accounts);

}  // namespace kith::search
