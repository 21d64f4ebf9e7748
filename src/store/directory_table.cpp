// Accounts, people and chats in the database.
#include "store/directory_table.h"

#include "store/schema.h"

namespace kith::store {
namespace {

void bind_or_null(db::Statement& to, int index, std::string_view text) {
    if (text.empty())
        to.bind_null(index);
    else
        to.bind(index, text);
}

void bind_or_null(db::Statement& to, int index, std::int64_t value) {
    if (value == 0)
        to.bind_null(index);
    else
        to.bind(index, value);
}

void write_people(db::Connection& on, const std::vector<PersonEntry>& people) {
    auto& write = on.kept(
        "insert into person values($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11) on conflict(id) do update "
        "set nick=$4, remark=$5, alias=$6, flags=$7, source_flag=$8, avatar=$9, avatar_big=$10, "
        "import=$11");
    for (const auto& [person, import] : people) {
        write.bind(1, person->id.value).bind(2, person->account.value);
        write.bind(3, std::string_view{person->key});
        bind_or_null(write, 4, person->nick);
        bind_or_null(write, 5, person->remark);
        bind_or_null(write, 6, person->alias);
        write.bind(7, person->flags).bind(8, person->source_flag);
        bind_or_null(write, 9, person->avatar);
        bind_or_null(write, 10, person->avatar_big);
        bind_or_null(write, 11, import);
        write.run();
    }
}

void write_chats(db::Connection& on, const std::vector<ChatEntry>& chats) {
    auto& write = on.kept(
        "insert into chat values($1,$2,$3,$4,$5,$6,$7,0,$8) on conflict(id) do update set "
        "title=$5, avatar=$6, peer=$7, import=$8");
    auto& member = on.kept(
        "insert into member values($1,$2,$3) on conflict(chat, person) do update set name=$3");
    for (const auto& entry : chats) {
        const auto& info = *entry.info;
        write.bind(1, info.id.value).bind(2, info.account.value);
        write.bind(3, std::string_view{info.key}).bind(4, static_cast<std::int64_t>(info.kind));
        bind_or_null(write, 5, info.title);
        bind_or_null(write, 6, info.avatar);
        bind_or_null(write, 7, info.peer.value);
        bind_or_null(write, 8, entry.import);
        write.run();
        for (const auto& one : info.members) {
            member.bind(1, info.id.value).bind(2, one.person.value);
            bind_or_null(member, 3, one.name);
            member.run();
        }
    }
}

void read_people(db::Connection& on, Directory& into) {
    auto all = on.prepare(
        "select id, account, key, nick, remark, alias, flags, source_flag, avatar, avatar_big, "
        "import from person order by id");
    while (all.step()) {
        auto made = std::make_shared<Person>();
        made->id = PersonId{all.integer(0)};
        made->account = AccountId{all.integer(1)};
        made->key = all.text(2);
        made->nick = all.text(3);
        made->remark = all.text(4);
        made->alias = all.text(5);
        made->flags = static_cast<std::uint32_t>(all.integer(6));
        made->source_flag = all.integer(7);
        made->avatar = all.text(8);
        made->avatar_big = all.text(9);
        into.load(PersonEntry{made, all.integer(10)});
    }
}

void read_chats(db::Connection& on, Directory& into) {
    auto all = on.prepare(
        "select id, account, key, kind, title, avatar, peer, import from chat order by id");
    auto members = on.prepare("select person, name from member where chat = $1 order by person");
    while (all.step()) {
        auto made = std::make_shared<ChatInfo>();
        made->id = ChatId{all.integer(0)};
        made->account = AccountId{all.integer(1)};
        made->key = all.text(2);
        made->kind = static_cast<ChatKind>(all.integer(3));
        made->title = all.text(4);
        made->avatar = all.text(5);
        made->peer = PersonId{all.integer(6)};
        members.bind(1, made->id.value);
        while (members.step())
            made->members.push_back({PersonId{members.integer(0)}, std::string{members.text(1)}});
        into.load(ChatEntry{made, all.integer(7), std::make_shared<ChatPeople>()});
    }
}

}  // namespace

void write_directory(db::Connection& on, const Directory::Changes& changes) {
    auto& account =
        on.kept("insert into account values($1,$2,$3,$4) on conflict(id) do update set self=$4");
    for (const auto& one : changes.accounts) {
        account.bind(1, one.id.value).bind(2, std::string_view{one.network});
        account.bind(3, std::string_view{one.key});
        bind_or_null(account, 4, one.self.value);
        account.run();
    }
    if (!changes.people.empty()) write_people(on, changes.people);
    if (!changes.chats.empty()) write_chats(on, changes.chats);
}

void delete_from_directory(db::Connection& on, const Directory::Found& gone) {
    auto person = on.prepare("delete from person where id = $1");
    auto self = on.prepare("update account set self = null where self = $1");
    for (const auto id : gone.people) {
        person.bind(1, id.value).run();
        self.bind(1, id.value).run();
    }
    auto chat = on.prepare("delete from chat where id = $1");
    auto members = on.prepare("delete from member where chat = $1");
    for (const auto id : gone.chats) {
        chat.bind(1, id.value).run();
        members.bind(1, id.value).run();
    }
}

void read_directory(db::Connection& on, Directory& into) {
    auto accounts = on.prepare("select id, network, key, self from account order by id");
    while (accounts.step())
        into.load(Account{AccountId{accounts.integer(0)}, std::string{accounts.text(1)},
                          std::string{accounts.text(2)}, PersonId{accounts.integer(3)}});
    read_people(on, into);
    read_chats(on, into);
    into.next_ids(PersonId{meta_integer(on, kNextPerson)}, ChatId{meta_integer(on, kNextChat)});
}

}  // namespace kith::store
