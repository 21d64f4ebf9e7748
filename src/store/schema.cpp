// The tables of the store.
#include "store/schema.h"

#include "base/crypto.h"
#include "base/error.h"

namespace kith::store {
namespace {

// message: rowid order and no second index; the order of a chat lives in memory; chat 0: what is
// left of a row whose chat was removed. For text rows
// `body` is the text and `extra` the details; for all other kinds `extra` is the readable text and
// `body` the details (JSON).
constexpr std::string_view kTables = R"(
create table account(id integer primary key, network text not null, key text not null, self integer,
  unique(network, key)) strict;
create table person(id integer primary key, account integer not null, key text not null, nick text,
  remark text, alias text, flags integer not null default 0, source_flag integer not null default 0,
  avatar text, avatar_big text, import integer, unique(account, key)) strict;
create table chat(id integer primary key, account integer not null, key text not null,
  kind integer not null, title text, avatar text, peer integer, rev integer not null default 0,
  import integer, unique(account, key, kind)) strict;
create table member(chat integer, person integer, name text,
  primary key(chat, person)) strict, without rowid;
create table message(id integer primary key, chat integer not null, ts integer not null,
  seq integer not null, sender integer, kind integer not null, flags integer not null,
  raw_type integer not null, import integer, skey integer, extra text, body any) strict;
create table message_old(message integer, version integer, at integer, why integer, kind integer,
  flags integer, raw_type integer, import integer, extra text, body any,
  primary key(message, version)) strict, without rowid;
create table live_key(chat integer, key text, message integer,
  primary key(chat, key)) strict, without rowid;
create table source(id integer primary key, account integer not null, format text not null,
  location text not null, unique(account, format, location)) strict;
create table source_part(source integer, part text, size integer, mtime integer, last integer,
  last_skey integer, primary key(source, part)) strict, without rowid;
create table import(id integer primary key, source integer, state integer not null, started integer,
  ended integer, added integer not null default 0, same integer not null default 0,
  changed integer not null default 0, error text, report text) strict;
create table import_span(import integer, first integer, last integer, chat integer, whole integer,
  primary key(import, first)) strict, without rowid;
create table note(key text primary key, value text) strict, without rowid;
create table meta(key text primary key, value any) strict, without rowid;
)";

const std::vector<db::Migration> kSteps{{1, kTables}};

}  // namespace

void require_own(db::Connection& on) {
    auto version = on.prepare("pragma user_version");
    version.step();
    const auto found = version.integer(0);
    version.reset();
    auto tables = on.prepare("select count(*) from sqlite_schema");
    tables.step();
    const auto count = tables.integer(0);
    tables.reset();
    require(found != 0 || count == 0, Errc::invalid, "this database belongs to another program",
            "foreign_database");
    if (found == 0) return;                                       // nothing in it yet
    if (found >= kSteps.back().version) db::migrate(on, kSteps);  // throws or has nothing to do
    require(on.table_exists("import_span"), Errc::invalid,
            "this database belongs to another program", "foreign_database");
}

void make_schema(db::Connection& on) {
    require_own(on);
    db::migrate(on, kSteps);
    if (meta_text(on, kStoreId).empty())
        on.prepare("insert into meta values($1, $2)")
            .bind_all(kStoreId, hex(random_bytes(16)))
            .run();
}

void make_subjects(db::Connection& on, const std::vector<Subject>& subjects) {
    for (const auto& subject : subjects) {
        const auto key = "tables:" + subject.name;
        const auto version = meta_integer(on, key);
        require(subject.steps.empty() || version <= subject.steps.back().version, Errc::invalid,
                "this database was written by a newer version of Kith", "newer_format");
        for (const auto& step : subject.steps) {
            if (step.version <= version) continue;
            db::Transaction transaction{on, db::Transaction::Mode::write};
            on.execute(step.sql);
            set_meta(on, key, step.version);
            transaction.commit();
        }
    }
}

std::string meta_text(db::Connection& on, std::string_view key) {
    auto ask = on.prepare("select value from meta where key = $1");
    ask.bind(1, key);
    return ask.step() ? std::string{ask.text(0)} : std::string{};
}

std::int64_t meta_integer(db::Connection& on, std::string_view key) {
    auto ask = on.prepare("select value from meta where key = $1");
    ask.bind(1, key);
    return ask.step() ? ask.integer(0) : 0;
}

void set_meta(db::Connection& on, std::string_view key, std::int64_t value) {
    on.prepare("insert into meta values($1, $2) on conflict(key) do update set value = $2")
        .bind_all(key, value)
        .run();
}

}  // namespace kith::store
