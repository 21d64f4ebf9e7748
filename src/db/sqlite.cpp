// The SQLite side of db.h.
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <mutex>

#include "base/error.h"
#include "db/db.h"

namespace kith::db {
namespace {

constexpr int kBusyMillis = 5'000;
constexpr int kProgressSteps = 4'000;  // virtual machine steps between two looks at the stop
constexpr std::int64_t kWalLimitBytes = 64LL << 20;

struct Failure {
    Errc code;
    std::string_view message, reason;
};

Failure failure_of(int code) {
    switch (code & 0xFF) {
        case SQLITE_FULL:
            return {Errc::unavailable, "the disk is full", "disk_full"};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {Errc::unavailable, "the database is busy", "database_busy"};
        case SQLITE_NOTADB:
            return {Errc::invalid, "this file is no database", "not_a_database"};
        case SQLITE_CORRUPT:
            return {Errc::invalid, "the database is damaged", "corrupt"};
        case SQLITE_IOERR:
            return {Errc::unavailable, "reading or writing the disk failed", "io"};
        case SQLITE_READONLY:
            return {Errc::unavailable, "the database cannot be written", "read_only"};
        case SQLITE_CANTOPEN:
            return {Errc::unavailable, "the database cannot be opened", "cannot_open"};
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return {Errc::forbidden, "not allowed", "forbidden"};
        case SQLITE_INTERRUPT:
            return {Errc::cancelled, "cancelled", "interrupted"};
        case SQLITE_TOOBIG:
            return {Errc::too_large, "a value is too large", "too_big"};
        case SQLITE_CONSTRAINT:
            break;
        default:
            return {Errc::internal, "the database refused a statement", "sql"};
    }
    const bool unique = code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY;
    return unique ? Failure{Errc::conflict, "this exists already", "unique"}
                  : Failure{Errc::invalid, "a value is not allowed", "constraint"};
}

[[noreturn]] void fail(sqlite3* handle, int code) {
    const int extended = handle == nullptr ? code : sqlite3_extended_errcode(handle);
    const auto known = failure_of((extended & 0xFF) == (code & 0xFF) ? extended : code);
    throw Error{known.code, std::string{known.message}, known.reason}.note(
        "sqlite {}: {}", extended, handle == nullptr ? "" : sqlite3_errmsg(handle));
}

void check(sqlite3* handle, int code) {
    if (code != SQLITE_OK) fail(handle, code);
}

// "$12" is 12, anything else 0: markers are bound by what their name says, wherever they stand.
int number_of(const char* name) {
    if (name == nullptr || name[0] != '$') return 0;
    int number = 0;
    for (const char* c = name + 1; *c != '\0'; ++c) {
        if (*c < '0' || *c > '9' || number > 10'000) return 0;
        number = number * 10 + (*c - '0');
    }
    return number;
}

void start_library() {
    static std::once_flag once;
    std::call_once(once, [] { sqlite3_initialize(); });
}

std::string uri_of(const std::filesystem::path& file, std::string_view parameters) {
    std::string uri = "file:";
    for (const char c : file.string()) {
        if (c == '?' || c == '#' || c == '%') {
            char escaped[4];
            std::snprintf(escaped, sizeof escaped, "%%%02X", static_cast<unsigned char>(c));
            uri += escaped;
        } else {
            uri += c;
        }
    }
    return uri.append("?").append(parameters);
}

}  // namespace

struct Connection::Data {
    sqlite3* handle = nullptr;
    Stop stop;
    ~Data() { sqlite3_close_v2(handle); }
};

struct Statement::Data {
    sqlite3_stmt* handle = nullptr;
    std::vector<int> places;  // by marker number - 1: SQLite's index, 0 = not in the text
    ~Data() { sqlite3_finalize(handle); }

