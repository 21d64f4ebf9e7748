// See shard.h.
#include "sources/wechat/shard.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "sources/wechat/contacts.h"
#include "text/fold.h"

namespace kith::sources::wechat {
namespace {

// Tables that were made by the same statement have the same columns, so one probe serves all.
class RowLists {
  public:
    explicit RowLists(db::Connection& on) : on_{&on} {}

    std::optional<std::string> of(const std::string& table, std::string_view made_by) {
        const auto open = made_by.find('(');
        const std::string shape{open == std::string_view::npos ? made_by : made_by.substr(open)};
        if (const auto found = lists_.find(shape); found != lists_.end()) return found->second;
        return lists_[shape] = row_list(columns_of(*on_, table));
    }

  private:
    db::Connection* on_;
    std::map<std::string, std::optional<std::string>> lists_;
};

void find_tables(Shard& to, db::Connection& on, const Stop& stop) {
    RowLists lists{on};
    // Msg_ after Chat_, so that the real name wins where both are there.
    auto rows = on.prepare(
        "select name, sql from sqlite_master where type = 'table' and "
        "(name like 'Msg\\_%' escape '\\' or name like 'Chat\\_%' escape '\\') order by name");
    for (std::size_t n = 0; rows.step(); ++n) {
        if (n % 256 == 0) stop.check();
        const std::string name{rows.text(0)};
        const auto hash = hash_in(name);
        if (hash.empty()) continue;
        std::optional<std::string> list;
        try {
            list = lists.of(name, rows.text(1));
        } catch (const Error& error) {
            to.warnings.push_back(fmt::format("{}: {}: {}", to.file.part, name, error.message()));
            continue;
        }
        if (list) {
            to.tables.insert_or_assign(std::string{hash}, Table{name, *list});
        } else if (name.starts_with("Msg_")) {
            to.warnings.push_back(
                fmt::format("{}: {} lacks the columns of a message table", to.file.part, name));
        }
    }
}

void find_senders(Shard& to, db::Connection& on, People& people, const Stop& stop) {
    if (!on.table_exists("Name2Id")) {
        to.warnings.push_back(to.file.part + ": no table Name2Id, senders are unknown");
        return;
    }
    auto rows = on.prepare("select rowid, user_name from Name2Id");
    for (std::size_t n = 0; rows.step(); ++n) {
        if (n % 1024 == 0) stop.check();
        const auto key = text::repair_utf8(rows.text(1));
        if (key.empty()) continue;
        to.id_of.emplace(key, rows.integer(0));
        if (!is_group_key(key)) to.senders.emplace(rows.integer(0), people.add(key));
    }
}

// SQLite itself holds a moment where a -wal file and its -shm are there.
bool has_shared_index(const std::filesystem::path& file) {
    return stamp_of(file.native() + "-wal").size > 0 && stamp_of(file.native() + "-shm").size > 0;
}

}  // namespace

OpenShard::OpenShard(const std::filesystem::path& file)
    : file_{file},
      held_{has_shared_index(file)},
      opened_{moment_of(file)},
      connection_{db::Connection::open_foreign(file)},
      transaction_{connection_, db::Transaction::Mode::read} {}

bool OpenShard::of_one_moment() const {
    return held_ || (!opened_.under_way && moment_of(file_) == opened_);
}

Shard look_at(const ShardFile& file, OpenShard& open, People& people, const Stop& stop) {
    Shard out{.file = file, .stamp = database_stamp(file.path)};
    if (is_cut_short(file.path)) {
        out.warnings.push_back(file.part + ": the file was cut short, its last rows are missing");
    }
    find_tables(out, open.on(), stop);
    try {
        find_senders(out, open.on(), people, stop);
    } catch (const Error& error) {
        if (error.code() == Errc::cancelled || error.code() == Errc::timeout) throw;
        out.warnings.push_back(file.part + ": Name2Id: " + error.message());
    }
    return out;
}

std::int64_t rows_at_most(std::int64_t first, std::int64_t last) {
    if (last < first) return 0;
    const auto distance = static_cast<std::uint64_t>(last) - static_cast<std::uint64_t>(first);
    constexpr auto kMost = static_cast<std::uint64_t>(kBelievableRows);
    return static_cast<std::int64_t>(std::min(distance, kMost - 1)) + 1;
}

void probe(OpenShard& open, Table& table) {
    const auto ask = [&](const char* order, std::int64_t& id, std::int64_t& time) {
        auto row = open.on().prepare(fmt::format(
            "select rowid, create_time from \"{}\" order by rowid {} limit 1", table.name, order));
        if (!row.step()) return;
        id = row.integer(0);
        time = row.integer(1);
    };
    ask("asc", table.first, table.first_time);
    ask("desc", table.last, table.last_time);
}

}  // namespace kith::sources::wechat
