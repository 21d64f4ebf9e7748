// What reader tests share: a folder that goes away, a sink that keeps what it is given, archives
// and exports made on the spot.
#pragma once

#include <gtest/gtest.h>
#include <zstd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/crypto.h"
#include "base/error.h"
#include "db/db.h"
#include "sources/source.h"

namespace kith::sources::test {
namespace fs = std::filesystem;

class Folder {
  public:
    Folder() : path_{fs::temp_directory_path() / ("kith-test-" + hex(random_bytes(8)))} {
        fs::create_directories(path_);
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const fs::path& path() const { return path_; }
    fs::path operator/(const std::string& name) const { return path_ / name; }

    fs::path write(const std::string& name, std::string_view bytes) const {
        fs::create_directories((path_ / name).parent_path());
        std::ofstream out{path_ / name, std::ios::binary};
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return path_ / name;
    }

  private:
    fs::path path_;
};

inline std::string bytes_of(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

// Relative name to SHA-256 of every file.
inline std::map<std::string, std::string> hashes_of(const fs::path& folder) {
    std::map<std::string, std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        if (!entry.is_regular_file()) continue;
        out[entry.path().lexically_relative(folder)] = hex(sha256(bytes_of(entry.path())));
    }
    return out;
}

struct Collected : Sink {
    std::vector<Message> messages;
    std::vector<std::size_t> pieces;
    std::map<std::string, std::vector<std::string>, std::less<>> skips;
    std::vector<Mark> marks;

    void rows(std::vector<Message> rows) override {
        pieces.push_back(rows.size());
        for (auto& row : rows) messages.push_back(std::move(row));
    }
    void skipped(std::string_view reason, std::string_view sample) override {
        skips[std::string{reason}].emplace_back(sample);
    }
    void mark(Mark mark) override { marks.push_back(std::move(mark)); }

