// Archives made for these tests: plain lists of rows, and the snapshot that the store would show.
#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "store/snapshot.h"

namespace kith::insight::made {

inline constexpr std::uint16_t kNobody = store::kNobody;

struct Row {
    std::int64_t time{};  // Unix seconds
    Kind kind{};
    std::uint8_t flags{};
    std::uint16_t sender = kNobody;  // index into Chat::people
    std::string text;
};

struct Chat {
    std::int64_t id{};
    store::ChatKind kind{};
    std::string key;
    std::int64_t peer{};               // person id of a direct chat
    std::vector<std::int64_t> people;  // person ids
    std::vector<Row> rows;             // oldest first
    std::uint64_t version = 1;
};

struct Archive {
    std::vector<store::Person> people;
    std::vector<Chat> chats;
};

inline store::Chat to_store(const Chat& chat, std::size_t chunk_rows = store::kChunkRows) {
    auto info = std::make_shared<store::ChatInfo>();
    info->id = store::ChatId{chat.id};
    info->kind = chat.kind;
    info->key = chat.key;
    info->peer = store::PersonId{chat.peer};
    auto rows = std::make_shared<store::ChatRows>();
    rows->version = chat.version;
    for (const auto id : chat.people) rows->people.emplace_back(id);
    for (std::size_t at = 0; at < chat.rows.size(); at += chunk_rows) {
        store::ChunkBuilder builder;
        for (std::size_t i = at; i < std::min(at + chunk_rows, chat.rows.size()); ++i) {
            const auto& row = chat.rows[i];
            store::Row stored;
            stored.time = row.time * 1000;
            stored.kind = row.kind;
            stored.flags = row.flags;
            stored.text = row.text;
            builder.add(stored, row.sender,
                        store::MessageId{chat.id * 10'000'000 + static_cast<std::int64_t>(i) + 1});
        }
        rows->chunks.push_back(builder.build());
    }
    return {std::move(info), std::move(rows)};
}

inline std::shared_ptr<store::Snapshot> to_snapshot(const Archive& archive,
                                                    std::size_t chunk_rows = store::kChunkRows) {
    auto snapshot = std::make_shared<store::Snapshot>();
    snapshot->generation = 1;
    for (const auto& person : archive.people)
        snapshot->people.push_back(std::make_shared<const store::Person>(person));
    for (const auto& chat : archive.chats) {
        snapshot->chats.push_back(to_store(chat, chunk_rows));
        snapshot->messages += chat.rows.size();
    }
    return snapshot;
}

inline store::Person person(std::int64_t id, std::string key, std::uint32_t flags,
                            std::string remark = "", std::string nick = "") {
    store::Person made;
    made.id = store::PersonId{id};
    made.account = store::AccountId{1};
    made.key = std::move(key);
    made.flags = flags;
    made.remark = std::move(remark);
    made.nick = std::move(nick);
    return made;
}

// A reproducible archive between two times: friends, strangers, an official account, groups, every
// kind and flag, bursts and long silences, equal times, texts of all lengths.
class Dice {
  public:
    explicit Dice(std::uint32_t seed) : engine_{seed} {}
    std::int64_t below(std::int64_t limit) {
        return static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(limit));
    }
    bool one_in(std::int64_t n) { return below(n) == 0; }

  private:
    std::mt19937_64 engine_;
};

inline std::string some_text(Dice& dice) {
    static const std::vector<std::string> kTexts{
        "早", "晚安[月亮]", "去吃饭吗？",   "Hello, World!", "100%_'\"", "👩‍👩‍👧🎉",
        "",   "é è",        "ＦＵＬＬ宽字", "\xEF\xBF\xBD",  "a\nb",     "嗯"};
    if (dice.one_in(500))
        return std::string(static_cast<std::size_t>(60'000 + dice.below(20'000)), 'x');
    return kTexts[static_cast<std::size_t>(dice.below(static_cast<std::int64_t>(kTexts.size())))];
}

inline Row some_row(Dice& dice, std::int64_t time, std::size_t people) {
    Row row;
    row.time = time;
    row.kind = dice.one_in(3) ? static_cast<Kind>(dice.below(kKindCount)) : Kind::text;
    if (dice.one_in(2)) row.flags |= kMine;
    if (dice.one_in(40)) row.flags |= kDeleted;
    if (dice.one_in(30)) row.flags |= kEdited;
    if (dice.one_in(50)) row.flags |= kRecalled;
    if (row.kind == Kind::text && dice.one_in(20)) row.flags |= kSystemPhrase;
    if (row.kind == Kind::system && dice.one_in(2)) row.flags |= kRevokeNotice;
    if (row.kind == Kind::transfer && dice.one_in(2)) row.flags |= kReceipt;
    row.sender = dice.one_in(20) || people == 0
                     ? kNobody
                     : static_cast<std::uint16_t>(dice.below(static_cast<std::int64_t>(people)));
    row.text = row.kind == Kind::text || dice.one_in(3) ? some_text(dice) : "";
    return row;
}

inline std::vector<Row> some_rows(Dice& dice, std::int64_t from, std::int64_t to, std::size_t count,
                                  std::size_t people) {
    std::vector<Row> rows;
    std::int64_t time = from + dice.below((to - from) / 4 + 1);
    const auto silence = (to - from) / 40 + 2;
    while (rows.size() < count && time <= to) {
        rows.push_back(some_row(dice, time, people));
        if (dice.one_in(25))
            time += dice.below(silence);
        else if (!dice.one_in(10))
            time += dice.below(dice.one_in(4) ? 40'000 : 90);
    }
    return rows;
}

inline Archive some_archive(std::uint32_t seed, std::int64_t from, std::int64_t to,
                            std::size_t rows_a_chat) {
    Dice dice{seed};
    Archive archive;
    constexpr std::int64_t kPeople = 14;
    for (std::int64_t id = 1; id <= kPeople; ++id) {
        std::uint32_t flags = dice.one_in(4) ? 0 : store::kFriend;
        if (dice.one_in(8)) flags |= store::kOfficial;
        archive.people.push_back(person(id, "wxid_" + std::to_string(id), flags,
                                        dice.one_in(3) ? "备注" + std::to_string(id) : "",
                                        dice.one_in(3) ? "" : "nick%" + std::to_string(id)));
    }
    std::int64_t id = 0;
    for (std::int64_t peer = 1; peer <= kPeople; ++peer) {
        if (dice.one_in(6)) continue;  // never wrote
        const auto count = static_cast<std::size_t>(
            dice.one_in(5) ? dice.below(3) : dice.below(static_cast<std::int64_t>(rows_a_chat)));
        archive.chats.push_back({++id,
                                 store::ChatKind::direct,
                                 "wxid_" + std::to_string(peer),
                                 peer,
                                 {peer, 1},
                                 some_rows(dice, from, to, count, 2)});
    }
    for (int group = 0; group < 5; ++group) {
        std::vector<std::int64_t> people;
        for (std::int64_t member = 1; member <= kPeople; ++member)
            if (dice.one_in(2)) people.push_back(member);
        people.push_back(999);  // somebody the store does not know
        auto rows = some_rows(dice, from, to, rows_a_chat, people.size());
        archive.chats.push_back({++id, store::ChatKind::group, std::to_string(group) + "@chatroom",
                                 0, people, std::move(rows)});
    }
    return archive;
}

}  // namespace kith::insight::made
