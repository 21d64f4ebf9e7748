// Archives for the tests of finding: the snapshot that the store would show, and beside it the
// plain list of rows for slow and obvious evaluation.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "search/query_names.h"
#include "store/snapshot.h"

namespace kith::search::made {

struct Row {
    std::int64_t id{};
    std::int64_t time{};  // Unix seconds
    std::uint16_t sender = store::kNobody;
    Kind kind{};
    std::uint8_t flags{};
    std::string text;
};

struct Chat {
    store::ChatInfo info;
    std::vector<store::PersonId> people;
    std::vector<Row> rows;  // in the order of the chat
};

struct Archive {
    std::vector<store::Person> people;  // ids ascend
    std::vector<Chat> chats;            // ids ascend
    std::vector<store::AccountInfo> accounts{{store::AccountId{1}, "wechat", "wxid_me"},
                                             {store::AccountId{2}, "telegram", "user1"}};
};

inline store::Row stored(const Row& row) {
    store::Row out;
    out.time = row.time * 1000;
    out.kind = row.kind;
    out.flags = row.flags;
    out.text = row.text;
    return out;
}

inline store::Chat to_store(const Chat& chat, std::size_t chunk_rows) {
    auto rows = std::make_shared<store::ChatRows>();
    rows->version = chat.rows.size() + 1;
    rows->people = chat.people;
    store::ChunkBuilder builder;
    for (const auto& row : chat.rows) {
        if (builder.size() == chunk_rows) rows->chunks.push_back(builder.build());
        if (builder.add(stored(row), row.sender, store::MessageId{row.id})) continue;
        rows->chunks.push_back(builder.build());
        builder.add(stored(row), row.sender, store::MessageId{row.id});
    }
    if (builder.size() > 0) rows->chunks.push_back(builder.build());
    return {std::make_shared<const store::ChatInfo>(chat.info), std::move(rows)};
}

inline std::shared_ptr<store::Snapshot> to_snapshot(const Archive& archive,
                                                    std::size_t chunk_rows = store::kChunkRows) {
    auto snapshot = std::make_shared<store::Snapshot>();
    snapshot->generation = 7;
    for (const auto& person : archive.people)
        snapshot->people.push_back(std::make_shared<const store::Person>(person));
    for (const auto& chat : archive.chats) {
        snapshot->chats.push_back(to_store(chat, chunk_rows));
        snapshot->messages += chat.rows.size();
    }
    return snapshot;
}

inline store::Person person(std::int64_t id, std::string key, std::string nick,
                            std::string remark = "", std::string alias = "",
                            std::uint32_t flags = store::kFriend, std::int64_t account = 1) {
    store::Person made;
    made.id = store::PersonId{id};
    made.account = store::AccountId{account};
    made.key = std::move(key);
    made.nick = std::move(nick);
    made.remark = std::move(remark);
    made.alias = std::move(alias);
    made.flags = flags;
    return made;
}

inline Chat direct(std::int64_t id, const store::Person& peer, store::PersonId self) {
    Chat chat;
    chat.info.id = store::ChatId{id};
    chat.info.account = peer.account;
    chat.info.key = peer.key;
    chat.info.peer = peer.id;
    chat.people = {peer.id, self};
    return chat;
}

inline Chat group(std::int64_t id, std::string key, std::string title,
                  std::vector<store::Member> members, std::int64_t account = 1) {
    Chat chat;
    chat.info.id = store::ChatId{id};
    chat.info.account = store::AccountId{account};
    chat.info.key = std::move(key);
    chat.info.kind = store::ChatKind::group;
    chat.info.title = std::move(title);
    for (const auto& member : members) chat.people.push_back(member.person);
    chat.info.members = std::move(members);
    return chat;
}

// Me (1), Mei (2, wechat), Lin Wei (3, wechat), Eva (4, telegram), an official account (5); private
// chats 1-4, groups 5 and 6. Without rows.
inline Archive people_and_chats() {
    Archive made;
    made.people = {person(1, "wxid_me", "林伟本人", "", "", store::kSelf),
                   person(2, "wxid_mei", "May", "阿梅", "mei88"), person(3, "wxid_lin", "Lin Wei"),
                   person(4, "user4", "Eva", "", "", store::kFriend, 2),
                   person(5, "gh_news", "新闻", "", "", store::kOfficial)};
    const store::PersonId me{1};
    for (std::size_t i = 1; i < made.people.size(); ++i)
        made.chats.push_back(direct(static_cast<std::int64_t>(i), made.people[i], me));
    made.chats.push_back(group(5, "77@chatroom", "周末爬山",
                               {{me, ""}, {store::PersonId{2}, "梅子"}, {store::PersonId{3}, ""}}));
    made.chats.push_back(group(6, "88@chatroom", "家里", {{me, ""}, {store::PersonId{3}, "老林"}}));
    return made;
}

class Dice {
  public:
    explicit Dice(std::uint32_t seed) : engine_{seed} {}
    std::size_t below(std::size_t limit) { return engine_() % limit; }
    bool one_in(std::size_t n) { return below(n) == 0; }
    template <class T>
    const T& of(const std::vector<T>& list) {
        return list[below(list.size())];
    }
    template <class T>
    void shuffle(std::vector<T>& list) {
        std::shuffle(list.begin(), list.end(), engine_);
    }

