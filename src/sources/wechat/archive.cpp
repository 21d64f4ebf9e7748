// See archive.h.
#include "sources/wechat/archive.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "sources/wechat/owner.h"

namespace kith::sources::wechat {
namespace {

constexpr std::size_t kWarningLimit = 200;  // named one by one; more are counted

// Collects an Archive step by step; the connections live as long as the looking.
class Opening {
  public:
    Opening(const OpenOptions& options, const Stop& stop) : options_{options}, stop_{stop} {}

    void take_contacts(const Layout& layout);
    void take_shards(const Layout& layout);
    void find_chats();
    void plan_chats();
    void find_owner();
    Archive finish();

  private:
    struct Seen {  // one chat while it is put together
        Chat chat;
        ChatPlan plan;
        std::int64_t rows = 0;  // of the whole chat, for its rank
        std::vector<Part> all;
    };

    void warn(std::string text);
    void check_limit(const Layout& layout);
    void add_chat(const std::string& key);
    void add_part(Seen& seen, std::size_t shard, Table& table);
    // What was read before, when the row it ends with is still the same.
    std::int64_t known_rows(std::size_t shard, Table& table);
    void name_lost_tables();
    void count(const Table& table, std::int64_t rows);

    const OpenOptions& options_;
    const Stop& stop_;
    Archive to_;
    std::vector<std::unique_ptr<OpenShard>> open_;
    ByKey<std::size_t> rooms_;  // by key, into room_list_
    std::vector<Room> room_list_;
    std::vector<Seen> seen_;
    ByKey<std::size_t> key_by_hash_;  // hash to place in keys_
    std::vector<std::string> keys_;
    std::size_t warnings_left_out_ = 0;
    bool anything_known_ = false;
};

bool ends_reading(const Error& error) {
    return error.code() == Errc::cancelled || error.code() == Errc::timeout;
}

void Opening::warn(std::string text) {
    if (to_.overview.warnings.size() < kWarningLimit) {
        to_.overview.warnings.push_back(std::move(text));
    } else {
        ++warnings_left_out_;
    }
}

void Opening::take_contacts(const Layout& layout) {
    auto contacts = read_contacts(layout.contacts, stop_);
    for (auto& text : contacts.warnings) warn(std::move(text));
    to_.people = std::move(contacts.people);
    room_list_ = std::move(contacts.rooms);
    for (std::size_t i = 0; i < room_list_.size(); ++i) rooms_.emplace(room_list_[i].key, i);
}

void Opening::take_shards(const Layout& layout) {
    if (!layout.problem.empty()) {
        warn(layout.problem);
    } else if (layout.shards.empty()) {
        warn("message: the folder holds no message_N.db");
    }
    check_limit(layout);
    for (const auto& file : layout.shards) {
        if (to_.shards.size() >= kShardLimit) break;
        stop_.check();
        try {
            auto open = std::make_unique<OpenShard>(file.path);
            auto shard = look_at(file, *open, to_.people, stop_);
            for (int i = 0; i < kReadAgain && !open->of_one_moment(); ++i) {
                open = std::make_unique<OpenShard>(file.path);
                shard = look_at(file, *open, to_.people, stop_);
            }
            to_.shards.push_back(std::move(shard));
            open_.push_back(std::move(open));
        } catch (const Error& error) {
            if (ends_reading(error)) throw;
            warn(file.part + ": " + error.message());
        }
    }
    to_.overview.files = static_cast<std::int64_t>(to_.shards.size());
    for (auto& shard : to_.shards) {
        for (auto& text : shard.warnings) warn(std::move(text));
    }
}

void Opening::check_limit(const Layout& layout) {
    if (layout.shards.size() <= kShardLimit) return;
    warn(fmt::format("message: only the first {} of {} files are read", kShardLimit,
                     layout.shards.size()));
}

// Keys in a fixed order: people, groups, names that only a shard knows.
void Opening::find_chats() {
    const auto add_key = [&](const std::string& key) {
        if (key_by_hash_.emplace(hash_of(key), keys_.size()).second) keys_.push_back(key);
    };
    for (const auto& person : to_.people.list()) add_key(person.key);
    for (const auto& room : room_list_) add_key(room.key);
    for (const auto& shard : to_.shards) {
        for (const auto& [key, id] : shard.id_of) {
            if (is_group_key(key)) add_key(key);
        }
    }
    for (const auto& key : keys_) add_chat(key);
    name_lost_tables();
}

void Opening::add_chat(const std::string& key) {
    const auto hash = hash_of(key);
    Seen seen;
    for (std::size_t i = 0; i < to_.shards.size(); ++i) {
        const auto found = to_.shards[i].tables.find(hash);
        if (found != to_.shards[i].tables.end()) seen.all.push_back({i, &found->second});
    }
    const auto room = rooms_.find(key);
    if (seen.all.empty() && room == rooms_.end()) return;
    seen.chat.key = key;
    seen.chat.is_group = is_group_key(key);
    seen.plan.setting.group = seen.chat.is_group;
    if (room != rooms_.end()) {
        auto& from = room_list_[room->second];
        seen.chat.title = from.title;
        seen.chat.avatar = from.avatar;
        seen.chat.members = from.members;
    }
    if (!seen.chat.is_group) {
        seen.chat.peer = to_.people.add(key);
        seen.plan.setting.peer = seen.chat.peer;
    }
    seen_.push_back(std::move(seen));
}

// Tables whose hash no name explains: the rows exist, but nobody can say whose they are.
void Opening::name_lost_tables() {
    for (std::size_t i = 0; i < to_.shards.size(); ++i) {
        for (auto& [hash, table] : to_.shards[i].tables) {
            if (key_by_hash_.contains(hash)) continue;
            std::int64_t rows = 0;
            try {
                auto count = open_[i]->on().prepare("select count(*) from \"" + table.name + '"');
                if (count.step()) rows = count.integer(0);
            } catch (const Error&) {
                // The file will be named when its chats are read.
            }
            warn(fmt::format("{}: {} belongs to nobody who is known ({} messages left out)",
                             to_.shards[i].file.part, table.name, rows));
        }
    }
}

void Opening::plan_chats() {
    for (auto& seen : seen_) {
        stop_.check();
        for (const auto& part : seen.all) {
            auto& shard = to_.shards[part.shard];
            auto& table = shard.tables.find(hash_of(seen.chat.key))->second;
            try {
                add_part(seen, part.shard, table);
            } catch (const Error& error) {
                if (ends_reading(error)) throw;
                warn(fmt::format("{}: {}: {}", shard.file.part, table.name, error.message()));
            }
        }
    }
}

void Opening::add_part(Seen& seen, std::size_t shard, Table& table) {
    const auto after = known_rows(shard, table);
    seen.rows += rows_at_most(1, table.last);
    if (after < 0) return;
    seen.plan.parts.push_back({shard, &table, after});
    const auto first = after == 0 ? table.first : after + 1;
    const auto rows = table.last == 0 ? 0 : rows_at_most(first, table.last);
    seen.chat.messages += rows;
    count(table, rows);
}

void Opening::count(const Table& table, std::int64_t rows) {
    auto& overview = to_.overview;
    overview.messages += rows;
    if (good_time(table.first_time)) {
        overview.first =
            overview.first == 0 ? table.first_time : std::min(overview.first, table.first_time);
    }
    if (good_time(table.last_time)) overview.last = std::max(overview.last, table.last_time);
}

// -1: there is nothing new.
std::int64_t Opening::known_rows(std::size_t shard, Table& table) {
    const auto& in = to_.shards[shard];
    const auto part = in.part_of(table);
    const auto mark = options_.known ? options_.known(part) : std::nullopt;
    if (mark && Stamp{mark->size, mark->modified} == in.stamp) {
        anything_known_ = true;
        table.last = mark->last;
        return -1;
    }
    probe(*open_[shard], table);
    if (!mark || mark->last == 0) return 0;
    auto row = open_[shard]->on().prepare("select " + table.row_list + " from \"" + table.name +
                                          "\" where rowid = $1");
    row.bind(1, mark->last);
    if (!row.step() || key_of(raw_row(row)) != mark->last_key) return 0;
    anything_known_ = true;
    if (table.last > mark->last) return mark->last;
    to_.refreshed.push_back(*mark);
    to_.refreshed.back().size = in.stamp.size;
    to_.refreshed.back().modified = in.stamp.modified;
    return -1;
}

void Opening::find_owner() {
    std::vector<VotingChat> chats;
    for (const auto& seen : seen_) {
        if (seen.chat.is_group || to_.people[seen.chat.peer].is_official) continue;
        chats.push_back({seen.chat.peer, seen.rows, &seen.all});
    }
    auto candidates = vote(std::move(chats), to_.shards, open_, to_.people, stop_);
    std::string key = options_.owner;
    if (key.empty() && !candidates.empty()) key = candidates.front().key;
    to_.overview.candidates = std::move(candidates);
    if (key.empty()) return;
    const auto self = to_.people.add(key);
    to_.people[self].is_self = true;
    to_.overview.account = key;
    for (auto& seen : seen_) seen.plan.setting.self = self;
}

Archive Opening::finish() {
    std::erase_if(seen_, [&](const Seen& seen) {
        // A group without a table is news only to somebody who knows nothing yet.
        return seen.plan.parts.empty() && (anything_known_ || !seen.all.empty());
    });
    std::ranges::sort(seen_, [](const Seen& a, const Seen& b) {
        if (a.chat.messages != b.chat.messages) return a.chat.messages > b.chat.messages;
        return a.chat.key < b.chat.key;
    });
    for (auto& seen : seen_) {
        to_.chats.push_back(std::move(seen.chat));
        to_.plans.push_back(std::move(seen.plan));
    }
    if (warnings_left_out_ > 0) {
        to_.overview.warnings.push_back(fmt::format("and {} more", warnings_left_out_));
    }
    to_.overview.format = to_.overview.network = "wechat";
    return std::move(to_);
}

}  // namespace

Archive open_archive(const std::filesystem::path& root, const OpenOptions& options,
                     const Stop& stop) {
    const auto layout = find_layout(root, stop);
    require(!layout.contacts.empty(), Errc::invalid,
            "contact/contact.db is missing: this folder is not a complete WeChat archive",
            "no_contacts");
    require(layout.message_folder, Errc::invalid,
            "the folder message is missing: this folder is not a complete WeChat archive",
            "no_shards");
    Opening opening{options, stop};
    opening.take_contacts(layout);
    opening.take_shards(layout);
    opening.find_chats();
    opening.plan_chats();
    opening.find_owner();
    return opening.finish();
}

}  // namespace kith::sources::wechat
