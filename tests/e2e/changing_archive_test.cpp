// An archive that changes while it is read: what was there is read or named, what came is found by
// the next import, and nothing is doubled.
#include "tests/e2e/originals.h"

namespace kith::test {
namespace {

using core::JobInfo;
using core::JobState;

constexpr int kMore = 30;

class ChangingArchive : public testing::Test {
  protected:
    ChangingArchive() : archive_{precious_.folder() / "archive"} {
        fs::copy(large_archive(), archive_, fs::copy_options::recursive);
    }

    // Imports, holds still in the middle, lets `change` happen, and goes on.
    JobInfo change_in_the_middle(const std::function<void()>& change) {
        auto& program = precious_.program();
        const auto job = program.import(archive_);
        program.follow(job.id, [](const JobInfo& at) { return at.done > kLargeRows / 6; });
        program.control(job.id, "pause");
        const auto now =
            program.follow(job.id, [](const JobInfo& at) { return at.state == JobState::paused; });
        EXPECT_EQ(now.state, JobState::paused);
        change();
        program.control(job.id, "resume");
        return program.finish_job(job.id);
    }
    // Adds rows to every chat of one file, as a program does that has it open.
    void add_rows(int number, std::string_view mode) {
        auto on = db::Connection::open(shard(archive_, number), {.wal = mode == "wal"});
        on.execute("pragma synchronous=off");
        db::Transaction change{on, db::Transaction::Mode::write};
        for (int chat = number; chat < kLarge.chats; chat += kLarge.shards) {
            const auto sum = md5(key_of(kLarge, chat));
            auto insert = on.prepare("insert into Msg_" + hex(std::span{sum}) +
                                     "(server_id, local_type, sort_seq, real_sender_id, "
                                     "create_time, status, message_content, "
                                     "WCDB_CT_message_content) values($1, 1, $2, 1, $3, 0, $4, 0)");
            for (const auto& row : rows_of(kLarge, chat, kLarge.rows, kLarge.rows + kMore))
                insert.bind_all(row.server_id, row.time * 1000, row.time, row.content).run();
        }
        change.commit();
    }
    // Imports until nothing new comes; all of these rows are there once, then.
    void expect_all(std::int64_t rows) {
        auto& program = precious_.program();
        for (int i = 0; i < 2; ++i) {
            const auto over = program.import_whole(archive_);
            EXPECT_EQ(over.state, JobState::done) << over.error;
        }
        EXPECT_EQ(found(program, "large"), rows);
        precious_.expect_unharmed();
    }

    Precious precious_;
    const fs::path archive_;
};

TEST_F(ChangingArchive, rows_that_are_added_meanwhile_come_with_the_next_import) {
    const auto over = change_in_the_middle([&] { add_rows(1, "delete"); });
    EXPECT_EQ(over.state, JobState::done) << over.error;
    expect_all(kLargeRows + kLarge.chats / 2 * kMore);
}

TEST_F(ChangingArchive, rows_that_are_added_to_a_log_meanwhile_come_with_the_next_import) {
    const auto over = change_in_the_middle([&] { add_rows(0, "wal"); });
    EXPECT_EQ(over.state, JobState::done) << over.error;
    expect_all(kLargeRows + kLarge.chats / 2 * kMore);
}

TEST_F(ChangingArchive, a_file_that_is_replaced_meanwhile_is_read_with_the_next_import) {
    auto grown = kLarge;
    grown.rows += kMore;
    const auto other = make_archive(precious_.folder() / "grown", grown);
    const auto over = change_in_the_middle([&] {
        for (const auto number : {0, 1}) fs::rename(shard(other, number), shard(archive_, number));
    });
    EXPECT_EQ(over.state, JobState::done) << over.error;
    expect_all(kLargeRows + kLarge.chats * kMore);
}

TEST_F(ChangingArchive, a_file_that_is_cut_meanwhile_is_named_and_whole_again_next_time) {
    const auto over = change_in_the_middle([&] {
        for (const auto number : {0, 1})
            fs::resize_file(shard(archive_, number), fs::file_size(shard(archive_, number)) / 2);
    });
    const auto import = precious_.program().import_of(over);
    EXPECT_EQ(over.state, JobState::done) << over.error;
    EXPECT_TRUE(names(import.report.warnings, "message_")) << json::write(import);
    for (const auto number : {0, 1})
        fs::copy_file(shard(large_archive(), number), shard(archive_, number),
                      fs::copy_options::overwrite_existing);
    expect_all(kLargeRows);
}

TEST_F(ChangingArchive, a_folder_that_goes_away_meanwhile_ends_with_a_sentence) {
    const auto away = precious_.folder() / "away";
    const auto over = change_in_the_middle([&] { fs::rename(archive_, away); });
    if (over.state == JobState::failed) {
        EXPECT_FALSE(over.error.empty());
        EXPECT_EQ(over.error.find("internal"), std::string::npos) << over.error;
    }
    fs::rename(away, archive_);
    expect_all(kLargeRows);
}

TEST_F(ChangingArchive, a_text_file_that_grows_meanwhile_is_read_on_with_the_next_import) {
    const auto file = precious_.folder() / "chat.jsonl";
    write_file(file, chatlab_lines("wxid_lines", 0, 150'000));
    auto& program = precious_.program();
    const auto job = program.import(file);
    program.control(job.id, "pause");
    const auto header = chatlab_lines("wxid_lines", 0, 0).size();
    const auto more = chatlab_lines("wxid_lines", 150'000, 150'020).substr(header);
    std::ofstream{file, std::ios::binary | std::ios::app} << more.substr(0, more.size() / 2);
    program.control(job.id, "resume");
    EXPECT_EQ(program.finish_job(job.id).state, JobState::done);
    std::ofstream{file, std::ios::binary | std::ios::app} << more.substr(more.size() / 2);
    EXPECT_EQ(program.import_whole(file).state, JobState::done);
    EXPECT_EQ(found(program, "wxid_lines"), 150'020);
    precious_.expect_unharmed();
}

// Somebody writes into the original all the time, page by page.
TEST_F(ChangingArchive, a_file_that_never_rests_is_survived_and_whole_when_it_rests) {
    std::atomic<bool> stop{false};
    std::thread writer{[&] {
        auto on = db::Connection::open(shard(archive_, 1), {.wal = false});
        on.execute("pragma synchronous=off");
        for (int i = 0; !stop; ++i) {
            const auto sum = md5(key_of(kLarge, 1 + i % 60 * 2));
            on.execute("update Msg_" + hex(std::span{sum}) + " set status = status + 1");
        }
    }};
    auto& program = precious_.program();
    for (int round = 0; round < rounds(2); ++round) {
        const auto over = program.import_whole(archive_);
        EXPECT_TRUE(over.state == JobState::done || !over.error.empty());
        EXPECT_EQ(over.error.find("internal"), std::string::npos) << over.error;
    }
    stop = true;
    writer.join();
    expect_all(kLargeRows);
}

}  // namespace
}  // namespace kith::test
