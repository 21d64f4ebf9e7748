// Statements and connections over SQLite.
#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <string>

#include "base/error.h"
#include "db/db.h"

namespace kith::db {
namespace {

Connection table() {
    auto on = Connection::memory();
    on.execute("create table t(id integer primary key, a integer, b text, c real, d blob) strict");
    return on;
}

std::string reason(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return std::string{name_of(error.code())} + " " + error.reason();
    }
    return "nothing thrown";
}

TEST(Statement, markers_are_bound_by_their_number_not_by_their_place) {
    auto on = Connection::memory();
    auto ask = on.prepare("select $2, $1, $2");
    ask.bind_all(1, "two");
    ASSERT_TRUE(ask.step());
    EXPECT_EQ(ask.text(0), "two");
    EXPECT_EQ(ask.integer(1), 1);
    EXPECT_EQ(ask.text(2), "two");
    EXPECT_FALSE(ask.step());
}

TEST(Statement, every_type_comes_back_as_it_was_given) {
    auto on = table();
    const std::string blob{"\x00\xff\x01", 3};
    const std::string text = "你好 🙂 100% 'x' \"y\"";
    on.prepare("insert into t values($1, $2, $3, $4, $5)")
        .bind(1, 1)
        .bind(2, std::int64_t{-5'000'000'000})
        .bind(3, text)
        .bind(4, 0.5)
        .bind_blob(5, blob)
        .run();
    on.prepare("insert into t values($1, $2, $3, $4, $5)")
        .bind_all(2, std::nullopt, std::string_view{}, std::nullopt, std::nullopt)
        .run();
    auto all = on.prepare("select id, a, b, c, d from t order by id");
    ASSERT_TRUE(all.step());
    EXPECT_EQ(all.columns(), 5);
    EXPECT_EQ(all.name(2), "b");
    EXPECT_EQ(all.integer(1), -5'000'000'000);
    EXPECT_EQ(all.text(2), text);
    EXPECT_EQ(all.real(3), 0.5);
    EXPECT_EQ(all.type(4), Type::blob);
    EXPECT_EQ(all.text(4), blob);
    ASSERT_TRUE(all.step());
    EXPECT_TRUE(all.is_null(1));
    EXPECT_EQ(all.integer(1), 0);
    EXPECT_EQ(all.type(2), Type::text);  // an empty view is an empty text, not NULL
    EXPECT_TRUE(all.is_null(4));
}

TEST(Statement, run_counts_the_rows_it_changed) {
    auto on = table();
    on.execute("insert into t(a) values(1),(2),(3)");
    EXPECT_EQ(on.prepare("update t set a = a + 1 where a > $1").bind(1, 1).run(), 2);
    EXPECT_EQ(on.last_id(), 3);
}

TEST(Statement, a_second_statement_in_the_text_is_refused) {
    auto on = table();
    EXPECT_EQ(reason([&] { on.prepare("select 1; delete from t"); }), "invalid sql");
    EXPECT_EQ(reason([&] { on.prepare("select ?"); }), "invalid marker");
    EXPECT_EQ(reason([&] { on.prepare("selekt"); }), "invalid sql");
    EXPECT_EQ(reason([&] { on.prepare(" "); }), "invalid sql");
    auto one = on.prepare("select $1");
    EXPECT_EQ(reason([&] { one.bind(2, 1); }), "invalid sql");  // no such marker
}

TEST(Statement, constraints_tell_a_double_key_from_a_bad_value) {
    auto on = table();
    on.execute("insert into t(id) values(1)");
    EXPECT_EQ(reason([&] { on.execute("insert into t(id) values(1)"); }), "conflict unique");
    EXPECT_EQ(reason([&] { on.execute("insert into t(a) values('x')"); }), "invalid constraint");
}

TEST(Statement, lives_longer_than_its_connection) {
    std::optional<Statement> ask;
    {
        auto on = table();
        ask = on.prepare("select count(*) from t");
    }
    ASSERT_TRUE(ask->step());
    EXPECT_EQ(ask->integer(0), 0);
}

TEST(Statement, stops_when_asked) {
    auto on = Connection::memory();
    StopSource source;
    on.watch(source.stop());
    source.request(StopReason::user);
    auto endless = on.prepare(
        "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n");
    EXPECT_EQ(reason([&] { endless.step(); }).substr(0, 9), "cancelled");
    on.watch(Stop{});
    auto one = on.prepare("select 1");
    EXPECT_TRUE(one.step());
}

}  // namespace
}  // namespace kith::db