    std::size_t count(std::string_view reason) const {
        const auto found = skips.find(reason);
        return found == skips.end() ? 0 : found->second.size();
    }
    bool in_order() const {
        for (std::size_t i = 1; i < messages.size(); ++i) {
            const auto &a = messages[i - 1], &b = messages[i];
            if (a.time > b.time || (a.time == b.time && a.sequence > b.sequence)) return false;
        }
        return true;
    }
};

inline const Chat* find_chat(const Source& source, const std::string& key) {
    for (const auto& chat : source.chats()) {
        if (chat.key == key) return &chat;
    }
    return nullptr;
}

inline Collected read_chat(Source& source, const std::string& key) {
    Collected out;
    for (std::size_t i = 0; i < source.chats().size(); ++i) {
        if (source.chats()[i].key == key) source.read(i, out, {});
    }
    return out;
}

inline Collected read_all(Source& source) {
    Collected out;
    for (std::size_t i = 0; i < source.chats().size(); ++i) source.read(i, out, {});
    return out;
}

inline Known known_from(const std::vector<Mark>& marks) {
    return [marks](std::string_view part) -> std::optional<Mark> {
        for (auto at = marks.rbegin(); at != marks.rend(); ++at) {
            if (at->part == part) return *at;
        }
        return std::nullopt;
    };
}

inline std::string sender_key(const Source& source, const Message& message) {
    return message.sender == kNobody ? "" : source.person(message.sender).key;
}

inline std::string zstd(std::string_view text) {
    std::string out(ZSTD_compressBound(text.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
    return out;
}

// --- WeChat archives -----------------------------------------------------------------------------

struct Row {
    std::int64_t time{}, sender{}, type = 1;
    std::string content;
    std::int64_t flag = 0, sequence = 0, server_id = 0;
};

inline constexpr std::string_view kMessageColumns =
    "local_id INTEGER PRIMARY KEY AUTOINCREMENT, server_id INTEGER, local_type INTEGER, sort_seq "
    "INTEGER, real_sender_id INTEGER, create_time INTEGER, status INTEGER, message_content TEXT, "
    "WCDB_CT_message_content INTEGER";

inline std::string table_of(const std::string& username) {
    return "Msg_" + hex(md5(username));
}

class WechatArchive {
  public:
    explicit WechatArchive(const fs::path& root) : root_{root} {
        fs::create_directories(root / "contact");
        fs::create_directories(root / "message");
        auto on = database(root / "contact" / "contact.db");
        on.execute(
            "CREATE TABLE contact(id INTEGER PRIMARY KEY, username TEXT, alias TEXT, remark TEXT, "
            "nick_name TEXT, flag INTEGER, verify_flag INTEGER, big_head_url TEXT, small_head_url "
            "TEXT, description TEXT);"
            "CREATE TABLE chat_room(id INTEGER PRIMARY KEY, username TEXT);"
            "CREATE TABLE chatroom_member(room_id INTEGER, member_id INTEGER);");
    }

    static db::Connection database(const fs::path& file) {
        db::OpenOptions options;
        options.wal = false;
        return db::Connection::open(file, options);
    }
    fs::path contact_file() const { return root_ / "contact" / "contact.db"; }
    fs::path shard_file(int shard) const {
        return root_ / "message" / ("message_" + std::to_string(shard) + ".db");
    }

    // nullopt names are NULL.
    void contact(const std::string& username, std::optional<std::string> nick,
                 std::optional<std::string> remark = "", std::int64_t flag = 3,
                 std::int64_t verify = 0) {
        auto on = database(contact_file());
        auto put = on.prepare(
            "insert into contact(username, nick_name, remark, flag, verify_flag, small_head_url) "
            "values($1, $2, $3, $4, $5, $6)");
        const auto face = "https://a/" + username;  // must live until run()
        put.bind(1, username).bind(4, flag).bind(5, verify).bind(6, face);
        nick ? put.bind(2, *nick) : put.bind_null(2);
        remark ? put.bind(3, *remark) : put.bind_null(3);
        put.run();
    }
    void room(const std::string& key, const std::vector<std::string>& members) {
        auto on = database(contact_file());
        auto room = on.prepare("insert into chat_room(username) values($1)");
        room.bind(1, key).run();
        const auto id = on.last_id();
        for (const auto& member : members) {
            auto put = on.prepare(
                "insert into chatroom_member select $1, id from contact where username = $2");
            put.bind(1, id).bind(2, member).run();
        }
    }
    // The order gives the numbers, from 1.
    void senders(int shard, const std::vector<std::string>& names) {
        auto on = database(shard_file(shard));
        on.execute("CREATE TABLE IF NOT EXISTS Name2Id(user_name TEXT PRIMARY KEY)");
        for (const auto& name : names) {
            auto put = on.prepare("insert into Name2Id values($1)");
            put.bind(1, name).run();
        }
    }
    void rows(int shard, const std::string& username, const std::vector<Row>& rows) {
        rows_in(shard, table_of(username), rows);
    }
    void rows_in(int shard, const std::string& table, const std::vector<Row>& rows) {
        auto on = database(shard_file(shard));
        on.execute("CREATE TABLE IF NOT EXISTS \"" + table + "\"(" + std::string{kMessageColumns} +
                   ")");
        db::Transaction all{on, db::Transaction::Mode::write};
        auto put = on.prepare("insert into \"" + table +
                              "\"(server_id, local_type, sort_seq, real_sender_id, create_time, "
                              "message_content, WCDB_CT_message_content) values($1, $2, $3, $4, "
                              "$5, $6, $7)");
        for (const auto& row : rows) {
            put.bind(1, row.server_id).bind(2, row.type).bind(3, row.sequence).bind(4, row.sender);
            put.bind(5, row.time).bind(7, row.flag);
            row.flag == 4 ? put.bind_blob(6, row.content) : put.bind(6, row.content);
            put.run();
            put.reset();
        }
        all.commit();
    }
    std::unique_ptr<Source> open(OpenOptions options = {}) const {
        return sources::open({"wechat", 1, root_}, std::move(options), {});
    }

  private:
    fs::path root_;
};

}  // namespace kith::sources::test
