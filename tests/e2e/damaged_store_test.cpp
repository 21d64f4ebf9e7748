// Our own database corrupt, truncated, locked, foreign or empty: a start that says why it ends, and
// a file that stays as it was.
#include "tests/e2e/originals.h"

namespace kith::test {
namespace {

// A data folder with the large archive in it; nobody serves it.
fs::path filled(const TempFolder& folder) {
    const auto data = folder / "data";
    Program command{importing(large_archive(), data)};
    EXPECT_EQ(command.run(), 0) << command.errors();
    return data;
}

// Exit code 1 and the sentence; the file is byte for byte what it was.
void expect_start_refused(const fs::path& data, std::string_view sentence) {
    const auto before = read_file(data / "kith.db");
    Program program{serving(data)};
    EXPECT_EQ(program.run(), 1);
    EXPECT_NE(program.errors().find(sentence), std::string::npos) << program.errors();
    EXPECT_EQ(read_file(data / "kith.db") == before, true);
}

TEST(DamagedStore, corrupt_pages_are_told_at_the_start) {
    TempFolder folder;
    const auto data = filled(folder);
    const auto file = data / "kith.db";
    const auto good = read_file(file);
    const auto pages = good.size() / 8192;
    for (auto page = pages / 2; page < pages / 2 + 20; ++page)
        overwrite(file, page * 8192, std::string(8192, 'x'));
    expect_start_refused(data, "damaged");
    write_file(file, good);
    Program program{serving(data)};
    EXPECT_EQ(found(program, "large"), kLargeRows);
}

TEST(DamagedStore, a_truncated_file_is_told_at_the_start) {
    TempFolder folder;
    const auto data = filled(folder);
    fs::resize_file(data / "kith.db", fs::file_size(data / "kith.db") / 2);
    expect_start_refused(data, "damaged");
    fs::resize_file(data / "kith.db", 100);
    expect_start_refused(data, "damaged");
}

TEST(DamagedStore, a_foreign_file_is_told_and_not_touched) {
    TempFolder folder;
    fs::create_directories(folder / "data");
    db::Connection::open(folder / "data" / "kith.db", {.wal = false})
        .execute("create table moz_places(id integer primary key, url text)");
    expect_start_refused(folder / "data", "another program");
    write_file(folder / "data" / "kith.db", std::string(20'000, 'a'));
    expect_start_refused(folder / "data", "no database");
}

// Somebody looks into the database with another tool and holds it.
TEST(DamagedStore, an_exclusive_lock_is_told_at_the_start) {
    TempFolder folder;
    const auto data = filled(folder);
    {
        auto holder = db::Connection::open(data / "kith.db", {});
        holder.execute("pragma locking_mode=exclusive; begin exclusive");
        Program program{serving(data)};
        EXPECT_EQ(program.run(), 1);
        EXPECT_NE(program.errors().find("in use"), std::string::npos) << program.errors();
    }
    Program program{serving(data)};
    EXPECT_EQ(found(program, "large"), kLargeRows);
}

TEST(DamagedStore, an_empty_file_becomes_a_store) {
    TempFolder folder;
    write_file(folder / "data" / "kith.db", "");
    Program program{serving(folder / "data")};
    EXPECT_EQ(messages(program), 0);
    EXPECT_EQ(program.import_whole(large_archive()).state, core::JobState::done);
    EXPECT_EQ(found(program, "large"), kLargeRows);
}

TEST(DamagedStore, a_damaged_settings_file_is_told_at_the_start) {
    TempFolder folder;
    write_file(folder / "data" / "kith.json", "{\"listen\": [");
    Program program{serving(folder / "data")};
    EXPECT_EQ(program.run(), 1);
    EXPECT_NE(program.errors().find("kith.json"), std::string::npos) << program.errors();
}

}  // namespace
}  // namespace kith::test
