// A narrow driver over one SQL database. SQLite now; PostgreSQL speaks the same interface. The only
// folder that includes sqlite3.h.
#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/secret.h"
#include "base/stop.h"

namespace kith::db {

enum class Type { null, integer, real, text, blob };

// A prepared statement. Markers are $1, $2 …, bound by name, so their order in the text does not
// matter. One thread at a time.
class Statement {
  public:
    Statement(Statement&&) noexcept;
    Statement& operator=(Statement&&) noexcept;
    ~Statement();

    // index from 1. Texts and blobs are NOT copied: they must live until the next step() that
    // returns false, or reset().
    Statement& bind(int index, std::int64_t value);
    template <std::integral T>
    Statement& bind(int index, T value) {
        return bind(index, static_cast<std::int64_t>(value));
    }
    Statement& bind(int index, double value);
    Statement& bind(int index, std::string_view text);
    Statement& bind_blob(int index, std::string_view bytes);
    Statement& bind_null(int index);
    Statement& bind_optional(int index, const std::optional<std::string>& text) {
        return text ? bind(index, std::string_view{*text}) : bind_null(index);
    }
    // Binds $1, $2 … in turn: integers, doubles, strings, std::nullopt.
    template <class... Values>
    Statement& bind_all(const Values&... values) {
        int index = 0;
        (bind_any(++index, values), ...);
        return *this;
    }

    // True: a row is there. False: done (and reset; the bindings stay). Throws Error: conflict
    // (unique), unavailable (reasons database_busy, disk_full, disk_error, database_damaged,
    // read_only), invalid (constraint, SQL, not_a_database), cancelled or timeout (watch()).
    bool step();
    void reset();
    // Runs a statement without rows; returns the number of rows it changed.
    std::int64_t run();

    int columns() const;
    std::string_view name(int column) const;  // from 0
    Type type(int column) const;
    std::int64_t integer(int column) const;  // NULL = 0
    double real(int column) const;
    std::string_view text(int column) const;  // also of blobs; valid until the next step()
    bool is_null(int column) const { return type(column) == Type::null; }

  private:
    friend class Connection;
    struct Data;
    explicit Statement(std::unique_ptr<Data> data);
    template <class T>
    void bind_any(int index, const T& value) {
        if constexpr (std::is_same_v<T, std::nullopt_t>) {
            bind_null(index);
        } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
            bind(index, static_cast<std::int64_t>(value));
        } else if constexpr (std::is_floating_point_v<T>) {
            bind(index, static_cast<double>(value));
        } else {
            bind(index, std::string_view{value});
        }
    }
    std::unique_ptr<Data> data_;
};

enum class Access { read_write_create, read_only };

struct OpenOptions {
    Access access = Access::read_write_create;
    Secret key;             // raw 32 bytes as 64 hex digits; "" = plain. Cipher: AEGIS-256
    int page_bytes = 8192;  // for new files
    int cache_bytes = 16 * 1024 * 1024;
    bool wal = true;  // journal_mode=wal, synchronous=full
};
inline constexpr int kBusyMilliseconds = 5000;  // how long a lock of another process is waited for

// The write-ahead log: pages in it, and how many of them are in the file already.
struct LogState {
    int pages{}, moved{};
};

// One connection. One thread at a time. Errors as in Statement::step().
class Connection {
  public:
    struct Handle;
    // Throws Error: invalid (reason wrong_key: not a database under this key; not_a_database;
    // bad_key: the key is not 64 hex digits), not_found (read_only and no such file), unavailable.
    static Connection open(const std::filesystem::path& file, const OpenOptions& options);
    static Connection memory();
    // A foreign original: read-only always; never creates or changes anything. Without a -wal
    // beside it the file is taken as immutable. A -wal is read too: through the -shm beside it when
    // there is one (then a running program is respected), else privately in memory. Reserved page
    // bytes and WAL headers are fine. Throws Error: not_found, invalid (not_a_database: a file that
    // is none, also an empty one).
    static Connection open_foreign(const std::filesystem::path& file);

    Connection(Connection&&) noexcept;
    Connection& operator=(Connection&&) noexcept;
    ~Connection();

    Statement prepare(std::string_view sql);
    // The same statement again for the same text, reset; it lives as long as the connection. For
    // texts that are constants of the program.
    Statement& kept(std::string_view sql);
    void execute(std::string_view sql);  // one or several statements without rows or markers
    std::int64_t last_id() const;
    // Interrupts what runs when the stop is requested (looked at every few thousand steps).
    void watch(const Stop& stop);
    // Moves what it can from the log to the file; never waits for readers or the writer. A log that
    // was moved as a whole is written from its beginning by the next transaction.
    LogState checkpoint_passive();
    // Moves everything and empties the log file. False when somebody was in the way.
    bool checkpoint_truncate();
    bool table_exists(std::string_view table);
    bool in_transaction() const;

  private:
    explicit Connection(std::shared_ptr<Handle> handle);
    std::shared_ptr<Handle> handle_;  // shared with the statements, which may outlive us
    std::map<std::string, Statement, std::less<>> kept_;
};

// Commits on commit(), rolls back when destroyed without it.
class Transaction {
  public:
    enum class Mode { read, write };
    Transaction(Connection& on, Mode mode);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

  private:
    Connection* on_;
    bool open_ = true;
};

// A part of a transaction that can be taken back alone: what ran since goes unless keep() was
// called. Not nested.
class Savepoint {
  public:
    explicit Savepoint(Connection& on);
    ~Savepoint();
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;
    void keep();

  private:
    Connection* on_;
    bool open_ = true;
};

// True for an error that says how the database or its disk is, not what was asked of it.
bool is_trouble(const Error& error);

// Numbered, forward only, each in one transaction. `version` is kept in user_version. Throws
// Error{invalid} when the file is newer than we are.
struct Migration {
    int version;
    std::string_view sql;
};
void migrate(Connection& on, const std::vector<Migration>& steps);

}  // namespace kith::db