  private:
    std::mt19937_64 engine_;
};

inline const std::vector<std::string>& vocabulary() {
    static const std::vector<std::string> words{
        "爬山",   "山",      "周六", "Hello", "HELLO", "ｈｅｌｌｏ",
        "Straße", "STRASSE", "ﬁsh",  "fish",  "😀",    "👨‍👩‍👧",
        "é",      "e\u0301", "100%", "a_b",   "ok",    "饭",
        "…",      "..."};
    return words;
}

inline std::string some_text(Dice& dice) {
    std::string text;
    for (auto words = dice.below(5); words-- > 0;) {
        if (!text.empty() && dice.one_in(2)) text += ' ';
        text += dice.of(vocabulary());
    }
    return text;
}

// Every kind, flag and hour; bursts, silences, equal seconds, two changes of the clock; ids in no
// order of time.
inline Archive random_archive(std::uint32_t seed, std::size_t rows_of_chat) {
    Dice dice{seed};
    Archive made = people_and_chats();
    std::vector<std::int64_t> ids;
    for (std::size_t i = 0; i < made.chats.size() * rows_of_chat; ++i)
        ids.push_back(1000 + static_cast<std::int64_t>(i));
    if (dice.one_in(2)) dice.shuffle(ids);
    for (auto& chat : made.chats) {
        std::int64_t time = 1'700'000'000 + static_cast<std::int64_t>(dice.below(10'000'000));
        const auto rows = dice.below(rows_of_chat + 1);
        for (std::size_t i = 0; i < rows; ++i) {
            if (!dice.one_in(4))
                time += static_cast<std::int64_t>(dice.one_in(6) ? 21'599 + dice.below(3)
                                                                 : dice.below(3'000));
            if (dice.one_in(200)) time += 5'000'000;
            Row row{ids.back(), time, store::kNobody, Kind::text, 0, some_text(dice)};
            ids.pop_back();
            if (dice.one_in(3)) row.kind = static_cast<Kind>(dice.below(kKindCount));
            if (!dice.one_in(9))
                row.sender = static_cast<std::uint16_t>(dice.below(chat.people.size()));
            if (row.kind == Kind::system) row.sender = store::kNobody;
            if (row.sender != store::kNobody && chat.people[row.sender] == store::PersonId{1})
                row.flags |= kMine;
            if (dice.one_in(20)) row.flags |= kDeleted;
            if (dice.one_in(20)) row.flags |= kSystemPhrase;
            chat.rows.push_back(std::move(row));
        }
    }
    return made;
}

}  // namespace kith::search::made
