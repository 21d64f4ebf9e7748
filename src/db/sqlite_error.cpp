// SQLite's result codes as Errors: what the caller may do about them decides the code.
#include <cerrno>

#include "base/error.h"
#include "db/sqlite_handle.h"

namespace kith::db {
namespace {

bool no_room(int system_error) {
    return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
}

Error error_of(const Connection::Handle& handle, int code) {
    switch (code & 0xff) {
        case SQLITE_FULL:
            return Error{Errc::unavailable, "the disk is full", "disk_full"};
        case SQLITE_IOERR:
            if (handle.db && no_room(sqlite3_system_errno(handle.db)))
                return Error{Errc::unavailable, "the disk is full", "disk_full"};
            return Error{Errc::unavailable, "the disk gave an error", "disk_error"};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return Error{Errc::unavailable, "the database is in use", "database_busy"};
        case SQLITE_CORRUPT:
            return Error{Errc::unavailable, "the database is damaged", "database_damaged"};
        case SQLITE_NOTADB:
            return handle.keyed
                       ? Error{Errc::invalid,
                               "the key does not open this file, or it is no database", "wrong_key"}
                       : Error{Errc::invalid, "the file is encrypted or no database",
                               "not_a_database"};
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return Error{Errc::unavailable, "the database cannot be written", "read_only"};
        case SQLITE_CANTOPEN:
            return Error{Errc::unavailable, "the database cannot be opened", "cannot_open"};
        case SQLITE_CONSTRAINT:
            if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
                code == SQLITE_CONSTRAINT_ROWID)
                return Error{Errc::conflict, "it exists already", "unique"};
            return Error{Errc::invalid, "the database refused a value", "constraint"};
        case SQLITE_TOOBIG:
            return Error{Errc::too_large, "too large for the database", "too_big"};
        case SQLITE_NOMEM:
            return Error{Errc::unavailable, "out of memory", "memory"};
        case SQLITE_INTERRUPT:
            return Error{Errc::cancelled, "the statement was interrupted", "interrupted"};
        case SQLITE_AUTH:
            return Error{Errc::forbidden, "the statement is not allowed", "not_allowed"};
        default:
            return Error{Errc::invalid, "the database refused a statement", "sql"};
    }
}

}  // namespace

void fail(const Connection::Handle& handle, int code, std::string_view doing) {
    if ((code & 0xff) == SQLITE_INTERRUPT) handle.stop.check();
    auto error = error_of(handle, code);
    error.note("sqlite {} while {}: {}", code, doing,
               handle.db ? sqlite3_errmsg(handle.db) : sqlite3_errstr(code));
    throw error;
}

}  // namespace kith::db
