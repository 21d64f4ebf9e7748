// Statements and connections over SQLite.
#include <charconv>
#include <string>
#include <vector>

#include "base/error.h"
#include "db/db.h"
#include "db/sqlite_handle.h"

namespace kith::db {
namespace {

constexpr int kStopSteps = 4000;  // virtual machine steps between two looks at the stop

int look_at_stop(void* data) {
    return static_cast<Connection::Handle*>(data)->stop.requested() ? 1 : 0;
}

// SQLite numbers $1, $2 by first appearance; slots[n] is the number of the marker "$n".
std::vector<int> slots_of(sqlite3_stmt* statement) {
    std::vector<int> slots;
    for (int at = 1; at <= sqlite3_bind_parameter_count(statement); ++at) {
        const char* marker = sqlite3_bind_parameter_name(statement, at);
        const std::string_view name = marker ? marker : "";
        std::size_t number = 0;
        if (name.size() > 1 && name[0] == '$')
            std::from_chars(name.data() + 1, name.data() + name.size(), number);
        require(number > 0 && number < 1000, Errc::invalid, "markers are $1, $2, …", "marker");
        if (slots.size() <= number) slots.resize(number + 1);
        slots[number] = at;
    }
    return slots;
}

}  // namespace

Connection::Handle::~Handle() {
    if (db) sqlite3_close_v2(db);
}

struct Statement::Data {
    std::shared_ptr<Connection::Handle> handle;
    sqlite3_stmt* statement{};
    std::vector<int> slots;

    ~Data() { sqlite3_finalize(statement); }

    // 0, which SQLite refuses, for a marker that is not in the text.
    int slot(int index) const {
        const auto at = static_cast<std::size_t>(index);
        return at < slots.size() ? slots[at] : 0;
    }
    void check(int code, std::string_view doing) const {
        if (code != SQLITE_OK) fail(*handle, code, doing);
    }
};

Statement::Statement(std::unique_ptr<Data> data) : data_{std::move(data)} {}
Statement::Statement(Statement&&) noexcept = default;
Statement& Statement::operator=(Statement&&) noexcept = default;
Statement::~Statement() = default;

Statement& Statement::bind(int index, std::int64_t value) {
    data_->check(sqlite3_bind_int64(data_->statement, data_->slot(index), value), "bind");
    return *this;
}

Statement& Statement::bind(int index, double value) {
    data_->check(sqlite3_bind_double(data_->statement, data_->slot(index), value), "bind");
    return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
    const char* bytes = text.data() ? text.data() : "";  // a null pointer would bind NULL
    data_->check(sqlite3_bind_text64(data_->statement, data_->slot(index), bytes, text.size(),
                                     SQLITE_STATIC, SQLITE_UTF8),
                 "bind");
    return *this;
}

Statement& Statement::bind_blob(int index, std::string_view bytes) {
    const char* data = bytes.data() ? bytes.data() : "";
    data_->check(sqlite3_bind_blob64(data_->statement, data_->slot(index), data, bytes.size(),
                                     SQLITE_STATIC),
                 "bind");
    return *this;
}

Statement& Statement::bind_null(int index) {
    data_->check(sqlite3_bind_null(data_->statement, data_->slot(index)), "bind");
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(data_->statement);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) {
        sqlite3_reset(data_->statement);
        return false;
    }
    try {
        fail(*data_->handle, code, "step");
    } catch (...) {
        sqlite3_reset(data_->statement);
        throw;
    }
}

void Statement::reset() {
    sqlite3_reset(data_->statement);
    sqlite3_clear_bindings(data_->statement);
}

std::int64_t Statement::run() {
    while (step()) {
    }
    return sqlite3_changes64(data_->handle->db);
}

int Statement::columns() const {
    return sqlite3_column_count(data_->statement);
}

std::string_view Statement::name(int column) const {
    return sqlite3_column_name(data_->statement, column);
}

Type Statement::type(int column) const {
    switch (sqlite3_column_type(data_->statement, column)) {
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
    return sqlite3_column_int64(data_->statement, column);
}

double Statement::real(int column) const {
    return sqlite3_column_double(data_->statement, column);
}

std::string_view Statement::text(int column) const {
    const bool blob = sqlite3_column_type(data_->statement, column) == SQLITE_BLOB;
    const auto* bytes =
        blob ? static_cast<const char*>(sqlite3_column_blob(data_->statement, column))
             : reinterpret_cast<const char*>(sqlite3_column_text(data_->statement, column));
    if (!bytes) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(data_->statement, column))};
}

Connection::Connection(std::shared_ptr<Handle> handle) : handle_{std::move(handle)} {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Statement Connection::prepare(std::string_view sql) {
    auto data = std::make_unique<Statement::Data>();
    data->handle = handle_;
    const char* tail = nullptr;
    const int code = sqlite3_prepare_v3(handle_->db, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &data->statement, &tail);
    if (code != SQLITE_OK) fail(*handle_, code, "prepare");
    const std::string_view rest = sql.substr(static_cast<std::size_t>(tail - sql.data()));
    require(data->statement && rest.find_first_not_of(" \t\r\n;") == std::string_view::npos,
            Errc::invalid, "one statement at a time", "sql");
    data->slots = slots_of(data->statement);
    return Statement{std::move(data)};
}

Statement& Connection::kept(std::string_view sql) {
    auto at = kept_.find(sql);
    if (at == kept_.end()) at = kept_.emplace(std::string{sql}, prepare(sql)).first;
    at->second.reset();
    return at->second;
}

void Connection::execute(std::string_view sql) {
    const int code = sqlite3_exec(handle_->db, std::string{sql}.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(*handle_, code, "execute");
}

std::int64_t Connection::last_id() const {
    return sqlite3_last_insert_rowid(handle_->db);
}

void Connection::watch(const Stop& stop) {
    handle_->stop = stop;
    sqlite3_progress_handler(handle_->db, kStopSteps, look_at_stop, handle_.get());
}

LogState Connection::checkpoint_passive() {
    LogState log;
    const int code = sqlite3_wal_checkpoint_v2(handle_->db, "main", SQLITE_CHECKPOINT_PASSIVE,
                                               &log.pages, &log.moved);
    if (code != SQLITE_OK && code != SQLITE_BUSY) fail(*handle_, code, "checkpoint");
    return log;
}

bool Connection::checkpoint_truncate() {
    // Without a wait: while this kind of checkpoint waits for readers it holds the writer's lock.
    sqlite3_busy_timeout(handle_->db, 0);
    const int code = sqlite3_wal_checkpoint_v2(handle_->db, "main", SQLITE_CHECKPOINT_TRUNCATE,
                                               nullptr, nullptr);
    sqlite3_busy_timeout(handle_->db, kBusyMilliseconds);
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) return false;
    if (code != SQLITE_OK) fail(*handle_, code, "checkpoint");
    return true;
}

bool Connection::table_exists(std::string_view table) {
    auto found =
        prepare("select 1 from sqlite_schema where type in ('table', 'view') and name = $1");
    found.bind(1, table);
    return found.step();
}

bool Connection::in_transaction() const {
    return sqlite3_get_autocommit(handle_->db) == 0;
}

}  // namespace kith::db
