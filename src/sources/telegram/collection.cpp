// See collection.h.
#include "sources/telegram/collection.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sources/by_size.h"

namespace kith::sources::telegram {
namespace {

constexpr std::size_t kCandidates = 10;
constexpr std::size_t kWarningLimit = 200;
constexpr std::string_view kSavedName = "Saved Messages";

class Collecting {
  public:
    Collecting(std::vector<FileHead> files, const OpenOptions& options) : options_{options} {
        to_.files = std::move(files);
        for (const auto& file : to_.files) {
            if (!file.problem.empty()) warn(file.part + ": " + file.problem);
        }
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
    void name(const std::string& key, const std::string& name) {
        auto& person = to_.people[to_.people.add(key)];
        if (person.nick.empty()) person.nick = name;
    }
    void add_contacts(const FileHead& file);
    void add_speakers(const ChatHead& chat);
    void count_candidates();
    std::string owner_of(const FileHead& file) const;
    void add_chat(std::size_t file, std::size_t index);

    const OpenOptions& options_;
    Collection to_;
    std::string owner_;  // of files that do not say whose they are
    ByKey<std::size_t> chat_by_key_;
    ByKey<int> marks_;
};

void Collecting::add_contacts(const FileHead& file) {
    for (const auto& contact : file.contacts) {
        auto& person = to_.people[to_.people.add(contact.key)];
        if (!contact.name.empty()) person.nick = contact.name;
        person.is_friend = true;
        person.alias = contact.phone;
    }
    if (file.self.key.empty()) return;
    auto& self = to_.people[to_.people.add(file.self.key)];
    if (!file.self.name.empty()) self.nick = file.self.name;
    self.alias = file.self.username;
}

void Collecting::add_speakers(const ChatHead& chat) {
    for (const auto& speaker : chat.speakers) {
        name(speaker.key, speaker.name);
        if (speaker.key.starts_with("channel")) {
            to_.people[to_.people.find(speaker.key)].is_official = true;
        }
    }
}

// The names of contacts are the owner's own, those of chats are next, then what messages show.
void Collecting::people() {
    for (const auto& file : to_.files) add_contacts(file);
    for (const auto& file : to_.files) {
        for (const auto& chat : file.chats) {
            if (chat.is_group) continue;
            name(chat.key, chat.is_saved ? std::string{kSavedName} : chat.name);
            if (chat.type == "bot_chat") to_.people[to_.people.find(chat.key)].is_official = true;
        }
    }
    for (const auto& file : to_.files) {
        for (const auto& chat : file.chats) add_speakers(chat);
    }
}

// Files of one chat: who speaks there and is not the peer. A direct chat speaks for them, a group
// only names them.
void Collecting::count_candidates() {
    std::map<std::string, Candidate> found;
    std::map<std::string, std::int64_t> lines;
    for (const auto& file : to_.files) {
        if (!file.self.key.empty()) continue;
        for (const auto& chat : file.chats) {
            for (const auto& speaker : chat.speakers) {
                if (speaker.key == chat.key || speaker.key.starts_with("channel")) continue;
                auto& one = found[speaker.key];
                one.key = speaker.key;
                one.name = name_of(to_.people[to_.people.find(speaker.key)]);
                if (one.sample.empty()) one.sample = speaker.sample;
                if (!chat.is_group) ++one.votes;
                lines[speaker.key] += speaker.messages;
            }
        }
    }
    auto& out = to_.overview.candidates;
    for (auto& [key, candidate] : found) out.push_back(std::move(candidate));
    std::ranges::sort(out, [&](const Candidate& a, const Candidate& b) {
        if (a.votes != b.votes) return a.votes > b.votes;
        return lines[a.key] != lines[b.key] ? lines[a.key] > lines[b.key] : a.key < b.key;
    });
    if (out.size() > kCandidates) out.resize(kCandidates);
}

std::string Collecting::owner_of(const FileHead& file) const {
    if (!options_.owner.empty()) return options_.owner;
    return file.self.key.empty() ? owner_ : file.self.key;
}

void Collecting::owners() {
    count_candidates();
    const auto& found = to_.overview.candidates;
    std::map<std::string, int> said;
    for (const auto& file : to_.files) {
        if (!file.self.key.empty()) ++said[file.self.key];
    }
    if (said.size() > 1 && options_.owner.empty()) {
        warn(fmt::format("the files name {} different owners", said.size()));
    }
    if (!options_.owner.empty()) {
        owner_ = options_.owner;
    } else if (!said.empty()) {
        owner_ = std::ranges::max_element(said, {}, [](const auto& e) { return e.second; })->first;
    } else if (!found.empty() && found[0].votes > 0 &&
               (found.size() == 1 || found[0].votes > found[1].votes)) {
        owner_ = found.front().key;  // without a word about it only a clear lead counts
    }
    for (const auto& file : to_.files) {
        const auto key = owner_of(file);
        to_.owner_of_file.push_back(key.empty() ? kNobody : to_.people.add(key));
        if (!key.empty()) to_.people[to_.owner_of_file.back()].is_self = true;
    }
    to_.overview.account = owner_;
}

void Collecting::add_chat(std::size_t file, std::size_t index) {
    const auto& head = to_.files[file];
    const auto& from = head.chats[index];
    auto mark = head.part + '#' + from.key;
    if (const int times = ++marks_[mark]; times > 1) mark += '#' + std::to_string(times);
    if (!from.is_known) warn(fmt::format("{}: a chat of the type \"{}\"", head.part, from.type));
    const auto known = options_.known ? options_.known(mark) : std::nullopt;
    if (known && Stamp{known->size, known->modified} == head.stamp) return;
    const auto [found, fresh] = chat_by_key_.emplace(from.key, to_.chats.size());
    if (fresh) {
        to_.chats.push_back({.key = from.key,
                             .is_group = from.is_group,
                             .peer = from.is_group ? kNobody : to_.people.find(from.key)});
        to_.parts.emplace_back();
    }
    auto& chat = to_.chats[found->second];
    chat.title = from.name;
    for (const auto& speaker : from.speakers) {
        const auto place = to_.people.find(speaker.key);
        const bool listed =
            std::ranges::find(chat.members, place, &Member::person) != chat.members.end();
        if (chat.is_group && !listed) chat.members.push_back({.person = place});
    }
    chat.messages += from.messages;
    to_.parts[found->second].push_back({file, index, std::move(mark)});
    auto& overview = to_.overview;
    overview.messages += from.messages;
    if (from.first > 0 && (overview.first == 0 || from.first < overview.first)) {
        overview.first = from.first;
    }
    overview.last = std::max(overview.last, from.last);
}

void Collecting::chats() {
    for (std::size_t i = 0; i < to_.files.size(); ++i) {
        for (std::size_t k = 0; k < to_.files[i].chats.size(); ++k) add_chat(i, k);
    }
}

Collection Collecting::finish() {
    sort_by_size(to_.chats, to_.parts);
    to_.overview.format = "telegram";
    to_.overview.network = "telegram";
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

}  // namespace kith::sources::telegram
