// The open SQLite handle that a connection shares with its statements, and how SQLite's result
// codes become Errors. Inside db/ only.
#pragma once

#include <sqlite3.h>

#include <string_view>

#include "base/stop.h"
#include "db/db.h"

namespace kith::db {

struct Connection::Handle {
    sqlite3* db{};
    Stop stop;
    bool keyed = false;

    Handle() = default;
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle();
};

// Throws the Error of a result code. `doing` names the step for the log ("open", "step").
[[noreturn]] void fail(const Connection::Handle& handle, int code, std::string_view doing);

}  // namespace kith::db
