// Archives that are corrupt, truncated, locked, foreign or empty: an error with a sentence or a
// warning in the report, the healthy parts are served, nothing else is harmed.
#include <iostream>
#include <random>

#include "tests/e2e/originals.h"

namespace kith::test {
namespace {

using core::JobState;

constexpr int kChats = 6, kRows = 400;

// Six chats in two files: odd ones in message_1.db.
fs::path six_chats(const Precious& precious) {
    return make_archive(precious.folder() / "archive",
                        {.chats = kChats, .rows = kRows, .name = "six"});
}

std::string noise(std::size_t bytes, std::mt19937& random) {
    std::string text(bytes, '\0');
    for (auto& c : text) c = static_cast<char>(random());
    return text;
}

// Imports it, expects it to end well, and gives the report. The original stays as it is.
core::ImportReport report_of(Precious& precious, const fs::path& archive) {
    const auto before = prints_of(archive);
    auto& program = precious.program();
    const auto over = program.import_whole(archive);
    EXPECT_EQ(over.state, JobState::done) << over.error;
    EXPECT_EQ(prints_of(archive), before);
    return program.import_of(over).report;
}

// What a wrong path or file is answered with: 400 and a sentence; no import is listed.
void expect_refused(Precious& precious, const fs::path& archive, std::string_view sentence) {
    const auto before = prints_of(archive);
    auto& program = precious.program();
    const auto imports = program.imports().size();
    const auto reply = program.post("/api/kith/imports", Program::import_body(archive));
    EXPECT_EQ(reply.status, 400) << reply.body;
    EXPECT_NE(reply.body.find(sentence), std::string::npos) << reply.body;
    EXPECT_EQ(program.imports().size(), imports);
    EXPECT_EQ(prints_of(archive), before);
    TempFolder elsewhere;
    Program command{importing(archive, elsewhere / "data")};
    EXPECT_EQ(command.run(), 1);
    EXPECT_NE(command.errors().find(sentence), std::string::npos) << command.errors();
}

TEST(DamagedArchive, corrupt_pages_are_a_warning_and_the_rest_is_served) {
    Precious precious;
    const auto archive = six_chats(precious);
    std::mt19937 random{5};
    const auto file = shard(archive, 1);
    const auto size = fs::file_size(file);
    for (auto page = size / 4096 / 3; page < size / 4096 * 2 / 3; ++page)
        overwrite(file, page * 4096, noise(4096, random));
    const auto report = report_of(precious, archive);
    EXPECT_TRUE(names(report.warnings, "message/message_1.db")) << json::write(report);
    EXPECT_GE(report.new_, kChats / 2 * kRows);
    auto& program = precious.program();
    for (const auto chat : {0, 2, 4})
        EXPECT_EQ(found(program, "\"six 早上好 " + std::to_string(chat) + "/\""), kRows);
    precious.expect_unharmed();
}

TEST(DamagedArchive, a_truncated_file_is_a_warning_and_the_rest_is_served) {
    Precious precious;
    const auto archive = six_chats(precious);
    fs::resize_file(shard(archive, 1), fs::file_size(shard(archive, 1)) / 2 + 100);
    const auto report = report_of(precious, archive);
    EXPECT_TRUE(names(report.warnings, "message/message_1.db")) << json::write(report);
    EXPECT_GE(report.new_, kChats / 2 * kRows);
    EXPECT_EQ(messages(precious.program()), 100 + report.new_);
    precious.expect_unharmed();
}

// Bytes changed, pages zeroed, files cut, at random, again and again into one store.
TEST(DamagedArchive, whatever_is_broken_the_program_lives_and_the_store_is_unharmed) {
    const auto seed = std::random_device{}();
    std::cout << "[  random  ] " << seed << '\n';
    std::mt19937 random{seed};
    Precious precious;
    const auto healthy = six_chats(precious);
    for (int round = 0; round < rounds(6); ++round) {
        const auto archive = precious.folder() / ("broken" + std::to_string(round));
        fs::copy(healthy, archive, fs::copy_options::recursive);
        const std::vector<fs::path> files{archive / "contact" / "contact.db", shard(archive, 0),
                                          shard(archive, 1)};
        for (int wound = 0; wound <= round % 3; ++wound) {
            const auto& file = files[random() % files.size()];
            const auto size = std::max<std::uintmax_t>(fs::file_size(file), 2);
            switch (random() % 4) {
                case 0:
                    fs::resize_file(file, random() % size);
                    break;
                case 1:
                    overwrite(file, random() % size, noise(1 + random() % 8000, random));
                    break;
                case 2:  // the first page, where the schema is
                    overwrite(file, random() % 4096, noise(1 + random() % 64, random));
                    break;
                default:
                    for (int i = 0; i < 20; ++i) overwrite(file, random() % size, noise(1, random));
            }
        }
        const auto before = prints_of(archive);
        auto& program = precious.program();
        const auto reply = program.post("/api/kith/imports", Program::import_body(archive));
        if (reply.status == 202) {
            const auto over = program.finish_job(json::read<core::JobInfo>(reply.body).id);
            EXPECT_TRUE(over.state == JobState::done || !over.error.empty());
            EXPECT_EQ(over.error.find("internal"), std::string::npos) << over.error;
        } else {
            EXPECT_EQ(reply.status, 400) << reply.body;
            EXPECT_NE(reply.body.find("\"error\":\""), std::string::npos) << reply.body;
        }
        EXPECT_EQ(prints_of(archive), before);
        if (HasFailure()) FAIL() << "round " << round << " left " << archive;
        fs::remove_all(archive);
    }
    precious.expect_unharmed();
    // The healthy original still comes in as a whole.
    precious.program().import_whole(healthy);
    for (int chat = 0; chat < kChats; ++chat)
        EXPECT_GE(found(precious.program(), "\"six 早上好 " + std::to_string(chat) + "/\""), kRows);
}

// A decryptor or a database browser at work: its exclusive lock is no reason to wait or to fail.
TEST(DamagedArchive, an_exclusively_locked_file_is_read_or_named) {
    for (const std::string_view lock :
         {"begin exclusive",
          "pragma locking_mode=exclusive; pragma journal_mode=wal; begin "
          "immediate; insert into Name2Id values('x'); commit; begin exclusive"}) {
        Precious precious;
        const auto archive = six_chats(precious);
        auto holder = db::Connection::open(shard(archive, 1), {.wal = false});
        holder.execute(lock);
        const auto begun = std::chrono::steady_clock::now();
        const auto report = report_of(precious, archive);
        EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{20});
        if (report.new_ != kChats * kRows) {
            EXPECT_EQ(report.new_, kChats / 2 * kRows);
            EXPECT_TRUE(names(report.warnings, "message/message_1.db")) << json::write(report);
        }
        holder.execute("rollback");
        holder.execute(
            "insert into Name2Id values('goes on')");  // whoever holds it is not disturbed
        const auto again = report_of(precious, archive);
        EXPECT_EQ(found(precious.program(), "six"), kChats * kRows) << json::write(again);
        precious.expect_unharmed();
    }
}

TEST(DamagedArchive, a_foreign_database_among_the_files_is_named) {
    Precious precious;
    const auto archive = six_chats(precious);
    fs::remove(shard(archive, 1));
    {
        auto foreign = db::Connection::open(shard(archive, 1), {.wal = false});
        foreign.execute(
            "create table bookmarks(id integer primary key, url text); insert into bookmarks(url) "
            "values('https://example.org'); create table Name2Id(other blob); create table "
            "Msg_00000000000000000000000000000000(a, b); create view contact as select 1");
    }
    const auto report = report_of(precious, archive);
    EXPECT_EQ(report.new_, kChats / 2 * kRows);
    EXPECT_TRUE(names(report.warnings, "message/message_1.db")) << json::write(report);
    precious.expect_unharmed();
}

TEST(DamagedArchive, a_folder_of_foreign_databases_is_refused_with_a_sentence) {
    Precious precious;
    const auto folder = precious.folder() / "foreign";
    fs::create_directories(folder);
    db::Connection::open(folder / "places.sqlite", {.wal = false})
        .execute("create table moz_places(id integer primary key, url text)");
    expect_refused(precious, folder, "no chat archive was recognised");
    expect_refused(precious, folder / "places.sqlite", "no chat archive was recognised");
    precious.expect_unharmed();
}

TEST(DamagedArchive, our_own_store_is_no_archive) {
    Precious precious;
    fs::create_directories(precious.folder() / "copy");
    ASSERT_EQ(precious.program().finish(SIGTERM), 0);
    fs::copy(precious.data() / "kith.db", precious.folder() / "copy" / "kith.db");
    precious.start();
    expect_refused(precious, precious.folder() / "copy", "no chat archive was recognised");
    precious.expect_unharmed();
}

TEST(DamagedArchive, empty_databases_are_named_and_the_rest_is_served) {
    Precious precious;
    const auto archive = six_chats(precious);
    write_file(shard(archive, 1), "");                                          // no byte
    db::Connection::open(shard(archive, 2), {.wal = false}).execute("vacuum");  // no table
    const auto report = report_of(precious, archive);
    EXPECT_EQ(report.new_, kChats / 2 * kRows);
    EXPECT_TRUE(names(report.warnings, "message/message_1.db")) << json::write(report);
    precious.expect_unharmed();
}

TEST(DamagedArchive, an_archive_of_empty_files_is_refused_with_a_sentence) {
    Precious precious;
    const auto archive = precious.folder() / "empty";
    write_file(archive / "contact" / "contact.db", "");
    write_file(archive / "message" / "message_0.db", "");
    expect_refused(precious, archive, "no chat archive was recognised");
    fs::create_directories(precious.folder() / "nothing");
    expect_refused(precious, precious.folder() / "nothing", "no chat archive was recognised");
    precious.expect_unharmed();
}

TEST(DamagedArchive, tables_without_rows_give_an_empty_import) {
    Precious precious;
    const auto archive = make_archive(precious.folder() / "archive", {.rows = 0, .name = "none"});
    const auto report = report_of(precious, archive);
    EXPECT_EQ(report.new_, 0);
    EXPECT_EQ(messages(precious.program()), 100);
    precious.expect_unharmed();
}

TEST(DamagedArchive, bad_json_lines_are_counted_and_the_others_are_served) {
    Precious precious;
    const auto file = precious.folder() / "chat.jsonl";
    auto text = chatlab_lines("wxid_lines", 0, 100);
    text += "{\"_type\":\"message\",\"sender\":\n";          // cut in the middle of a line
    text += "not json at all\n[1,2,3]\n\"text\"\nnull\n\n";  // other things
    text += "{\"_type\":\"message\",\"sender\":{},\"timestamp\":\"x\",\"type\":[],\"content\":7}\n";
    text += std::string(3, '\0') + "\xff\xfe\n";  // no text
    text += chatlab_lines("wxid_lines", 100, 200).substr(chatlab_lines("wxid_lines", 0, 0).size());
    const auto whole = text.size();
    text += R"({"_type":"message","sender":"wxid_lines","timestamp":17000)";  // and at the end
    write_file(file, text);
    const auto report = report_of(precious, file);
    EXPECT_EQ(report.new_, 200) << json::write(report);
    std::int64_t left_out = 0;
    for (const auto& one : report.skipped) left_out += one.count;
    EXPECT_GE(left_out, 5) << json::write(report);
    EXPECT_EQ(found(precious.program(), "wxid_lines"), 200);
    // When the end arrives, it is read.
    write_file(
        file,
        text.substr(0, whole) +
            chatlab_lines("wxid_lines", 200, 210).substr(chatlab_lines("wxid_lines", 0, 0).size()));
    EXPECT_EQ(report_of(precious, file).new_, 10);
    precious.expect_unharmed();
}

TEST(DamagedArchive, truncated_foreign_and_empty_json_is_refused_or_counted) {
    Precious precious;
    const auto folder = precious.folder() / "json";
    write_file(folder / "empty" / "a.jsonl", "");
    write_file(folder / "blank" / "a.jsonl", "\n\n  \n");
    write_file(folder / "foreign" / "a.jsonl", "{\"event\":\"click\"}\n{\"event\":\"move\"}\n");
    write_file(folder / "package" / "a.json", R"({"name":"left-pad","version":"1.0.0"})");
    write_file(folder / "list" / "a.json", "[[[[1]]]]");
    for (const auto* name : {"empty", "blank", "foreign", "package", "list"})
        expect_refused(precious, folder / name, "no chat archive was recognised");
    const auto lines = chatlab_lines("wxid_cut", 0, 50);
    const auto cut = precious.folder() / "cut.jsonl";
    write_file(cut, lines.substr(0, lines.size() - 30));
    const auto report = report_of(precious, cut);
    EXPECT_EQ(report.new_, 49) << json::write(report);
    EXPECT_FALSE(report.skipped.empty() && report.warnings.empty()) << json::write(report);
    precious.expect_unharmed();
}

}  // namespace
}  // namespace kith::test
