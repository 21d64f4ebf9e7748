// Whose archive it is: the other side of the largest direct chats, by majority (archive contract
// §1.5).
#pragma once

#include <memory>
#include <vector>

#include "sources/wechat/archive.h"

namespace kith::sources::wechat {

inline constexpr std::size_t kVotingChats = 15;      // the largest direct chats
inline constexpr std::int64_t kVotingMessages = 10;  // smaller chats do not vote
inline constexpr int kVotingRows = 200;              // newest rows of a table that are looked at
inline constexpr std::size_t kCandidates = 5;

struct VotingChat {
    std::uint32_t peer{};
    std::int64_t messages{};
    const std::vector<Part>* parts{};
};

// Candidates, most votes first; among equals the one whose chat is larger. Empty when nobody can
// be told. Every table of a chat whose peer its shard knows votes for the most frequent sender
// that is not the peer.
std::vector<Candidate> vote(std::vector<VotingChat> chats, const std::vector<Shard>& shards,
                            const std::vector<std::unique_ptr<OpenShard>>& open,
                            const People& people, const Stop& stop);

}  // namespace kith::sources::wechat
