// Where the chats of a Telegram export lie in their file, and who takes part: one pass over the
// file that looks at the first messages of each chat only.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/stop.h"
#include "base/zone.h"
#include "sources/files.h"

namespace kith::sources::telegram {

inline constexpr std::size_t kSampleMessages = 64;  // of a chat, read to see who speaks
inline constexpr std::size_t kChatLimit = 100'000;  // chats of one file; more are named in problem
inline constexpr std::size_t kContactLimit = 100'000;  // further ones are known by what they say
inline constexpr std::size_t kFormBytes = 256 * 1024;

// One chat, or all of an account.
enum class Form { none, chat, account };

// By content: the keys at the top of the document, as far as the head goes. A ChatLab document is
// none. Any bytes, never throws.
Form form_of(std::string_view head);
// The same of a file; reads no more than it must.
Form form_of(const std::filesystem::path& file);

struct Contact {
    std::string key, name, phone, username;
};

struct Speaker {
    std::string key, name;
    std::string sample;       // a line of theirs, at most 200 code points
    std::int64_t messages{};  // among the first kSampleMessages
};

struct ChatHead {
    std::string name, type;
    std::string key;                // stable across exports; the peer's key for direct chats
    bool is_group = true;           // also channels, and types that we do not know
    bool is_known = true;           // the type
    bool is_saved = false;          // with oneself
    std::uint64_t from{}, to{};     // its object in the file
    std::vector<Speaker> speakers;  // of the first kSampleMessages, in the order of speaking
    std::int64_t messages{};
    std::int64_t first{}, last{};  // Unix seconds, 0 = unknown
};

struct FileHead {
    std::filesystem::path path;
    std::string part;  // in marks and warnings
    Form form{};
    Stamp stamp;
    Contact self;  // key "" = the file does not say whose it is
    std::vector<Contact> contacts;
    std::vector<ChatHead> chats;
    std::string problem;  // "" = whole
};

// Cost: a file's bytes once, at the speed of finding brackets; memory: the heads. Throws
// Error{unavailable} when the file cannot be read, and what `stop` asks for.
FileHead read_head(const std::filesystem::path& file, std::string part, const Zone& zone,
                   const Stop& stop);

}  // namespace kith::sources::telegram
