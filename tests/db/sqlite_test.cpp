// The SQLite driver: values, errors, encryption, foreign originals.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/crypto.h"
#include "base/error.h"
#include "db/db.h"

namespace kith::db {
namespace {

namespace fs = std::filesystem;

class Sqlite : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("kith_db_" + hex(random_bytes(8)));
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    static std::string bytes_of(const fs::path& file) {
        std::ifstream in{file, std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }
    template <class Call>
    static std::string reason_of(Call call) {
        try {
            call();
        } catch (const Error& error) {
            return error.reason();
        }
        return "nothing was thrown";
    }

    fs::path folder_;
    Secret key_{std::string(64, 'a')};
};

TEST_F(Sqlite, values_come_back_as_they_were_bound) {
    auto db = Connection::memory();
    db.execute("create table t(a integer, b real, c text, d blob, e text) strict");
    auto insert = db.prepare("insert into t values($1, $2, $3, $4, $5)");
    const std::string text = "阿梅 😀 'quoted' % _";
    const std::string blob{"\0\xff\x01", 3};
    insert.bind(1, std::int64_t{-5}).bind(2, 1.5).bind(3, std::string_view{text});
    insert.bind_blob(4, blob).bind_null(5);
    EXPECT_EQ(insert.run(), 1);
    auto read = db.prepare("select a, b, c, d, e from t");
    ASSERT_TRUE(read.step());
    EXPECT_EQ(read.integer(0), -5);
    EXPECT_EQ(read.real(1), 1.5);
    EXPECT_EQ(read.text(2), text);
    EXPECT_EQ(read.text(3), blob);
    EXPECT_TRUE(read.is_null(4));
    EXPECT_EQ(read.type(3), Type::blob);
    EXPECT_FALSE(read.step());
}

TEST_F(Sqlite, an_empty_text_is_not_null) {
    auto db = Connection::memory();
    auto ask = db.prepare("select $1 is null, typeof($1)");
    ask.bind(1, std::string_view{});
    ASSERT_TRUE(ask.step());
    EXPECT_EQ(ask.integer(0), 0);
    EXPECT_EQ(ask.text(1), "text");
}

TEST_F(Sqlite, markers_are_bound_by_their_number_wherever_they_stand) {
    auto db = Connection::memory();
    auto ask = db.prepare("select $2, $1, $2");
    ask.bind(1, std::string_view{"one"}).bind(2, std::string_view{"two"});
    ASSERT_TRUE(ask.step());
    EXPECT_EQ(ask.text(0), "two");
    EXPECT_EQ(ask.text(1), "one");
    EXPECT_EQ(ask.text(2), "two");
}

TEST_F(Sqlite, a_taken_key_is_a_conflict_and_wrong_types_are_invalid) {
    auto db = Connection::memory();
    db.execute("create table t(a integer primary key, b integer not null) strict");
    db.execute("insert into t values(1, 1)");
    EXPECT_EQ(reason_of([&] { db.prepare("insert into t values(1, 2)").run(); }), "unique");
    EXPECT_EQ(reason_of([&] { db.prepare("insert into t values(2, null)").run(); }), "constraint");
}

TEST_F(Sqlite, a_transaction_without_commit_leaves_nothing) {
    auto db = Connection::memory();
    db.execute("create table t(a)");
    {
        const Transaction transaction{db, Transaction::Mode::write};
        db.execute("insert into t values(1)");
    }
    auto count = db.prepare("select count(*) from t");
    ASSERT_TRUE(count.step());
    EXPECT_EQ(count.integer(0), 0);
}

TEST_F(Sqlite, an_encrypted_file_shows_no_plain_text_and_needs_its_key) {
    const auto file = folder_ / "secret.db";
    {
        auto db = Connection::open(file, {.key = key_});
        db.execute("create table t(a text); insert into t values('a very secret sentence')");
        db.checkpoint_truncate();
    }
    const auto bytes = bytes_of(file);
    EXPECT_EQ(bytes.find("secret sentence"), std::string::npos);
    EXPECT_EQ(bytes.find("SQLite format"), std::string::npos);
    {
        auto again = Connection::open(file, {.key = key_});
        auto read = again.prepare("select a from t");
        ASSERT_TRUE(read.step());
        EXPECT_EQ(read.text(0), "a very secret sentence");
    }
    const OpenOptions other{.key = Secret{std::string(64, 'b')}};
    EXPECT_EQ(reason_of([&] { Connection::open(file, other); }), "wrong_key");
    EXPECT_EQ(reason_of([&] { Connection::open(file, {}); }), "not_a_database");
}

TEST_F(Sqlite, disk_full_is_told_and_the_file_stays_whole) {
    const auto file = folder_ / "small.db";
    auto db = Connection::open(file, {});
    db.execute("create table t(a blob); insert into t values('kept')");
    db.execute("pragma max_page_count=20");
    EXPECT_EQ(reason_of([&] { db.execute("insert into t values(zeroblob(1000000))"); }),
              "disk_full");
    auto check = db.prepare("pragma integrity_check");
    ASSERT_TRUE(check.step());
    EXPECT_EQ(check.text(0), "ok");
}

TEST_F(Sqlite, a_foreign_original_is_never_changed_and_nothing_appears_beside_it) {
    const auto file = folder_ / "message_0.db";
    {
        auto made = Connection::open(file, {.page_bytes = 4096});
        made.execute("create table Msg(a); insert into Msg values('x')");
        made.checkpoint_truncate();
    }
    fs::remove(file.string() + "-wal");  // a header that says WAL, without a log
    fs::remove(file.string() + "-shm");
    const auto before = bytes_of(file);
    {
        auto db = Connection::open_foreign(file);
        auto read = db.prepare("select a from Msg");
        ASSERT_TRUE(read.step());
        EXPECT_EQ(read.text(0), "x");
        EXPECT_NE(reason_of([&] { db.execute("insert into Msg values(1)"); }),
                  "nothing was thrown");
    }
    EXPECT_EQ(bytes_of(file), before);
    EXPECT_EQ(std::distance(fs::directory_iterator{folder_}, fs::directory_iterator{}), 1);
}

TEST_F(Sqlite, rows_that_only_stand_in_the_log_of_an_original_are_read) {
    const auto file = folder_ / "live.db";
    auto writer = Connection::open(file, {});
    writer.execute("pragma wal_autocheckpoint=0; create table t(a); insert into t values(7)");
    auto db = Connection::open_foreign(file);
    auto read = db.prepare("select a from t");
    ASSERT_TRUE(read.step());
    EXPECT_EQ(read.integer(0), 7);
}

TEST_F(Sqlite, what_is_no_database_is_refused) {
    const auto empty = folder_ / "empty.db";
    std::ofstream{empty}.flush();
    EXPECT_EQ(reason_of([&] { Connection::open_foreign(empty); }), "not_a_database");
    const auto text = folder_ / "text.db";
    std::ofstream{text} << std::string(5000, 'x');
    EXPECT_EQ(reason_of([&] { Connection::open_foreign(text); }), "not_a_database");
    EXPECT_EQ(reason_of([&] { Connection::open_foreign(folder_ / "missing.db"); }), "cannot_open");
}

TEST_F(Sqlite, a_name_with_special_characters_is_only_a_name) {
    const auto file = folder_ / "a?mode=rw&b#c%20 阿.db";
    Connection::open(file, {.wal = false}).execute("create table t(a)");
    EXPECT_TRUE(Connection::open_foreign(file).table_exists("t"));
}

TEST_F(Sqlite, an_endless_statement_ends_when_a_stop_is_requested) {
    auto db = Connection::memory();
    StopSource source;
    db.watch(source.stop());
    source.request(StopReason::user);
    EXPECT_EQ(reason_of([&] {
                  db.prepare(
                        "with recursive n(i) as (select 1 union all select i + 1 from n) "
                        "select count(*) from n")
                      .run();
              }),
              "interrupted");
}

}  // namespace
}  // namespace kith::db
