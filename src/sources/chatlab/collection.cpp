// See collection.h.
#include "sources/chatlab/collection.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "sources/by_size.h"

namespace kith::sources::chatlab {
namespace {

constexpr std::size_t kCandidates = 5;
constexpr std::size_t kWarningLimit = 200;
constexpr std::uint64_t kEndBytes = 256;  // that must still stand before the end of what was read

class Collecting {
  public:
    Collecting(std::vector<FileHead> files, const OpenOptions& options) : options_{options} {
        to_.files = std::move(files);
        std::erase_if(to_.files, [&](const FileHead& file) {
            if (file.form != Form::none && file.has_meta) return false;
            warn(file.part + ": no ChatLab header");
            return true;
        });
    }

    void people();
    void owners();
    void chats();
    Collection finish();

  private:
    void warn(std::string text) {
        if (to_.overview.warnings.size() < kWarningLimit) {
            to_.overview.warnings.push_back(std::move(text));
        }
    }
    std::set<std::string> speakers(const FileHead& file) const;
    void count_candidates();
    std::string usual(std::string Meta::* what) const;
    std::uint32_t peer_of(const FileHead& file, std::uint32_t owner) const;
    std::string key_of(const FileHead& file, std::uint32_t peer) const;
    void add_file(std::size_t index);
    void add_members(Chat& chat, const FileHead& file);
    // Where to go on reading; -1: nothing new.
    std::int64_t known_end(const FileHead& file);

