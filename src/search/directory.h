// The directory: all chats and friends in columns, small enough to be kept by the browser and
// filtered there while one types. Also the names under which chats and senders are shown.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "store/snapshot.h"
#include "store/store.h"

namespace kith::search {

// A group's title, the other person's name, or the source's key when there is no name.
std::string chat_name(const store::Snapshot& snapshot, const store::Chat& chat);
// remark, else the name inside this group, else nick, else key; "" for nobody. O(members).
std::string sender_name(const store::Snapshot& snapshot, const store::Chat& chat,
                        store::PersonId sender);

enum class EntryKind : std::uint8_t {
    person = 0,  // a private chat, or a friend without one
    group = 1,
    official = 2,  // official account, service, bot
};

// Entry i is element i of every column. Newest message first, then entries without messages by
// name.
struct Directory {
    std::uint64_t generation{};         // of the snapshot: the ETag
    std::vector<std::string> ids;       // key in the source
    std::vector<std::int64_t> chats;    // store::ChatId, 0 = no chat
    std::vector<std::int64_t> people;   // store::PersonId, 0 = a group or unknown
    std::vector<std::string> names;     // as shown
    std::vector<std::string> alt;       // other names, separated by a line feed
    std::vector<std::uint8_t> kind;     // EntryKind
    std::vector<std::string> source;    // network, "" = unknown
    std::vector<std::uint64_t> count;   // messages as statistics count them: no notices
    std::vector<std::int64_t> last_ts;  // Unix seconds of the newest of these, 0 = none
    std::vector<std::string> avatar;    // address, "" = none or longer than 512 bytes
};

inline constexpr std::size_t kAvatarBytes = 512;  // data: URIs are fetched by id instead

// People who are only members of groups are not in it. Cost: kind and flags of all rows, 2 bytes a
// message, about 2 ms at 10 million; everything else per chat and person.
Directory directory(const store::Snapshot& snapshot, std::span<const store::AccountInfo> accounts);

// Rows of the chat that count as messages: neither notices nor erased. O(rows).
std::uint64_t counted_rows(const store::Chat& chat);

}  // namespace kith::search
