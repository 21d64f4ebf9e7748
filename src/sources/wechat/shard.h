// One message_N.db: its chats' tables and its own numbering of people (archive contract §1.3).
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "db/db.h"
#include "sources/files.h"
#include "sources/people.h"
#include "sources/wechat/layout.h"
#include "sources/wechat/row.h"

namespace kith::sources::wechat {

struct Table {
    std::string name;
    std::string row_list;                    // SQL, see table.h
    std::int64_t first{}, last{};            // rowids, 0 = empty; known after probe()
    std::int64_t first_time{}, last_time{};  // of those two rows, Unix seconds
};

// How many rows may lie between two rowids, both counted. Rowids are the file's to choose: more
// than kBelievableRows are not believed, so that sums of this stay numbers.
inline constexpr std::int64_t kBelievableRows = std::int64_t{1} << 40;
std::int64_t rows_at_most(std::int64_t first, std::int64_t last);

// What is known of a shard once it was looked at. Not changed afterwards: any thread.
struct Shard {
    ShardFile file;
    Stamp stamp;
    std::map<std::string, Table, std::less<>> tables;  // by hash
    Senders senders;
    ByKey<std::int64_t> id_of;  // username to Name2Id.rowid
    std::vector<std::string> warnings;

    std::string part_of(const Table& table) const { return file.part + '#' + table.name; }
};

// A connection to the file as it lies there. One thread.
class OpenShard {
  public:
    explicit OpenShard(const std::filesystem::path& file);
    db::Connection& on() { return connection_; }
    // Everything read so far is of one moment. Where there is no -shm that would hold a moment for
    // us, somebody may have written meanwhile: then pages of before and after were mixed, and
    // nothing of them is to be believed. Cost: three small reads.
    bool of_one_moment() const;

  private:
    std::filesystem::path file_;
    bool held_;  // by SQLite
    Moment opened_;
    db::Connection connection_;
    db::Transaction transaction_;
};

// A file that is written to while it is read is opened anew so many times.
inline constexpr int kReadAgain = 3;

// Tables and senders; new senders become people. Throws Error when the file cannot be read at all.
Shard look_at(const ShardFile& file, OpenShard& open, People& people, const Stop& stop);
// Fills first, last and their times. Two index descents.
void probe(OpenShard& open, Table& table);

}  // namespace kith::sources::wechat