    int place(int index) const {
        const auto at = static_cast<std::size_t>(index - 1);
        return at < places.size() ? places[at] : 0;
    }
    void check_bind(int code) const {
        if (code != SQLITE_OK) fail(sqlite3_db_handle(handle), code);
    }
};

Statement::Statement(std::unique_ptr<Data> data) : data_{std::move(data)} {}
Statement::Statement(Statement&&) noexcept = default;
Statement& Statement::operator=(Statement&&) noexcept = default;
Statement::~Statement() = default;

Statement& Statement::bind(int index, std::int64_t value) {
    data_->check_bind(sqlite3_bind_int64(data_->handle, data_->place(index), value));
    return *this;
}

Statement& Statement::bind(int index, double value) {
    data_->check_bind(sqlite3_bind_double(data_->handle, data_->place(index), value));
    return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
    // A null pointer would bind NULL: an empty text is an empty text.
    const char* bytes = text.data() == nullptr ? "" : text.data();
    data_->check_bind(sqlite3_bind_text64(data_->handle, data_->place(index), bytes, text.size(),
                                          SQLITE_STATIC, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind_blob(int index, std::string_view bytes) {
    const char* start = bytes.data() == nullptr ? "" : bytes.data();
    data_->check_bind(sqlite3_bind_blob64(data_->handle, data_->place(index), start, bytes.size(),
                                          SQLITE_STATIC));
    return *this;
}

Statement& Statement::bind_null(int index) {
    data_->check_bind(sqlite3_bind_null(data_->handle, data_->place(index)));
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(data_->handle);
    if (code == SQLITE_ROW) return true;
    sqlite3* handle = sqlite3_db_handle(data_->handle);
    if (code != SQLITE_DONE) {
        // The error must be read before the statement is reset.
        try {
            fail(handle, code);
        } catch (...) {
            sqlite3_reset(data_->handle);
            throw;
        }
    }
    sqlite3_reset(data_->handle);
    return false;
}

void Statement::reset() {
    sqlite3_reset(data_->handle);
    sqlite3_clear_bindings(data_->handle);
}

std::int64_t Statement::run() {
    while (step()) {
    }
    return sqlite3_changes64(sqlite3_db_handle(data_->handle));
}

int Statement::columns() const {
    return sqlite3_column_count(data_->handle);
}

std::string_view Statement::name(int column) const {
    return sqlite3_column_name(data_->handle, column);
}

Type Statement::type(int column) const {
    switch (sqlite3_column_type(data_->handle, column)) {
        case SQLITE_INTEGER:
            return Type::integer;
        case SQLITE_FLOAT:
            return Type::real;
        case SQLITE_TEXT:
            return Type::text;
        case SQLITE_BLOB:
            return Type::blob;
        default:
            return Type::null;
    }
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(data_->handle, column);
}

double Statement::real(int column) const {
    return sqlite3_column_double(data_->handle, column);
}

std::string_view Statement::text(int column) const {
    const bool blob = sqlite3_column_type(data_->handle, column) == SQLITE_BLOB;
    const void* bytes = blob ? sqlite3_column_blob(data_->handle, column)
                             : static_cast<const void*>(sqlite3_column_text(data_->handle, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(data_->handle, column));
    return bytes == nullptr ? std::string_view{}
                            : std::string_view{static_cast<const char*>(bytes), size};
}

Connection::Connection(std::unique_ptr<Data> data) : data_{std::move(data)} {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Connection Connection::open(const std::filesystem::path& file, const OpenOptions& options) {
    start_library();
    auto data = std::make_unique<Data>();
    const bool writes = options.access == Access::read_write_create;
    const int flags = (writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY) |
                      SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE;
    const int code = sqlite3_open_v2(file.c_str(), &data->handle, flags, nullptr);
    if (code != SQLITE_OK) fail(data->handle, code);
    Connection made{std::move(data)};
    sqlite3_busy_timeout(made.data_->handle, kBusyMillis);
    if (!options.key.empty()) {
        made.execute("pragma cipher='aegis'");
        made.execute("pragma key=\"raw:" + options.key.reveal() + "\"");
    }
    // The first read tells whether this is a database and the key fits.
    try {
        made.execute("select count(*) from sqlite_master");
    } catch (Error& error) {
        if (error.reason() == "not_a_database" && !options.key.empty())
            throw Error{Errc::invalid, "the key does not fit this database", "wrong_key"};
        throw;
    }
    if (writes) {
        made.execute("pragma page_size=" + std::to_string(options.page_bytes));
        if (options.wal) made.execute("pragma journal_mode=wal");
        made.execute("pragma synchronous=full");
        made.execute("pragma journal_size_limit=" + std::to_string(kWalLimitBytes));
    }
    made.execute("pragma temp_store=memory");
    made.execute("pragma cache_size=-" + std::to_string(options.cache_bytes / 1024));
    return made;
}

Connection Connection::memory() {
    OpenOptions options;
    options.wal = false;
    return open(":memory:", options);
}

Connection Connection::open_foreign(const std::filesystem::path& file) {
    start_library();
    struct stat status{};
    require(::stat(file.c_str(), &status) == 0 && S_ISREG(status.st_mode), Errc::unavailable,
            "the file cannot be read", "cannot_open");
    require(status.st_size > 0, Errc::invalid, "this file is empty", "not_a_database");
    auto wal = file;
    wal += "-wal";
    struct stat wal_status{};
    const bool has_wal = ::stat(wal.c_str(), &wal_status) == 0 && wal_status.st_size > 0;
    const bool writable = ::access(file.parent_path().c_str(), W_OK) == 0;
    // With a log beside it SQLite needs its shared-memory file; without one nothing may be created
    // next to the original.
    const auto uri = uri_of(file, has_wal && writable ? "mode=ro" : "mode=ro&immutable=1");
    auto data = std::make_unique<Data>();
    const int flags =
        SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE;
    const int code = sqlite3_open_v2(uri.c_str(), &data->handle, flags, nullptr);
    if (code != SQLITE_OK) fail(data->handle, code);
    Connection made{std::move(data)};
    sqlite3_busy_timeout(made.data_->handle, kBusyMillis);
    sqlite3_db_config(made.data_->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(made.data_->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    made.execute("pragma query_only=1");
    made.execute("select count(*) from sqlite_master");
    return made;
}

Statement Connection::prepare(std::string_view sql) {
    auto data = std::make_unique<Statement::Data>();
    const int code = sqlite3_prepare_v3(data_->handle, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &data->handle, nullptr);
    check(data_->handle, code);
    const int count = sqlite3_bind_parameter_count(data->handle);
    for (int i = 1; i <= count; ++i) {
        const int number = number_of(sqlite3_bind_parameter_name(data->handle, i));
        require(number > 0, Errc::internal, "a marker is not $1, $2 …");
        if (static_cast<std::size_t>(number) > data->places.size())
            data->places.resize(static_cast<std::size_t>(number));
        data->places[static_cast<std::size_t>(number - 1)] = i;
    }
    return Statement{std::move(data)};
}

void Connection::execute(std::string_view sql) {
    const std::string text{sql};
    check(data_->handle, sqlite3_exec(data_->handle, text.c_str(), nullptr, nullptr, nullptr));
}

std::int64_t Connection::last_id() const {
    return sqlite3_last_insert_rowid(data_->handle);
}

void Connection::watch(const Stop& stop) {
    data_->stop = stop;
    sqlite3_progress_handler(
        data_->handle, kProgressSteps,
        [](void* own) { return static_cast<Data*>(own)->stop.requested() ? 1 : 0; }, data_.get());
}

void Connection::checkpoint_passive() {
    sqlite3_wal_checkpoint_v2(data_->handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

void Connection::checkpoint_truncate() {
    sqlite3_wal_checkpoint_v2(data_->handle, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
}

bool Connection::table_exists(std::string_view table) {
    auto found = prepare("select 1 from sqlite_master where type = 'table' and name = $1");
    return found.bind(1, table).step();
}

}  // namespace kith::db
