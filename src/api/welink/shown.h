// Messages as surface W shows them: placeholders for media, local clock times, speakers (archive
// contract §1.10, groups contract §1.4).
#pragma once

#include <boost/describe.hpp>

#include <optional>
#include <string>

#include "base/zone.h"
#include "json/json.h"
#include "store/snapshot.h"

namespace kith::api::welink {

struct ChatMessage {
    std::string time, content;
    bool is_mine{};
    std::int64_t type{};
    json::OmitDefault<std::string> date;
    std::int64_t id{};
};
BOOST_DESCRIBE_STRUCT(ChatMessage, (), (time, content, is_mine, type, date, id))

struct GroupChatMessage {
    std::string time, speaker, content;
    bool is_mine{};
    std::int64_t type{};
    json::OmitDefault<std::string> date, avatar_url;
    std::int64_t id{};
};
BOOST_DESCRIBE_STRUCT(GroupChatMessage, (),
                      (time, speaker, content, is_mine, type, date, avatar_url, id))

enum class List {
    day,    // no dates; an empty app message is 文件/链接
    dated,  // export, search: with dates
};

// One row of a chunk; column pointers are taken once per chunk.
struct ShownRow {
    const store::Chunk& chunk;
    const store::Columns& columns;
    std::uint32_t row;
};

// What stands in the list for a row: the trimmed text, or a bracketed label. "" when the row is not
// shown.
std::string content_of(const ShownRow& at, List list);
// Nothing for a row that is not shown.
std::optional<ChatMessage> shown(const ShownRow& at, const Zone& zone, List list);
std::optional<GroupChatMessage> shown_in_group(const ShownRow& at, const store::Snapshot& snapshot,
                                               const store::ChatRows& rows, const Zone& zone,
                                               List list);

inline constexpr std::size_t kContentCodePoints = 20'000;  // longer texts are cut in lists

}  // namespace kith::api::welink
