// Opening SQLite files: our own (with or without a key) and foreign originals.
#include <system_error>

#include "base/error.h"
#include "db/db.h"
#include "db/sqlite_handle.h"

namespace kith::db {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kKeyDigits = 64;
constexpr std::int64_t kLogLimitBytes = 64LL << 20;  // the log file shrinks to this

std::shared_ptr<Connection::Handle> open_handle(const std::string& name, int flags,
                                                const char* vfs) {
    auto handle = std::make_shared<Connection::Handle>();
    const int code = sqlite3_open_v2(name.c_str(), &handle->db,
                                     flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, vfs);
    if (code != SQLITE_OK) fail(*handle, code, "open");
    sqlite3_busy_timeout(handle->db, kBusyMilliseconds);
    return handle;
}

void give_key(Connection::Handle& handle, const Secret& key) {
    const std::string& digits = key.reveal();
    require(digits.size() == kKeyDigits &&
                digits.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos,
            Errc::invalid, "the key of the database is not 64 hex digits", "bad_key");
    const std::string raw = "raw:" + digits;
    handle.keyed = true;
    const int code = sqlite3_key_v2(handle.db, "main", raw.data(), static_cast<int>(raw.size()));
    if (code != SQLITE_OK) fail(handle, code, "key");
}

// The path as a URI: only what SQLite would read as syntax is escaped.
std::string uri_of(const fs::path& file, std::string_view query) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string uri = "file:";
    for (const char c : fs::absolute(file).string()) {
        if (c == '%' || c == '?' || c == '#') {
            const auto byte = static_cast<unsigned char>(c);
            uri += '%';
            uri += kHex[byte >> 4];
            uri += kHex[byte & 15];
        } else {
            uri += c;
        }
    }
    return uri.append(query);
}

std::uintmax_t size_of(const fs::path& file) {
    std::error_code none;
    const auto size = fs::file_size(file, none);
    return none ? 0 : size;
}

// Reads page 1, so that a wrong key or a file that is no database shows here and not later.
void read_schema(Connection& on) {
    auto first = on.prepare("select count(*) from sqlite_schema");
    first.step();
}

std::shared_ptr<Connection::Handle> foreign_handle(const fs::path& file) {
    constexpr int kFlags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    const fs::path log = fs::path{file} += "-wal";
    if (size_of(log) == 0) return open_handle(uri_of(file, "?immutable=1"), kFlags, nullptr);
    if (fs::exists(fs::path{file} += "-shm"))
        return open_handle(uri_of(file, "?readonly_shm=1"), kFlags, nullptr);
    // A log without its index: with an exclusive lock SQLite keeps the index in its own memory,
    // and this file layer takes that lock without telling the system.
    auto handle = open_handle(uri_of(file, ""), kFlags, "unix-none");
    sqlite3_exec(handle->db, "pragma locking_mode=exclusive", nullptr, nullptr, nullptr);
    return handle;
}

}  // namespace

Connection Connection::open(const fs::path& file, const OpenOptions& options) {
    const bool writes = options.access == Access::read_write_create;
    require(writes || fs::exists(file), Errc::not_found, "no such database file", "no_file");
    Connection on{open_handle(
        file.string(), writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY,
        nullptr)};
    if (!options.key.empty()) {
        on.execute("pragma cipher='aegis'");
        give_key(*on.handle_, options.key);
    }
    if (writes) on.execute(fmt::format("pragma page_size={}", options.page_bytes));
    on.execute(fmt::format("pragma cache_size=-{}; pragma temp_store=memory; pragma mmap_size=0",
                           options.cache_bytes / 1024));
    read_schema(on);
    if (writes && options.wal) {
        auto mode = on.prepare("pragma journal_mode=wal");
        require(mode.step() && mode.text(0) == "wal", Errc::unavailable,
                "the folder of the database allows no write-ahead log", "no_wal");
        mode.reset();
        on.execute(
            fmt::format("pragma synchronous=full; pragma journal_size_limit={}", kLogLimitBytes));
    }
    return on;
}

Connection Connection::memory() {
    return Connection{open_handle(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr)};
}

Connection Connection::open_foreign(const fs::path& file) {
    std::error_code none;
    const auto status = fs::status(file, none);
    require(fs::exists(status), Errc::not_found, "no such file", "no_file");
    require(fs::is_regular_file(status) && size_of(file) > 0, Errc::invalid,
            "the file is no database", "not_a_database");
    Connection on{foreign_handle(file)};
    // No checkpoint when it closes, no functions hidden in a foreign schema.
    sqlite3_db_config(on.handle_->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_db_config(on.handle_->db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(on.handle_->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    try {
        on.execute("pragma query_only=1; pragma cell_size_check=1; pragma temp_store=memory");
        read_schema(on);
    } catch (const Error& error) {
        if (error.reason() != "database_damaged") throw;
        throw Error{Errc::invalid, "the file is no database or is damaged", "not_a_database"};
    }
    return on;
}

}  // namespace kith::db
