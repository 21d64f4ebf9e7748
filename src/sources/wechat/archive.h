// A WeChat archive that was looked at: who is in it, which chats have something to read and where
// it lies. Made once, then only read.
#pragma once

#include <string>
#include <vector>

#include "sources/source.h"
#include "sources/wechat/contacts.h"
#include "sources/wechat/shard.h"

namespace kith::sources::wechat {

// The rows of one chat in one shard.
struct Part {
    std::size_t shard{};
    const Table* table{};
    std::int64_t after{};  // rowids up to here are known, 0 = none
    std::int64_t first() const { return after == 0 ? table->first : after + 1; }
};

struct ChatPlan {
    Setting setting;  // without what differs from shard to shard
    std::vector<Part> parts;
};

struct Archive {
    Overview overview;
    People people;
    std::vector<Chat> chats;      // largest first
    std::vector<ChatPlan> plans;  // one for each of chats
    std::vector<Shard> shards;
    // Tables that have nothing new although their file changed: these marks save the next look.
    std::vector<Mark> refreshed;
};

// Throws Error{invalid} with a sentence when there is no contact.db or no place for messages; what
// is damaged below that becomes a warning. Cost: the names of all tables and people, two index
// descents for each table of a file that changed.
Archive open_archive(const std::filesystem::path& root, const OpenOptions& options,
                     const Stop& stop);

}  // namespace kith::sources::wechat
