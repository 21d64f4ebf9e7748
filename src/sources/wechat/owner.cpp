// See owner.h.
#include "sources/wechat/owner.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/error.h"
#include "text/fold.h"

namespace kith::sources::wechat {
namespace {

constexpr std::size_t kSampleCodePoints = 200;

struct Votes {
    std::uint32_t person{};
    std::int64_t count{};
    std::string sample;
    std::size_t first{};  // place of its first vote
};

struct Heard {
    std::int64_t rows{};
    std::string sample;  // the newest text
};

// Who else than the peer wrote the newest rows of a table.
std::map<std::int64_t, Heard> senders_of(OpenShard& open, const Table& table,
                                         std::int64_t peer_id) {
    std::map<std::int64_t, Heard> out;
    Decoder decoder;
    auto rows = open.on().prepare(fmt::format("select {} from \"{}\" order by rowid desc limit {}",
                                              table.row_list, table.name, kVotingRows));
    while (rows.step()) {
        const auto row = raw_row(rows);
        if (row.sender_id <= 0 || row.sender_id == peer_id) continue;
        auto& heard = out[row.sender_id];
        ++heard.rows;
        if (!heard.sample.empty() || row.local_type != 1) continue;
        const auto said = decoder.decode(row.content, row.flag).text;
        heard.sample = text::first_code_points(said, kSampleCodePoints);
    }
    return out;
}

void count_table(const Part& part, const VotingChat& chat, const Shard& shard, OpenShard& open,
                 const People& people, std::vector<Votes>& votes) {
    const auto peer = shard.id_of.find(people[chat.peer].key);
    if (peer == shard.id_of.end()) return;  // all rows would be the owner's, also the peer's
    const Heard* most = nullptr;
    std::uint32_t who = kNobody;
    const auto heard = senders_of(open, *part.table, peer->second);
    for (const auto& [id, by] : heard) {
        const auto named = shard.senders.find(id);
        if (named == shard.senders.end() || named->second == chat.peer) continue;
        if (most != nullptr && by.rows <= most->rows) continue;
        most = &by;
        who = named->second;
    }
    if (most == nullptr) return;
    auto found = std::ranges::find(votes, who, &Votes::person);
    if (found == votes.end())
        found = votes.insert(votes.end(), {who, 0, most->sample, votes.size()});
    ++found->count;
    if (found->sample.empty()) found->sample = most->sample;
}

}  // namespace

std::vector<Candidate> vote(std::vector<VotingChat> chats, const std::vector<Shard>& shards,
                            const std::vector<std::unique_ptr<OpenShard>>& open,
                            const People& people, const Stop& stop) {
    std::ranges::sort(chats, [](const VotingChat& a, const VotingChat& b) {
        return a.messages != b.messages ? a.messages > b.messages : a.peer < b.peer;
    });
    if (chats.size() > kVotingChats) chats.resize(kVotingChats);
    std::vector<Votes> votes;
    for (const auto& chat : chats) {
        if (chat.messages < kVotingMessages) break;
        for (const auto& part : *chat.parts) {
            stop.check();
            try {
                count_table(part, chat, shards[part.shard], *open[part.shard], people, votes);
            } catch (const Error& error) {
                if (error.code() == Errc::cancelled || error.code() == Errc::timeout) throw;
                // A damaged table has no vote; its chat says so when it is read.
            }
        }
    }
    std::ranges::sort(votes, [](const Votes& a, const Votes& b) {
        return a.count != b.count ? a.count > b.count : a.first < b.first;
    });
    if (votes.size() > kCandidates) votes.resize(kCandidates);
    std::vector<Candidate> out;
    for (auto& by : votes) {
        const auto& person = people[by.person];
        out.push_back({person.key, name_of(person), std::move(by.sample), by.count});
    }
    return out;
}

}  // namespace kith::sources::wechat
