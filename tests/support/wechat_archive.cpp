// See wechat_archive.h.
#include "tests/support/wechat_archive.h"

#include "base/crypto.h"

namespace kith::test {

namespace fs = std::filesystem;

WechatArchive::WechatArchive(fs::path folder, int shards) : folder_{std::move(folder)} {
    fs::create_directories(folder_ / "contact");
    fs::create_directories(folder_ / "message");
    const db::OpenOptions plain{.page_bytes = 4096, .wal = false};
    contacts_ = std::make_unique<db::Connection>(
        db::Connection::open(folder_ / "contact" / "contact.db", plain));
    contacts_->execute(
        "pragma synchronous=off;"
        "create table if not exists contact(id integer primary key, username text, alias text, "
        "remark text, nick_name text, flag integer, verify_flag integer, big_head_url text, "
        "small_head_url text, description text);"
        "create table if not exists chat_room(id integer primary key, username text);"
        "create table if not exists chatroom_member(room_id integer, member_id integer);");
    for (int i = 0; i < shards; ++i) {
        const auto file = folder_ / "message" / ("message_" + std::to_string(i) + ".db");
        shards_.push_back(std::make_unique<db::Connection>(db::Connection::open(file, plain)));
        shards_.back()->execute("pragma synchronous=off");
        shards_.back()->execute("create table if not exists Name2Id(user_name text primary key)");
        // Every shard numbers its people in its own way.
        for (int filler = 0; filler < i; ++filler)
            sender_id(*shards_.back(), "filler_" + std::to_string(filler));
        sender_id(*shards_.back(), kMe);
    }
}

void WechatArchive::contact(const MadeContact& contact) {
    contacts_
        ->prepare(
            "insert into contact(username, alias, remark, nick_name, flag, verify_flag, "
            "big_head_url, small_head_url) values($1, '', $2, $3, $4, $5, '', $6)")
        .bind_all(contact.username, contact.remark, contact.nick, contact.flag, contact.verify_flag,
                  contact.avatar)
        .run();
}

void WechatArchive::group(std::string_view username, std::string_view title,
                          const std::vector<std::string>& members) {
    contact({std::string{username}, std::string{title}, "", 2, 0, ""});
    contacts_->prepare("insert into chat_room(username) values($1)").bind_all(username).run();
    const auto room = contacts_->last_id();
    for (const auto& member : members)
        contacts_
            ->prepare("insert into chatroom_member select $1, id from contact where username = $2")
            .bind_all(room, member)
            .run();
}

void WechatArchive::add(std::string_view chat, const std::vector<MadeMessage>& messages,
                        int shard) {
    auto& on = *shards_[static_cast<std::size_t>(shard)];
    db::Transaction change{on, db::Transaction::Mode::write};
    const auto sum = md5(chat);
    const auto table = "Msg_" + hex(std::span{sum});
    on.execute("create table if not exists " + table +
               "(local_id integer primary key autoincrement, server_id integer, local_type "
               "integer, sort_seq integer, real_sender_id integer, create_time integer, status "
               "integer, message_content text, WCDB_CT_message_content integer)");
    if (!chat.ends_with("@chatroom")) sender_id(on, chat);
    auto insert = on.prepare("insert into " + table +
                             "(server_id, local_type, sort_seq, real_sender_id, create_time, "
                             "status, message_content, WCDB_CT_message_content) "
                             "values($1, $2, $3, $4, $5, 0, $6, $7)");
    for (const auto& message : messages) {
        const auto sender = message.sender.empty() ? 0 : sender_id(on, message.sender);
        insert
            .bind_all(message.server_id, message.type, message.time * 1000, sender, message.time,
                      message.content, message.flag)
            .run();
    }
    change.commit();
}

void WechatArchive::close() {
    contacts_.reset();
    sender_ids_.clear();
    shards_.clear();
}

std::int64_t WechatArchive::sender_id(db::Connection& shard, std::string_view username) {
    auto& id = sender_ids_[{&shard, std::string{username}}];
    if (id != 0) return id;
    shard.prepare("insert or ignore into Name2Id values($1)").bind_all(username).run();
    auto ask = shard.prepare("select rowid from Name2Id where user_name = $1");
    ask.bind(1, username);
    return id = ask.step() ? ask.integer(0) : 0;
}

}  // namespace kith::test
