// The message tables of a shard: their names and which of the expected columns they have (archive
// contract §1.3).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"

namespace kith::sources::wechat {

// What the readers take of one stored row. The content lives until the statement moves on.
struct RawRow {
    std::int64_t local_id{}, sort_seq{}, local_type{}, sender_id{};
    std::int64_t create_time{};  // Unix seconds
    std::int64_t server_id{}, flag{};
    std::string_view content;
};

// "91c643…": lower-case hex MD5 of a username, the tail of its table's name.
std::string hash_of(std::string_view username);
// The hash in "Msg_<hash>" or "Chat_<hash>"; "" when it is no such name.
std::string_view hash_in(std::string_view table);

// Column names in lower case. Throws Error when the table cannot be read.
std::vector<std::string> columns_of(db::Connection& on, std::string_view table);
// The column, or `otherwise` (an SQL literal) when the table lacks it.
std::string pick_column(const std::vector<std::string>& columns, std::string_view name,
                        std::string_view otherwise);

// The SQL list of RawRow's members for a table with these columns, missing ones as 0; nothing when
// type, time or content is missing: that is no message table.
std::optional<std::string> row_list(const std::vector<std::string>& columns);
RawRow raw_row(const db::Statement& row);

// What identifies a row that was read last, for marks.
std::int64_t key_of(const RawRow& row);

}  // namespace kith::sources::wechat
