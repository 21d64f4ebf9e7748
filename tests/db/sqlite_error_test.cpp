// SQLite's result codes as Errors.
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "base/error.h"
#include "db/sqlite_handle.h"

namespace kith::db {
namespace {

std::string reason(int code, bool keyed = false) {
    Connection::Handle handle;
    handle.keyed = keyed;
    try {
        fail(handle, code, "test");
    } catch (const Error& error) {
        EXPECT_NE(error.notes().find("while test"), std::string::npos);
        return std::string{name_of(error.code())} + " " + error.reason();
    }
}

TEST(SqliteError, each_code_says_what_the_caller_can_do) {
    EXPECT_EQ(reason(SQLITE_FULL), "unavailable disk_full");
    EXPECT_EQ(reason(SQLITE_IOERR_WRITE), "unavailable disk_error");
    EXPECT_EQ(reason(SQLITE_BUSY_SNAPSHOT), "unavailable database_busy");
    EXPECT_EQ(reason(SQLITE_CORRUPT), "unavailable database_damaged");
    EXPECT_EQ(reason(SQLITE_NOTADB), "invalid not_a_database");
    EXPECT_EQ(reason(SQLITE_NOTADB, true), "invalid wrong_key");
    EXPECT_EQ(reason(SQLITE_READONLY), "unavailable read_only");
    EXPECT_EQ(reason(SQLITE_CANTOPEN), "unavailable cannot_open");
    EXPECT_EQ(reason(SQLITE_CONSTRAINT_PRIMARYKEY), "conflict unique");
    EXPECT_EQ(reason(SQLITE_CONSTRAINT_NOTNULL), "invalid constraint");
    EXPECT_EQ(reason(SQLITE_TOOBIG), "too_large too_big");
    EXPECT_EQ(reason(SQLITE_NOMEM), "unavailable memory");
    EXPECT_EQ(reason(SQLITE_INTERRUPT), "cancelled interrupted");
    EXPECT_EQ(reason(SQLITE_AUTH), "forbidden not_allowed");
    EXPECT_EQ(reason(SQLITE_ERROR), "invalid sql");
}

TEST(SqliteError, a_full_database_is_a_full_disk) {
    auto on = Connection::memory();
    on.execute("pragma max_page_count=3; create table t(a)");
    try {
        on.execute("insert into t values(zeroblob(1000000))");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::unavailable);
        EXPECT_EQ(error.reason(), "disk_full");
    }
}

}  // namespace
}  // namespace kith::db
