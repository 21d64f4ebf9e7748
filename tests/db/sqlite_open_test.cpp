// Opening our own files, with and without a key, and foreign originals.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <string>

#include "base/error.h"
#include "db/db.h"

namespace kith::db {
namespace {

namespace fs = std::filesystem;

struct Folder {
    fs::path path;
    Folder() {
        std::string name = (fs::temp_directory_path() / "kith-db-XXXXXX").string();
        path = mkdtemp(name.data());
    }
    ~Folder() { fs::remove_all(path); }
    fs::path operator/(std::string_view name) const { return path / name; }
};

std::string bytes_of(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void write(const fs::path& file, std::string_view bytes) {
    std::ofstream{file, std::ios::binary} << bytes;
}

std::string reason(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return std::string{name_of(error.code())} + " " + error.reason();
    }
    return "nothing thrown";
}

const Secret kKey{std::string(64, 'a')};
const Secret kOther{std::string(63, 'a') + "b"};
constexpr std::string_view kSentence = "一句不该出现在文件里的话 plain-words-in-a-row";

void make(const fs::path& file, const Secret& key) {
    auto on = Connection::open(file, {.key = key});
    on.execute("create table if not exists t(a text) strict");
    auto add = on.prepare("insert into t values($1)");
    for (int i = 0; i < 100; ++i) add.bind(1, kSentence).run();
}

std::int64_t count(Connection& on) {
    auto ask = on.prepare("select count(*) from t where a = $1");
    ask.bind(1, kSentence).step();
    return ask.integer(0);
}

TEST(SqliteOpen, a_plain_file_has_8_kb_pages_a_log_and_full_sync) {
    Folder folder;
    make(folder / "s.db", {});
    auto on = Connection::open(folder / "s.db", {});
    const std::map<std::string, std::string> expected = {
        {"page_size", "8192"}, {"journal_mode", "wal"}, {"synchronous", "2"}};
    for (const auto& [name, value] : expected) {
        auto ask = on.prepare("pragma " + name);
        ASSERT_TRUE(ask.step());
        EXPECT_EQ(ask.text(0), value) << name;
    }
}

TEST(SqliteOpen, an_encrypted_file_and_its_log_show_no_plain_text) {
    Folder folder;
    {
        auto writer = Connection::open(folder / "s.db", {.key = kKey});
        writer.execute("pragma wal_autocheckpoint=0; create table t(a text) strict");
        auto add = writer.prepare("insert into t values($1)");
        for (int i = 0; i < 100; ++i) add.bind(1, kSentence).run();
        const auto log = bytes_of(folder / "s.db-wal");
        ASSERT_GT(log.size(), 8192u);
        EXPECT_EQ(log.find("plain-words"), std::string::npos);
        EXPECT_EQ(log.find("create table"), std::string::npos);
        auto reader = Connection::open(folder / "s.db", {.access = Access::read_only, .key = kKey});
        EXPECT_EQ(count(reader), 100);
        EXPECT_EQ(reason([&] { reader.execute("delete from t"); }), "unavailable read_only");
        const auto state = writer.checkpoint_passive();
        EXPECT_GT(state.pages, 0);
        EXPECT_EQ(state.pages, state.moved);
    }
    const auto file = bytes_of(folder / "s.db");
    ASSERT_GT(file.size(), 8192u);
    EXPECT_EQ(file.find("SQLite format"), std::string::npos);
    EXPECT_EQ(file.find("create table"), std::string::npos);
    EXPECT_EQ(file.find("plain-words"), std::string::npos);
    auto again = Connection::open(folder / "s.db", {.key = kKey});
    EXPECT_EQ(count(again), 100);
}

TEST(SqliteOpen, a_wrong_key_is_told) {
    Folder folder;
    make(folder / "locked.db", kKey);
    make(folder / "plain.db", {});
    EXPECT_EQ(reason([&] { Connection::open(folder / "locked.db", {.key = kOther}); }),
              "invalid wrong_key");
    EXPECT_EQ(reason([&] { Connection::open(folder / "locked.db", {}); }),
              "invalid not_a_database");
    EXPECT_EQ(reason([&] { Connection::open(folder / "plain.db", {.key = kKey}); }),
              "invalid wrong_key");
    EXPECT_EQ(reason([&] { Connection::open(folder / "new.db", {.key = Secret{"secret"}}); }),
              "invalid bad_key");
    EXPECT_EQ(reason([&] { Connection::open(folder / "none.db", {.access = Access::read_only}); }),
              "not_found no_file");
    auto on = Connection::open(folder / "locked.db", {.key = kKey});
    EXPECT_EQ(count(on), 100);  // the attempts changed nothing
}

TEST(SqliteOpen, a_second_writer_waits_and_then_says_busy) {
    Folder folder;
    make(folder / "s.db", {});
    auto first = Connection::open(folder / "s.db", {});
    auto second = Connection::open(folder / "s.db", {});
    second.execute("pragma busy_timeout=10");
    Transaction open{first, Transaction::Mode::write};
    EXPECT_EQ(reason([&] { Transaction t(second, Transaction::Mode::write); }),
              "unavailable database_busy");
}

TEST(SqliteOpen, disk_full_is_told_and_the_file_stays_whole) {
    Folder folder;
    make(folder / "s.db", kKey);
    auto on = Connection::open(folder / "s.db", {.key = kKey});
    on.execute("pragma max_page_count=20");
    EXPECT_EQ(reason([&] {
                  Transaction add{on, Transaction::Mode::write};
                  on.execute("insert into t values(hex(zeroblob(1000000)))");
              }),
              "unavailable disk_full");
    EXPECT_EQ(count(on), 100);
    auto check = on.prepare("pragma integrity_check");
    ASSERT_TRUE(check.step());
    EXPECT_EQ(check.text(0), "ok");
}

TEST(SqliteOpen, a_checkpoint_empties_the_log) {
    Folder folder;
    auto on = Connection::open(folder / "s.db", {});
    on.execute("create table t(a)");
    auto reader = Connection::open(folder / "s.db", {.access = Access::read_only});
    {
        Transaction view{reader, Transaction::Mode::read};
        reader.execute("select * from t");
        on.execute("insert into t values(1)");
        EXPECT_FALSE(on.checkpoint_truncate());  // and does not wait
        view.commit();
    }
    EXPECT_TRUE(on.checkpoint_truncate());
    EXPECT_EQ(fs::file_size(folder / "s.db-wal"), 0u);
}

// Leaves database, log and index behind as a killed program does.
void make_killed(const fs::path& file) {
    const pid_t child = fork();
    if (child == 0) {
        make(file, {});
        auto on = Connection::open(file, {});
        on.execute("pragma wal_autocheckpoint=0");
        on.prepare("insert into t values($1)").bind(1, kSentence).run();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
}

std::map<std::string, std::string> contents(const fs::path& folder) {
    std::map<std::string, std::string> found;
    for (const auto& entry : fs::directory_iterator{folder})
        found[entry.path().filename()] = bytes_of(entry.path());
    return found;
}

TEST(OpenForeign, reads_a_database_without_touching_its_folder) {
    Folder folder;
    make(folder / "a?b#c%41 中文.db", {});
    const auto before = contents(folder.path);
    {
        auto on = Connection::open_foreign(folder / "a?b#c%41 中文.db");
        EXPECT_EQ(count(on), 100);
        EXPECT_EQ(reason([&] { on.execute("insert into t values('x')"); }),
                  "unavailable read_only");
        EXPECT_EQ(contents(folder.path), before);
    }
    EXPECT_EQ(contents(folder.path), before);
}

TEST(OpenForeign, reads_the_log_of_a_killed_program_with_and_without_its_index) {
    Folder folder;
    make_killed(folder / "s.db");
    ASSERT_GT(fs::file_size(folder / "s.db-wal"), 0u);
    for (const bool with_index : {true, false}) {
        if (!with_index) fs::remove(folder / "s.db-shm");
        const auto before = contents(folder.path);
        {
            auto on = Connection::open_foreign(folder / "s.db");
            EXPECT_EQ(count(on), 101) << with_index;
        }
        EXPECT_EQ(contents(folder.path), before) << with_index;
    }
    fs::remove(folder / "s.db-wal");  // the header still says: log
    auto on = Connection::open_foreign(folder / "s.db");
    EXPECT_EQ(count(on), 100);
}

TEST(OpenForeign, reads_4_kb_pages_with_80_reserved_bytes) {
    Folder folder;
    // The encrypted variant of a 4 kB file that was decrypted page by page keeps the reserved
    // bytes: here made by hand, one page, reserve byte 20 of the header set, usable space unused.
    {
        auto on = Connection::open(folder / "s.db", {.page_bytes = 4096, .wal = false});
        on.execute("create table t(a text)");
    }
    auto bytes = bytes_of(folder / "s.db");
    ASSERT_EQ(bytes.size() % 4096, 0u);
    // Page 1 holds one cell at its end, page 2 is an empty leaf. Move the cell 80 bytes down.
    const auto word = [&](std::size_t at) {
        return std::size_t(std::uint8_t(bytes[at])) << 8 | std::uint8_t(bytes[at + 1]);
    };
    const auto set = [&](std::size_t at, std::size_t value) {
        bytes[at] = static_cast<char>(value >> 8);
        bytes[at + 1] = static_cast<char>(value);
    };
    const auto start = word(105);
    bytes.replace(start - 80, 4096 - start, bytes.substr(start, 4096 - start));
    set(105, start - 80);
    set(108, word(108) - 80);
    set(4096 + 5, 4096 - 80);
    bytes[20] = 80;
    write(folder / "s.db", bytes);
    auto on = Connection::open_foreign(folder / "s.db");
    EXPECT_EQ(count(on), 0);
    EXPECT_TRUE(on.table_exists("t"));
    auto check = on.prepare("pragma integrity_check");
    ASSERT_TRUE(check.step());
    EXPECT_EQ(check.text(0), "ok");
}

TEST(OpenForeign, what_is_no_database_is_refused) {
    Folder folder;
    write(folder / "empty.db", "");
    write(folder / "text.db", std::string(10000, 'x'));
    make(folder / "good.db", {});
    auto damaged = bytes_of(folder / "good.db");
    damaged.replace(100, 200, std::string(200, '\xff'));
    write(folder / "damaged.db", damaged);
    make(folder / "locked.db", kKey);
    for (const auto* name : {"empty.db", "text.db", "damaged.db", "locked.db"})
        EXPECT_EQ(reason([&] { Connection::open_foreign(folder / name); }),
                  "invalid not_a_database")
            << name;
    EXPECT_EQ(reason([&] { Connection::open_foreign(folder.path); }), "invalid not_a_database");
    EXPECT_EQ(reason([&] { Connection::open_foreign(folder / "none.db"); }), "not_found no_file");
    EXPECT_FALSE(fs::exists(folder / "none.db"));
}

}  // namespace
}  // namespace kith::db
