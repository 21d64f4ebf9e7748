// Transactions. Migrations: forward only, each once, newer files refused.
#include <gtest/gtest.h>

#include "base/error.h"
#include "db/db.h"

namespace kith::db {
namespace {

std::int64_t count(Connection& db, std::string_view sql) {
    auto ask = db.prepare(sql);
    return ask.step() ? ask.integer(0) : -1;
}

TEST(Transaction, rolls_back_unless_committed) {
    auto on = Connection::memory();
    on.execute("create table t(a)");
    {
        Transaction lost{on, Transaction::Mode::write};
        on.execute("insert into t(a) values(1)");
        EXPECT_TRUE(on.in_transaction());
    }
    EXPECT_FALSE(on.in_transaction());
    {
        Transaction kept{on, Transaction::Mode::write};
        on.execute("insert into t(a) values(2)");
        kept.commit();
    }
    EXPECT_EQ(count(on, "select a from t"), 2);
    EXPECT_EQ(count(on, "select count(*) from t"), 1);
    EXPECT_TRUE(on.table_exists("t"));
    EXPECT_FALSE(on.table_exists("t' or 1=1"));
}

TEST(Migrations, run_once_and_in_order) {
    auto db = Connection::memory();
    const std::vector<Migration> first{{1, "create table t(a)"}};
    const std::vector<Migration> both{{1, "create table t(a)"}, {2, "insert into t values(1)"}};
    migrate(db, first);
    migrate(db, both);
    migrate(db, both);
    EXPECT_EQ(count(db, "select count(*) from t"), 1);
    EXPECT_EQ(count(db, "pragma user_version"), 2);
}

TEST(Migrations, a_step_that_fails_leaves_the_version_before_it) {
    auto db = Connection::memory();
    const std::vector<Migration> steps{{1, "create table t(a)"},
                                       {2, "create table u(a); create table t(a)"}};
    EXPECT_THROW(migrate(db, steps), Error);
    EXPECT_EQ(count(db, "pragma user_version"), 1);
    EXPECT_FALSE(db.table_exists("u"));
}

TEST(Migrations, a_file_of_a_newer_program_is_refused) {
    auto db = Connection::memory();
    db.execute("pragma user_version=9");
    try {
        migrate(db, {{1, "create table t(a)"}});
        FAIL() << "it was accepted";
    } catch (const Error& error) {
        EXPECT_EQ(error.reason(), "newer_format");
    }
}

TEST(Savepoint, takes_back_its_part_alone) {
    auto on = Connection::memory();
    on.execute("create table t(a)");
    Transaction all{on, Transaction::Mode::write};
    on.execute("insert into t values(1)");
    for (int i = 0; i < 2; ++i) {
        Savepoint part{on};
        on.execute("insert into t values(2)");
    }
    {
        Savepoint part{on};
        on.execute("insert into t values(3)");
        part.keep();
    }
    all.commit();
    EXPECT_EQ(count(on, "select sum(a) from t"), 4);
}

TEST(Trouble, is_of_the_database_not_of_the_question) {
    EXPECT_TRUE(is_trouble(Error{Errc::unavailable, "x", "disk_full"}));
    EXPECT_TRUE(is_trouble(Error{Errc::unavailable, "x", "database_busy"}));
    EXPECT_FALSE(is_trouble(Error{Errc::unavailable, "x", "model"}));
    EXPECT_FALSE(is_trouble(Error{Errc::invalid, "x", "disk_full"}));
}

TEST(Kept, a_statement_is_made_once_and_comes_back_empty) {
    auto on = Connection::memory();
    auto& first = on.kept("select $1, 2 union all select 3, 4");
    EXPECT_TRUE(first.bind(1, 7).step());
    EXPECT_EQ(first.integer(0), 7);
    auto moved = std::move(on);
    auto& again = moved.kept("select $1, 2 union all select 3, 4");
    EXPECT_EQ(&again, &first);
    EXPECT_TRUE(again.step());
    EXPECT_TRUE(again.is_null(0));
}

}  // namespace
}  // namespace kith::db
