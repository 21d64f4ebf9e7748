// See directory.h.
#include "search/directory.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "base/message.h"

namespace kith::search {
namespace {

constexpr auto kNotice = static_cast<std::uint8_t>(Kind::system);

bool counted(const store::Columns& columns, std::uint32_t row) {
    return columns.kind[row] != kNotice && (columns.flags[row] & kDeleted) == 0;
}

std::uint32_t counted_in(const store::Columns& columns) {
    std::uint32_t count = 0;
    for (std::uint32_t row = 0; row < columns.size; ++row) count += counted(columns, row) ? 1 : 0;
    return count;
}

std::int64_t last_counted(const store::Chat& chat) {
    const auto& chunks = chat.rows->chunks;
    for (auto chunk = chunks.rbegin(); chunk != chunks.rend(); ++chunk) {
        const auto columns = (*chunk)->columns();
        for (auto row = columns.size; row-- > 0;)
            if (counted(columns, row)) return columns.time[row];
    }
    return 0;
}

struct Entry {
    const store::Chat* chat{};      // or
    const store::Person* person{};  // both for a private chat
    std::string name;
    std::uint64_t count{};
    std::int64_t last{};
};

std::string other_names(const Entry& entry) {
    std::string out;
    const auto add = [&](const std::string& name) {
        if (name.empty() || name == entry.name) return;
        if (!out.empty()) out += '\n';
        out += name;
    };
    if (entry.person == nullptr) return out;
    add(entry.person->nick);
    if (entry.person->alias != entry.person->nick) add(entry.person->alias);
    return out;
}

const std::string& key_of(const Entry& entry) {
    return entry.chat != nullptr ? entry.chat->info->key : entry.person->key;
}

EntryKind kind_of(const Entry& entry) {
    if (entry.chat != nullptr && entry.chat->info->kind == store::ChatKind::group)
        return EntryKind::group;
    const bool official = entry.person != nullptr && (entry.person->flags & store::kOfficial) != 0;
    return official ? EntryKind::official : EntryKind::person;
}

std::vector<Entry> entries_of(const store::Snapshot& snapshot) {
    std::vector<Entry> entries;
    std::unordered_set<store::PersonId> with_chat;
    entries.reserve(snapshot.chats.size());
    for (const auto& chat : snapshot.chats) {
        const auto peer = chat.info->peer;
        if (peer) with_chat.insert(peer);
        entries.push_back({&chat, peer ? snapshot.person(peer) : nullptr, chat_name(snapshot, chat),
                           counted_rows(chat), last_counted(chat)});
    }
    for (const auto& person : snapshot.people) {
        const bool friends = (person->flags & store::kFriend) != 0;
        if (!friends || (person->flags & store::kSelf) != 0 || with_chat.contains(person->id))
            continue;
        entries.push_back({nullptr, person.get(), store::display_name(*person), 0, 0});
    }
    std::ranges::sort(entries, [](const Entry& a, const Entry& b) {
        if (a.last != b.last) return a.last > b.last;
        return std::tie(a.name, key_of(a)) < std::tie(b.name, key_of(b));
    });
    return entries;
}

void add(const Entry& entry, std::string_view network, Directory& out) {
    const auto& avatar = entry.person != nullptr ? entry.person->avatar : entry.chat->info->avatar;
    out.ids.push_back(key_of(entry));
    out.chats.push_back(entry.chat != nullptr ? entry.chat->info->id.value : 0);
    out.people.push_back(entry.person != nullptr ? entry.person->id.value : 0);
    out.names.push_back(entry.name);
    out.alt.push_back(other_names(entry));
    out.kind.push_back(static_cast<std::uint8_t>(kind_of(entry)));
    out.source.emplace_back(network);
    out.count.push_back(entry.count);
    out.last_ts.push_back(entry.last);
    out.avatar.push_back(avatar.size() <= kAvatarBytes ? avatar : "");
}

}  // namespace

std::string chat_name(const store::Snapshot& snapshot, const store::Chat& chat) {
    const auto& info = *chat.info;
    if (!info.title.empty()) return info.title;
    if (info.peer)
        if (const auto* peer = snapshot.person(info.peer)) return store::display_name(*peer);
    return info.key;
}

std::string sender_name(const store::Snapshot& snapshot, const store::Chat& chat,
                        store::PersonId sender) {
    const auto* person = sender ? snapshot.person(sender) : nullptr;
    if (person == nullptr) return "";
    if (!person->remark.empty()) return person->remark;
    const auto& members = chat.info->members;
    const auto member = std::ranges::find(members, sender, &store::Member::person);
    if (member != members.end() && !member->name.empty()) return member->name;
    return store::display_name(*person);
}

std::uint64_t counted_rows(const store::Chat& chat) {
    std::uint64_t count = 0;
    for (const auto& chunk : chat.rows->chunks) count += counted_in(chunk->columns());
    return count;
}

Directory directory(const store::Snapshot& snapshot, std::span<const store::AccountInfo> accounts) {
    std::unordered_map<store::AccountId, std::string_view> networks;
    for (const auto& account : accounts) networks.emplace(account.id, account.network);
    Directory out;
    out.generation = snapshot.generation;
    for (const auto& entry : entries_of(snapshot)) {
        const auto account =
            entry.chat != nullptr ? entry.chat->info->account : entry.person->account;
        const auto network = networks.find(account);
        add(entry, network == networks.end() ? "" : network->second, out);
    }
    return out;
}

}  // namespace kith::search
