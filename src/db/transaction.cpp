// Transactions and migrations over any connection.
#include <algorithm>
#include <array>

#include "base/error.h"
#include "db/db.h"

namespace kith::db {
namespace {

constexpr std::array<std::string_view, 7> kTrouble{
    "database_busy", "disk_full",   "disk_error", "database_damaged",
    "read_only",     "cannot_open", "memory"};

}  // namespace

Transaction::Transaction(Connection& on, Mode mode) : on_{&on} {
    on.execute(mode == Mode::write ? "begin immediate" : "begin");
}

Transaction::~Transaction() {
    // SQLite has already rolled back by itself after a full disk or an i/o error.
    if (!open_ || !on_->in_transaction()) return;
    try {
        on_->execute("rollback");
    } catch (const Error&) {  // the failure that brought us here has ended it already
    }
}

void Transaction::commit() {
    on_->execute("commit");
    open_ = false;
}

Savepoint::Savepoint(Connection& on) : on_{&on} {
    on.kept("savepoint part").run();
}

Savepoint::~Savepoint() {
    // A full disk may have ended the whole transaction already.
    if (!open_ || !on_->in_transaction()) return;
    try {
        on_->execute("rollback to part; release part");
    } catch (const Error&) {  // the transaction is broken: its commit will say so
    }
}

void Savepoint::keep() {
    on_->kept("release part").run();
    open_ = false;
}

bool is_trouble(const Error& error) {
    return error.code() == Errc::unavailable &&
           std::ranges::find(kTrouble, error.reason()) != kTrouble.end();
}

void migrate(Connection& on, const std::vector<Migration>& steps) {
    std::int64_t version = 0;
    {
        auto asked = on.prepare("pragma user_version");
        if (asked.step()) version = asked.integer(0);
    }
    require(steps.empty() || version <= steps.back().version, Errc::invalid,
            "this database was written by a newer version of Kith", "newer_format");
    for (const auto& step : steps) {
        if (step.version <= version) continue;
        Transaction transaction{on, Transaction::Mode::write};
        on.execute(step.sql);
        on.execute("pragma user_version=" + std::to_string(step.version));
        transaction.commit();
    }
}

}  // namespace kith::db
