// Everything that may be wrong with somebody's files: each ends in a clear error or a counted skip,
// healthy parts are served, and the original stays as it is, byte for byte.
#include <sys/fsuid.h>
#include <unistd.h>

#include <algorithm>
#include <random>

#include "sources/chatlab/stream.h"
#include "tests/sources/collect.h"
#include "tests/sources/zip/make_zip.h"
#include "text/utf8.h"

namespace kith::sources {
namespace {
namespace fs = std::filesystem;

using test::Collected;
using test::Folder;
using test::MadeZip;
using test::WechatArchive;

constexpr std::int64_t kNoon = 1'709'251'200;
const std::string kHead =
    R"({"chatlab":{"version":"0.0.2"},"meta":{"name":"n","platform":"wechat","type":"private"})";
const std::string kHeadLine = R"({"_type":"header",)" + kHead.substr(1) + "}\n";

std::string message(std::string_view text, const std::string& time = std::to_string(kNoon)) {
    return R"({"_type":"message","sender":"a","timestamp":)" + time + R"(,"type":0,"content":")" +
           std::string{text} + "\"}";
}
std::string document(const std::vector<std::string>& messages) {
    std::string out = kHead + R"(,"members":[{"platformId":"a"}],"messages":[)";
    for (std::size_t i = 0; i < messages.size(); ++i) out += (i == 0 ? "" : ",") + messages[i];
    return out + "]}";
}

// One chat with wxid_1 (number 2) and what surrounds it.
WechatArchive wechat(const fs::path& root, const std::vector<test::Row>& rows = {
                                               {.time = kNoon, .sender = 2, .content = "早"}}) {
    WechatArchive archive{root};
    archive.contact("wxid_1", "阿梅");
    archive.senders(0, {"wxid_self", "wxid_1"});
    archive.rows(0, "wxid_1", rows);
    return archive;
}

// Recognises, opens and reads all there is at a path.
struct Read {
    Collected rows;
    std::vector<std::string> warnings;
    std::string refused;  // reason of the Error that ended it
};
Read read_path(const fs::path& path, const fs::path& temp = {}) {
    Read out;
    try {
        for (const auto& found : recognise(path, {})) {
            const auto source = open(found, {.temp = temp}, {});
            auto rows = test::read_all(*source);
            std::ranges::move(rows.messages, std::back_inserter(out.rows.messages));
            out.rows.skips.merge(rows.skips);
            std::ranges::copy(source->overview().warnings, std::back_inserter(out.warnings));
            std::ranges::copy(source->warnings(), std::back_inserter(out.warnings));
        }
    } catch (const Error& error) {
        EXPECT_GT(error.message().size(), 10U);
        out.refused = error.reason();
    }
    return out;
}

// --- the original --------------------------------------------------------------------------------

struct Original {
    std::string name;
    std::function<void(const Folder&)> make;
    std::size_t messages;
};
std::vector<Original> originals() {
    return {
        {"wechat", [](const Folder& to) { wechat(to / "a"); }, 1},
        {"wechat_with_a_wal",
         [](const Folder& to) {
             wechat(to / "b");
             auto writer =
                 db::Connection::open(to / "b/message/message_0.db", {.page_bytes = 4096});
             writer.execute("insert into \"" + test::table_of("wxid_1") +
                            "\"(local_type, create_time, message_content) values(1, 5, 'w')");
             fs::create_directories(to / "a");
             fs::copy(to / "b", to / "a", fs::copy_options::recursive);
             fs::remove(to / "a/message/message_0.db-shm");
             fs::remove_all(to / "b");
         },
         2},
        {"wechat_damaged",
         [](const Folder& to) {
             wechat(to / "a");
             to.write("a/message/message_1.db", "SQLite format 3\0 and no more");
         },
         1},
        {"chatlab_lines",
         [](const Folder& to) { to.write("a.jsonl", kHeadLine + message("x") + "\n{broken"); }, 1},
        {"chatlab_document",
         [](const Folder& to) { to.write("a.json", document({message("x"), message("y")})); }, 2},
        {"zip",
         [](const Folder& to) {
             to.write("a.zip", MadeZip{}.file("c.jsonl", kHeadLine + message("x")).bytes());
         },
         1}};
}

class Originals : public testing::TestWithParam<Original> {};
INSTANTIATE_TEST_SUITE_P(Formats, Originals, testing::ValuesIn(originals()),
                         [](const auto& tested) { return tested.param.name; });

TEST_P(Originals, stay_as_they_are_byte_for_byte) {
    const Folder folder, temp;
    GetParam().make(folder);
    const auto before = test::hashes_of(folder.path());
    std::map<fs::path, fs::file_time_type> times;
    for (const auto& entry : fs::recursive_directory_iterator{folder.path()}) {
        times[entry.path()] = fs::last_write_time(entry.path());
    }
    EXPECT_EQ(read_path(folder.path(), temp.path()).rows.messages.size(), GetParam().messages);
    EXPECT_EQ(test::hashes_of(folder.path()), before);  // also: no file came or went
    for (const auto& [path, time] : times) EXPECT_EQ(fs::last_write_time(path), time) << path;
    EXPECT_TRUE(fs::is_empty(temp.path()));
}

// --- single messages -----------------------------------------------------------------------------

TEST(BadInput, a_wechat_message_of_8_mib_is_read_and_a_longer_one_is_a_counted_skip) {
    const Folder folder;
    const std::string most(kTextBytes, 'x'), more(kTextBytes + 1, 'y');
    wechat(folder.path(), {{.time = kNoon, .sender = 2, .content = most},
                           {.time = kNoon + 1, .sender = 2, .content = more},
                           {.time = kNoon + 2, .content = test::zstd(most), .flag = 4},
                           {.time = kNoon + 3, .content = test::zstd(more), .flag = 4},
                           {.time = kNoon + 4, .sender = 2, .type = 49, .content = "<" + most},
                           {.time = kNoon + 5, .sender = 2, .content = "after"}});
    const auto read = read_path(folder.path());
    ASSERT_EQ(read.rows.messages.size(), 6U);
    EXPECT_EQ(read.rows.messages[0].text, most);
    EXPECT_EQ(read.rows.messages[1].text, "");
    EXPECT_EQ(read.rows.messages[2].text, most);
    EXPECT_EQ(read.rows.messages[3].text, "");
    EXPECT_EQ(read.rows.messages[5].text, "after");
    EXPECT_EQ(read.rows.count("too_long"), 3U);
}

TEST(BadInput, a_chatlab_message_of_8_mib_is_read_and_a_longer_one_is_a_counted_skip) {
    const Folder folder;
    const std::string most(kTextBytes, 'x'), more(kTextBytes + 1, 'y');
    const std::vector<std::string> all{message(most), message(more), message("after")};
    folder.write("a.jsonl", kHeadLine + all[0] + "\n" + all[1] + "\n" + all[2] + "\n");
    folder.write("b.json", document(all));
    for (const char* name : {"a.jsonl", "b.json"}) {
        const auto read = read_path(folder / name);
        ASSERT_EQ(read.rows.messages.size(), 2U) << name;
        EXPECT_EQ(read.rows.messages[0].text, most);
        EXPECT_EQ(read.rows.messages[1].text, "after");
        EXPECT_EQ(read.rows.count("too_long"), 1U);
    }
}

TEST(BadInput, wechat_dates_outside_1970_to_2100_are_counted_skips) {
    const Folder folder;
    std::vector<test::Row> rows;
    for (const std::int64_t time :
         {std::int64_t{-1}, std::int64_t{0}, std::int64_t{1}, kNoon, std::int64_t{4'102'444'799},
          std::int64_t{4'102'444'800}, std::int64_t{1} << 60, INT64_MIN, INT64_MAX}) {
        rows.push_back({.time = time, .sender = 2, .content = "x"});
    }
    wechat(folder.path(), rows);
    const auto read = read_path(folder.path());
    EXPECT_EQ(read.rows.messages.size(), 3U);
    EXPECT_EQ(read.rows.count("bad_time"), 6U);
}

TEST(BadInput, chatlab_dates_outside_1970_to_2100_are_counted_skips) {
    const Folder folder;
    std::vector<std::string> all;
    for (const char* time :
         {"-1", "0", "1", "1709251200", "1709251200123", "4102444799", "4102444800", "1e300",
          "-1e300", "9223372036854775807", "null", "\"yesterday\"", "[1]", "true"}) {
        all.push_back(message("x", time));
    }
    folder.write("a.json", document(all));
    const auto read = read_path(folder / "a.json");
    EXPECT_EQ(read.rows.messages.size(), 4U);
    EXPECT_EQ(read.rows.count("bad_time"), 10U);
}

TEST(BadInput, invalid_utf8_becomes_replacements_everywhere) {
    const std::string bad = "\xE4\xBD\xA0\xFF\xC0\x80", good = "你\uFFFD\uFFFD\uFFFD";
    const Folder folder;
    auto archive = wechat(folder / "w", {{.time = kNoon, .sender = 2, .content = bad},
                                         {.time = kNoon, .type = 10000, .content = bad},
                                         {.time = kNoon, .type = 9999, .content = bad}});
    archive.contact("wxid_2", bad, bad);
    archive.contact("x" + bad, "name");
    folder.write("c/\xFF.jsonl", kHeadLine + message(bad) + "\n\xFF\xFE{\n");
    const auto read = read_path(folder.path());
    ASSERT_EQ(read.rows.messages.size(), 4U);
    for (const auto& row : read.rows.messages) EXPECT_EQ(row.text, good);
    for (const auto& [reason, samples] : read.rows.skips) {
        for (const auto& sample : samples) EXPECT_TRUE(text::valid_utf8(sample)) << reason;
    }
    EXPECT_EQ(read.rows.count("bad_line"), 1U);
    const auto source = archive.open();
    for (const auto& person : source->people()) {
        for (const auto* part : {&person.key, &person.nick, &person.remark}) {
            EXPECT_TRUE(text::valid_utf8(*part));
        }
    }
}

// --- files ---------------------------------------------------------------------------------------

TEST(BadInput, zip_names_that_lead_outside_are_left_out_and_named) {
    const Folder folder, temp;
    const auto lines = kHeadLine + message("x");
    MadeZip zip;
    for (const char* name : {"../up.jsonl", "a/../../up.jsonl", "/tmp/kith-evil.jsonl",
                             "..\\up.jsonl", "C:\\up.jsonl"}) {
        zip.file(name, lines);
    }
    zip.link("link.jsonl", "/etc/passwd").file("fine/c.jsonl", lines);
    folder.write("a.zip", zip.bytes());
    const auto read = read_path(folder / "a.zip", temp.path());
    EXPECT_EQ(read.rows.messages.size(), 1U);
    EXPECT_EQ(read.warnings.size(), 6U);
    EXPECT_EQ(test::hashes_of(folder.path()).size(), 1U);
    EXPECT_TRUE(fs::is_empty(temp.path()));
    EXPECT_FALSE(fs::exists("/tmp/kith-evil.jsonl"));
}

TEST(BadInput, a_zip_bomb_is_refused_and_leaves_nothing_behind) {
    const Folder folder, temp;
    MadeZip zip;
    zip.file("a.jsonl", kHeadLine + message("x"));
    const std::string zeros(std::size_t{30} << 20, '\n');  // 1,000 times smaller when packed
    for (int i = 0; i < 10; ++i) zip.file(std::to_string(i) + ".jsonl", kHeadLine + zeros);
    folder.write("bomb.zip", zip.bytes());
    EXPECT_LT(fs::file_size(folder / "bomb.zip"), 1U << 20);
    EXPECT_EQ(read_path(folder / "bomb.zip", temp.path()).refused, "zip_ratio");
    EXPECT_TRUE(fs::is_empty(temp.path()));
}

TEST(BadInput, empty_foreign_and_encrypted_databases_are_named_and_the_rest_is_served) {
    const Folder folder;
    auto archive = wechat(folder.path());
    folder.write("message/message_1.db", "");
    folder.write("message/message_2.db", "a text with the name of a shard");
    std::string noise(8192, '\0');
    std::mt19937 random{7};
    for (char& c : noise) c = static_cast<char>(random());
    folder.write("message/message_3.db", noise);
    WechatArchive::database(archive.shard_file(4)).execute("create table other(a)");
    const auto read = read_path(folder.path());
    EXPECT_EQ(read.rows.messages.size(), 1U);
    for (const char* file : {"message_1.db", "message_2.db", "message_3.db"}) {
        const auto names = [&](const std::string& text) { return text.find(file) != text.npos; };
        EXPECT_TRUE(std::ranges::any_of(read.warnings, names)) << file;
    }
}

TEST(BadInput, a_database_cut_anywhere_gives_what_is_whole) {
    const Folder folder;
    std::vector<test::Row> rows;
    for (int i = 0; i < 400; ++i) {
        rows.push_back({.time = kNoon + i, .sender = 2, .content = std::string(300, 'x')});
    }
    auto archive = wechat(folder.path(), rows);
    archive.senders(1, {"wxid_1"});
    archive.rows(1, "wxid_1", {{.time = 5, .sender = 1, .content = "healthy"}});
    const auto whole = test::bytes_of(archive.shard_file(0));
    for (std::size_t cut = 0; cut < whole.size(); cut += whole.size() / 23) {
        folder.write("message/message_0.db", std::string_view{whole}.substr(0, cut));
        const auto read = read_path(folder.path());
        ASSERT_FALSE(read.rows.messages.empty()) << cut;
        EXPECT_EQ(read.rows.messages[0].text, "healthy");
        EXPECT_FALSE(read.warnings.empty()) << cut;
    }
}

// Bytes changed at random: contacts, shards, tables may be lost, the reader and the rest may not.
TEST(BadInput, databases_with_random_damage_end_in_rows_warnings_or_a_refusal) {
    const Folder folder;
    std::vector<test::Row> rows;
    for (int i = 0; i < 60; ++i) {
        const auto text = "第" + std::to_string(i) + "条";
        const bool packed = i % 2 != 0;
        rows.push_back({.time = kNoon + i,
                        .sender = i % 3,
                        .content = packed ? test::zstd(text) : text,
                        .flag = packed ? 4 : 0});
    }
    auto archive = wechat(folder.path(), rows);
    std::map<fs::path, std::string> whole;
    for (const auto& file : {archive.contact_file(), archive.shard_file(0)}) {
        whole[file] = test::bytes_of(file);
    }
    std::mt19937 random{11};
    for (int round = 0; round < 150; ++round) {
        for (const auto& [file, bytes] : whole) {
            auto damaged = bytes;
            for (unsigned k = random() % 20; k > 0; --k) {
                const auto from = round % 2 == 0 ? 100 + random() % 2000 : random() % bytes.size();
                damaged[from] = static_cast<char>(random());
            }
            folder.write(file.lexically_relative(folder.path()).string(), damaged);
        }
        const auto before = test::hashes_of(folder.path());
        const auto read = read_path(folder.path());
        for (const auto& row : read.rows.messages) ASSERT_TRUE(text::valid_utf8(row.text));
        for (const auto& text : read.warnings) ASSERT_TRUE(text::valid_utf8(text)) << text;
        ASSERT_EQ(test::hashes_of(folder.path()), before);
    }
}

TEST(BadInput, row_numbers_at_both_ends_are_only_numbers) {
    const Folder folder;
    auto archive = wechat(folder.path());
    for (const int shard : {0, 1, 2}) {
        auto on = WechatArchive::database(archive.shard_file(shard));
        const auto table = '"' + test::table_of("wxid_1") + '"';
        on.execute("create table if not exists " + table + '(' +
                   std::string{test::kMessageColumns} + ')');
        for (const char* id : {"-9223372036854775808", "-1", "0", "9223372036854775807"}) {
            on.execute("insert into " + table + "(local_id, local_type, create_time, " +
                       "message_content) values(" + id + ", 1, 5, 'x')");
        }
    }
    const auto source = archive.open();
    EXPECT_GT(source->chats()[0].messages, 12);
    const auto read = test::read_all(*source);
    EXPECT_EQ(read.messages.size(), 13U);
    EXPECT_TRUE(archive.open({.known = test::known_from(read.marks)})->chats().empty());
}

// Appends a row to a file whenever rows come out of it.
struct Meddling final : Collected {
    explicit Meddling(fs::path file) : file_{std::move(file)} {}
    void rows(std::vector<Message> rows) override {
        Collected::rows(std::move(rows));
        WechatArchive::database(file_).execute(
            "insert into \"" + test::table_of("wxid_1") +
            "\"(local_type, create_time, message_content) values(1, 7, 'late')");
    }
    fs::path file_;
};

TEST(BadInput, an_archive_that_changes_while_it_is_read_is_read_again) {
    const Folder folder;
    auto archive = wechat(folder.path());
    const auto source = archive.open();
    Meddling sink{archive.shard_file(0)};
    source->read(0, sink, {});
    EXPECT_EQ(sink.messages.size(), 1U);
    EXPECT_TRUE(sink.marks.empty());
    ASSERT_EQ(source->warnings().size(), 1U);
    EXPECT_NE(source->warnings()[0].find("changed while it was read"), std::string::npos);
    const auto again = archive.open({.known = test::known_from(sink.marks)});
    const auto read = test::read_all(*again);
    EXPECT_EQ(read.messages.size(), 2U);
    EXPECT_EQ(read.marks.size(), 1U);
}

// The checks of a file system are by thread; only the system's owner is above them.
class Stranger {
  public:
    Stranger() { ::setfsuid(65534); }
    ~Stranger() { ::setfsuid(::geteuid()); }
    Stranger(const Stranger&) = delete;
    Stranger& operator=(const Stranger&) = delete;
};

TEST(BadInput, files_and_folders_without_rights_are_told_from_unknown_ones) {
    const Folder folder;
    wechat(folder / "w");
    folder.write("c.jsonl", kHeadLine + message("x"));
    fs::permissions(folder / "c.jsonl", fs::perms::none);
    fs::permissions(folder / "w/message", fs::perms::none);
    fs::create_directories(folder / "closed");
    fs::permissions(folder / "closed", fs::perms::none);
    {
        const Stranger stranger;
        EXPECT_EQ(read_path(folder / "closed").refused, "no_permission");
        EXPECT_EQ(read_path(folder / "c.jsonl").refused, "no_permission");
        const auto archive = open({"wechat", 1, folder / "w"}, {}, {});
        ASSERT_EQ(archive->overview().warnings.size(), 1U);
        EXPECT_TRUE(archive->overview().warnings[0].starts_with("message: the folder cannot be"));
        EXPECT_EQ(read_path(folder.path()).refused, "");  // the rest of a folder is served
    }
    for (const char* name : {"closed", "w/message"}) {
        fs::permissions(folder / name, fs::perms::owner_all);
    }
}

TEST(BadInput, chatlab_files_cut_anywhere_keep_what_was_complete) {
    const Folder folder;
    const auto whole = document({message("一"), message("二"), message("三")});
    const auto first = whole.find("\"messages\"");
    std::size_t seen = 0;
    for (std::size_t cut = first; cut < whole.size(); ++cut) {
        folder.write("a.json", std::string_view{whole}.substr(0, cut));
        const auto read = read_path(folder / "a.json");
        EXPECT_GE(read.rows.messages.size(), seen) << cut;
        EXPECT_EQ(read.warnings.size(), 1U) << cut;
        seen = read.rows.messages.size();
    }
    EXPECT_EQ(seen, 3U);
}

TEST(BadInput, a_chatlab_header_may_stand_behind_the_messages) {
    const Folder folder;
    std::string text = R"({"chatlab":{"version":"0.0.2"},"messages":[)";
    for (int i = 0; i < 200; ++i) text += (i == 0 ? "" : ",") + message("x");
    folder.write("a.json", text + R"(],"meta":{"name":"后来","type":"group"}})");
    folder.write("none.json", text + "]}");
    const auto source = open({"chatlab", 1, folder.path()}, {}, {});
    ASSERT_EQ(source->chats().size(), 1U);
    EXPECT_EQ(source->chats()[0].title, "后来");
    const auto read = test::read_all(*source);
    EXPECT_EQ(read.messages.size(), 200U);
    EXPECT_EQ(source->overview().warnings,
              std::vector<std::string>{"none.json: no ChatLab header"});
    const auto again =
        open({"chatlab", 1, folder.path()}, {.known = test::known_from(read.marks)}, {});
    EXPECT_TRUE(again->chats().empty());
    EXPECT_EQ(again->overview().warnings.size(), 1U);
}

}  // namespace
}  // namespace kith::sources
