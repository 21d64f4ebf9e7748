// People, chats and messages as the store knows them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/message.h"

namespace kith::store {

using AccountId = Id<struct AccountTag>;
using PersonId = Id<struct PersonTag>;
using ChatId = Id<struct ChatTag>;
using MessageId = Id<struct MessageTag>;
using SourceId = Id<struct SourceTag>;
using ImportId = Id<struct ImportTag>;

// Stored on disk: never renumber.
enum PersonFlag : std::uint32_t {
    kFriend = 1,    // WeChat: flag & 3 != 0 or a remark; other networks: has a private chat
    kOfficial = 2,  // official account, service, bot
    kSelf = 4,      // the owner of the account
};

struct Person {
    PersonId id;
    AccountId account;
    std::string key;  // the source's id: wxid, phone number, …
    std::string nick, remark, alias;
    std::string avatar, avatar_big;  // address or data: URI, or ""
    std::uint32_t flags{};
    std::int64_t source_flag{};  // the source's own flag word (W wire field `flag`)
};

// remark, else nick, else key.
const std::string& display_name(const Person& person);

enum class ChatKind : std::uint8_t { direct = 0, group = 1 };

struct Member {
    PersonId person;
    std::string name;  // nickname in this group, or ""
};

// A chat without its messages.
struct ChatInfo {
    ChatId id;
    AccountId account;
    std::string key;  // direct: key of the other person; group: the room's key
    ChatKind kind{};
    std::string title;            // group name; "" for direct chats
    std::string avatar;           // of a group
    PersonId peer;                // direct chats: the other person; none for groups
    std::vector<Member> members;  // groups
};

// One message on its way into the store.
struct Row {
    std::int64_t time{};      // UTC milliseconds
    std::int64_t sequence{};  // the source's order among equal times
    PersonId sender;          // none: nobody (notices)
    Kind kind{};
    std::uint8_t flags{};       // Flag bits
    std::int64_t raw_type{};    // the source's own type number; W shows its low 32 bits
    std::int64_t source_key{};  // the source's message id, 0 = none: then (sender, kind, text)
                                // identify it within a second
    std::string text;  // readable text: what was said, or title, file name, notice; valid UTF-8
    std::string body;  // Details as JSON for kinds other than text, or ""
};

// A message read back by id.
struct Message {
    MessageId id;
    ChatId chat;
    Row row;
};

inline constexpr std::int64_t kOldestTime = 0;                  // 1970-01-01
inline constexpr std::int64_t kNewestTime = 4'133'980'800'000;  // 2101-01-01, exclusive
inline constexpr std::size_t kTextBytes = 8 * 1024 * 1024;  // longer texts are refused by readers

}  // namespace kith::store