    const OpenOptions& options_;
    Collection to_;
    std::string owner_;  // of files that do not name one
    ByKey<std::size_t> chat_by_key_;
};

void Collecting::people() {
    for (const auto& file : to_.files) {
        for (const auto& line : file.members) {
            auto& person = to_.people[to_.people.add(line.id)];
            if (!line.name.empty()) person.nick = line.name;
            if (!line.alias.empty()) person.remark = line.alias;
            if (!line.avatar.empty()) person.avatar = line.avatar;
        }
    }
    // Senders without a member line; the newest name counts.
    for (const auto& file : to_.files) {
        for (const auto& line : file.sample) {
            if (line.sender.empty() || line.sender == kSystemSender) continue;
            const bool listed = to_.people.find(line.sender) != kNobody;
            auto& person = to_.people[to_.people.add(line.sender)];
            if (!line.name.empty() && (!listed || person.nick.empty())) person.nick = line.name;
        }
    }
}

std::set<std::string> Collecting::speakers(const FileHead& file) const {
    std::set<std::string> out;
    for (const auto& line : file.members) out.insert(line.id);
    for (const auto& line : file.sample) out.insert(line.sender);
    out.erase(std::string{kSystemSender});
    out.erase(std::string{});
    return out;
}

std::string Collecting::usual(std::string Meta::* what) const {
    std::map<std::string, std::size_t> count;
    for (const auto& file : to_.files) {
        if (!(file.meta.*what).empty()) ++count[file.meta.*what];
    }
    const auto most = std::ranges::max_element(count, {}, [](const auto& e) { return e.second; });
    return most == count.end() ? std::string{} : most->first;
}

// Who takes part in most direct chats; in one chat alone, whoever is not its title.
void Collecting::count_candidates() {
    std::map<std::string, Candidate> found;
    for (const auto& file : to_.files) {
        const auto present = speakers(file);
        if (file.meta.is_group() && file.meta.owner_id.empty()) continue;
        for (const auto& key : present) {
            const auto& person = to_.people[to_.people.find(key)];
            auto& candidate =
                found.try_emplace(key, Candidate{key, name_of(person), {}, 0}).first->second;
            if (file.meta.owner_id == key) candidate.votes += 2;
            if (!file.meta.is_group() && person.nick != file.meta.name) ++candidate.votes;
        }
        for (const auto& line : file.sample) {
            const auto heard = found.find(line.sender);
            if (heard == found.end() || !heard->second.sample.empty()) continue;
            heard->second.sample = line.text;
        }
    }
    auto& out = to_.overview.candidates;
    for (auto& [key, candidate] : found) {
        if (candidate.votes > 0) out.push_back(std::move(candidate));
    }
    std::ranges::sort(out, [](const Candidate& a, const Candidate& b) {
        return a.votes != b.votes ? a.votes > b.votes : a.key < b.key;
    });
    if (out.size() > kCandidates) out.resize(kCandidates);
}

void Collecting::owners() {
    count_candidates();
    owner_ = options_.owner.empty() ? usual(&Meta::owner_id) : options_.owner;
    const auto& found = to_.overview.candidates;
    // Without a word about it only a clear lead counts.
    if (owner_.empty() && !found.empty() &&
        (found.size() == 1 || found[0].votes > found[1].votes)) {
        owner_ = found.front().key;
    }
    std::set<std::string> said;
    for (const auto& file : to_.files) {
        if (!file.meta.owner_id.empty()) said.insert(file.meta.owner_id);
    }
    if (said.size() > 1 && options_.owner.empty()) {
        warn(fmt::format("the files name {} different owners", said.size()));
    }
    for (const auto& file : to_.files) {
        std::string key = options_.owner.empty() ? file.meta.owner_id : options_.owner;
        if (key.empty()) key = owner_;
        to_.owner_of_file.push_back(key.empty() ? kNobody : to_.people.add(key));
        if (!key.empty()) to_.people[to_.people.find(key)].is_self = true;
    }
    to_.overview.account = owner_;
    to_.overview.network = usual(&Meta::platform);
    if (to_.overview.network.empty()) to_.overview.network = "unknown";
}

std::uint32_t Collecting::peer_of(const FileHead& file, std::uint32_t owner) const {
    std::uint32_t first = kNobody;
    for (const auto& key : speakers(file)) {
        const auto place = to_.people.find(key);
        if (place == owner) continue;
        if (to_.people[place].nick == file.meta.name) return place;
        if (first == kNobody) first = place;
    }
    return first;
}

std::string Collecting::key_of(const FileHead& file, std::uint32_t peer) const {
    if (file.meta.is_group()) {
        return file.meta.group_id.empty() ? "group:" + file.meta.name : file.meta.group_id;
    }
    return peer == kNobody ? "chat:" + file.meta.name : to_.people[peer].key;
}

std::int64_t Collecting::known_end(const FileHead& file) {
    const auto mark = options_.known ? options_.known(file.part) : std::nullopt;
    if (!mark) return 0;
    if (Stamp{mark->size, mark->modified} == file.stamp) return -1;
    const bool grew = file.form == Form::lines && mark->last > 0 && file.stamp.size >= mark->last;
    if (!grew) return 0;
    const auto end = static_cast<std::uint64_t>(mark->last);
    return end_key(file.path, end) == mark->last_key ? mark->last : 0;
}

void Collecting::add_members(Chat& chat, const FileHead& file) {
    const auto add = [&](std::string_view key, const std::string& name, const std::string& role) {
        const auto place = to_.people.find(key);
        auto found = std::ranges::find(chat.members, place, &Member::person);
        if (found == chat.members.end()) {
            found = chat.members.insert(chat.members.end(), Member{.person = place});
        }
        if (!name.empty()) found->name = name;
        if (!role.empty()) found->role = role;
    };
    for (const auto& line : file.members) add(line.id, line.group_nickname, line.role);
    for (const auto& line : file.sample) {
        if (line.sender.empty() || line.sender == kSystemSender) continue;
        add(line.sender, line.group_nickname, {});
    }
}

void Collecting::add_file(std::size_t index) {
    const auto& file = to_.files[index];
    const auto end = known_end(file);
    if (end < 0) return;
    const auto peer = file.meta.is_group() ? kNobody : peer_of(file, to_.owner_of_file[index]);
    const auto key = key_of(file, peer);
    const auto [found, fresh] = chat_by_key_.emplace(key, to_.chats.size());
    if (fresh) {
        to_.chats.push_back({.key = key, .is_group = file.meta.is_group(), .peer = peer});
        to_.parts.emplace_back();
    }
    auto& chat = to_.chats[found->second];
    chat.title = file.meta.name;
    if (!file.meta.group_avatar.empty()) chat.avatar = file.meta.group_avatar;
    if (chat.is_group) add_members(chat, file);
    const auto left = file.stamp.size == 0
                          ? 0.0
                          : 1.0 - static_cast<double>(end) / static_cast<double>(file.stamp.size);
    const auto rows = static_cast<std::int64_t>(static_cast<double>(file.messages) * left);
    chat.messages += rows;
    to_.parts[found->second].push_back({index, static_cast<std::uint64_t>(end)});
    auto& overview = to_.overview;
    overview.messages += rows;
    if (file.first > 0) {
        overview.first = overview.first == 0 ? file.first : std::min(overview.first, file.first);
    }
    overview.last = std::max(overview.last, file.last);
}

void Collecting::chats() {
    for (std::size_t i = 0; i < to_.files.size(); ++i) add_file(i);
}

Collection Collecting::finish() {
    sort_by_size(to_.chats, to_.parts);
    to_.overview.format = "chatlab";
    to_.overview.files = static_cast<std::int64_t>(to_.files.size());
    return std::move(to_);
}

}  // namespace

Collection collect(std::vector<FileHead> files, const OpenOptions& options, const Stop& stop) {
    Collecting collecting{std::move(files), options};
    collecting.people();
    collecting.owners();
    stop.check();
    collecting.chats();
    return collecting.finish();
}

std::int64_t end_key(const std::filesystem::path& file, std::uint64_t end) {
    const auto bytes = std::min(end, kEndBytes);
    const auto before = piece_of(file, static_cast<std::int64_t>(end - bytes), bytes);
    return static_cast<std::int64_t>(fnv(before, kFnvStart ^ end));
}

}  // namespace kith::sources::chatlab
