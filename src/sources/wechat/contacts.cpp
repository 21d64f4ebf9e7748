// See contacts.h.
#include "sources/wechat/contacts.h"

#include <algorithm>
#include <set>

#include "base/error.h"
#include "db/db.h"
#include "sources/files.h"
#include "sources/wechat/table.h"
#include "text/fold.h"

namespace kith::sources::wechat {
namespace {

constexpr std::int64_t kFriendBits = 3;

bool ends_like(std::string_view text, std::string_view end) {
    if (text.size() < end.size()) return false;
    return std::ranges::equal(text.substr(text.size() - end.size()), end, {},
                              [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
}

std::string clean(std::string_view text) {
    return text::repair_utf8(text);
}

// One pass over contact.db. Places of contact ids and rooms are remembered for the members.
class Reading {
  public:
    Reading(db::Connection& on, Contacts& to, const Stop& stop) : on_{&on}, to_{&to}, stop_{stop} {}

    void people_of(std::string_view table);
    void rooms();
    void members();

  private:
    void take_person(const db::Statement& row);
    Room& room(std::string_view key);

    db::Connection* on_;
    Contacts* to_;
    const Stop& stop_;
    std::unordered_map<std::int64_t, std::uint32_t> person_by_id_;
    std::unordered_map<std::int64_t, std::size_t> room_by_id_;
    std::unordered_map<std::int64_t, std::string> owner_by_room_;
    ByKey<std::size_t> room_by_key_;
};

Room& Reading::room(std::string_view key) {
    if (const auto found = room_by_key_.find(key); found != room_by_key_.end()) {
        return to_->rooms[found->second];
    }
    room_by_key_.emplace(key, to_->rooms.size());
    to_->rooms.push_back({.key = std::string{key}});
    return to_->rooms.back();
}

enum Column { kId, kUsername, kNick, kRemark, kAlias, kFlag, kVerify, kBigHead, kSmallHead };

void Reading::take_person(const db::Statement& row) {
    const auto key = clean(row.text(kUsername));
    if (key.empty()) return;
    const auto nick = clean(row.text(kNick)), remark = clean(row.text(kRemark));
    if (is_group_key(key)) {
        auto& group = room(key);
        group.title = remark.empty() ? nick : remark;
        group.avatar = clean(row.text(kSmallHead));
        return;
    }
    if (to_->people.find(key) != kNobody) return;  // the first row counts
    const auto place = to_->people.add(key);
    auto& person = to_->people[place];
    person.nick = nick;
    person.remark = remark;
    person.alias = clean(row.text(kAlias));
    person.avatar = clean(row.text(kSmallHead));
    person.avatar_big = clean(row.text(kBigHead));
    person.source_flag = row.integer(kFlag);
    person.is_friend = (person.source_flag & kFriendBits) != 0 || !text::trim(remark).empty();
    person.is_official = is_official_key(key) || row.integer(kVerify) != 0;
    person_by_id_.emplace(row.integer(kId), place);
}

void Reading::people_of(std::string_view table) {
    const auto columns = columns_of(*on_, table);
    const auto pick = [&](std::string_view name) { return pick_column(columns, name, "''"); };
    auto rows =
        on_->prepare("select " + pick("id") + ", " + pick("username") + ", " + pick("nick_name") +
                     ", " + pick("remark") + ", " + pick("alias") + ", " + pick("flag") + ", " +
                     pick("verify_flag") + ", " + pick("big_head_url") + ", " +
                     pick("small_head_url") + " from \"" + std::string{table} + '"');
    for (std::size_t n = 0; rows.step(); ++n) {
        if (n % 1024 == 0) stop_.check();
        take_person(rows);
    }
}

void Reading::rooms() {
    const auto columns = columns_of(*on_, "chat_room");
    auto rows = on_->prepare("select " + pick_column(columns, "id", "0") + ", " +
                             pick_column(columns, "username", "''") + ", " +
                             pick_column(columns, "owner", "''") + " from chat_room");
    while (rows.step()) {
        const auto key = clean(rows.text(1));
        if (key.empty()) continue;
        room(key);
        room_by_id_.emplace(rows.integer(0), room_by_key_.find(key)->second);
        owner_by_room_.emplace(rows.integer(0), clean(rows.text(2)));
    }
}

void Reading::members() {
    auto rows =
        on_->prepare("select room_id, member_id from chatroom_member order by room_id, member_id");
    std::set<std::pair<std::int64_t, std::int64_t>> seen;
    for (std::size_t n = 0; rows.step(); ++n) {
        if (n % 1024 == 0) stop_.check();
        const auto in = room_by_id_.find(rows.integer(0));
        const auto who = person_by_id_.find(rows.integer(1));
        if (in == room_by_id_.end() || who == person_by_id_.end()) continue;
        if (!seen.emplace(rows.integer(0), rows.integer(1)).second) continue;
        Member member{.person = who->second};
        if (to_->people[who->second].key == owner_by_room_[rows.integer(0)]) member.role = "owner";
        to_->rooms[in->second].members.push_back(std::move(member));
    }
}

}  // namespace

bool is_group_key(std::string_view key) {
    return ends_like(key, "@chatroom");
}

bool is_official_key(std::string_view key) {
    return ends_like(key.substr(0, 3), "gh_");
}

Contacts read_contacts(const std::filesystem::path& file, const Stop& stop) {
    Contacts out;
    const auto attempt = [&](const char* what, auto&& read) {
        try {
            read();
        } catch (const Error& error) {
            if (error.code() == Errc::cancelled || error.code() == Errc::timeout) throw;
            out.warnings.push_back(text_of(file.filename()) + ": " + what + ": " + error.message());
        }
    };
    attempt("not readable", [&] {
        auto on = db::Connection::open_foreign(file);
        if (is_cut_short(file)) {
            out.warnings.push_back(text_of(file.filename()) +
                                   ": the file was cut short, its last rows are missing");
        }
        Reading reading{on, out, stop};
        attempt("contacts", [&] { reading.people_of("contact"); });
        if (on.table_exists("chat_room")) attempt("groups", [&] { reading.rooms(); });
        if (on.table_exists("chatroom_member")) attempt("members", [&] { reading.members(); });
        // Last, because strangers have ids of their own and are members of nothing.
        if (on.table_exists("stranger")) {
            attempt("strangers", [&] { reading.people_of("stranger"); });
        }
    });
    return out;
}

}  // namespace kith::sources::wechat
