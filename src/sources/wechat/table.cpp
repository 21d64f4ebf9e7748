// See table.h.
#include "sources/wechat/table.h"

#include <algorithm>
#include <array>

#include "base/crypto.h"
#include "sources/files.h"

namespace kith::sources::wechat {
namespace {

constexpr std::size_t kHashChars = 32;

bool is_hash(std::string_view text) {
    return text.size() == kHashChars && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

bool contains(const std::vector<std::string>& columns, std::string_view name) {
    return std::ranges::find(columns, name) != columns.end();
}

}  // namespace

std::string hash_of(std::string_view username) {
    return hex(md5(username));
}

std::string_view hash_in(std::string_view table) {
    for (const std::string_view prefix : {"Msg_", "Chat_"}) {
        if (!table.starts_with(prefix)) continue;
        const auto hash = table.substr(prefix.size());
        if (is_hash(hash)) return hash;
    }
    return {};
}

std::vector<std::string> columns_of(db::Connection& on, std::string_view table) {
    const auto probe = on.prepare("select * from \"" + std::string{table} + "\" limit 0");
    std::vector<std::string> columns;
    for (int i = 0; i < probe.columns(); ++i) {
        std::string name{probe.name(i)};
        for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        columns.push_back(std::move(name));
    }
    return columns;
}

std::string pick_column(const std::vector<std::string>& columns, std::string_view name,
                        std::string_view otherwise) {
    if (contains(columns, name)) return '"' + std::string{name} + '"';
    return std::string{otherwise};
}

std::optional<std::string> row_list(const std::vector<std::string>& columns) {
    for (const std::string_view needed : {"local_type", "create_time", "message_content"}) {
        if (!contains(columns, needed)) return std::nullopt;
    }
    std::string list = "rowid";
    for (const std::string_view name :
         {"sort_seq", "local_type", "real_sender_id", "create_time", "server_id",
          "wcdb_ct_message_content", "message_content"}) {
        list += ", " + pick_column(columns, name, "0");
    }
    return list;
}

RawRow raw_row(const db::Statement& row) {
    return {.local_id = row.integer(0),
            .sort_seq = row.integer(1),
            .local_type = row.integer(2),
            .sender_id = row.integer(3),
            .create_time = row.integer(4),
            .server_id = row.integer(5),
            .flag = row.integer(6),
            .content = row.text(7)};
}

std::int64_t key_of(const RawRow& row) {
    const std::array<std::int64_t, 3> parts{row.create_time, row.server_id, row.local_type};
    return static_cast<std::int64_t>(
        fnv({reinterpret_cast<const char*>(parts.data()), sizeof(parts)}));
}

}  // namespace kith::sources::wechat
