// The attached archive: what may be attached, what is remembered, when it is read again.
#include "core/archive/archive.h"

#include "base/zone.h"
#include "tests/core/imports/made_imports.h"

namespace kith::core {
namespace {

namespace fs = std::filesystem;

class ArchiveTest : public testing::Test {
  protected:
    // The store's file is closed before it is opened again.
    void restart(std::int64_t now = kNoon, const std::string& zone = "Asia/Shanghai") {
        archive_.reset();
        core_.reset();
        core_ = std::make_unique<MadeCore>(folder_.path, now);
        archive_ = std::make_unique<Archive>(*core_->store, core_->imports, core_->clock, zone);
    }
    void settle() {
        for (const auto& job : core_->jobs.list()) core_->jobs.wait(job.id, Stop{});
    }
    fs::path chats() {
        write_chat(folder_.path / "chats" / "amei.jsonl", small_talk());
        return folder_.path / "chats";
    }
    std::string refusal(const fs::path& path) {
        return reason_of([&] { archive_->attach(path, Counting::starts); });
    }

    TempFolder folder_;
    std::unique_ptr<MadeCore> core_ = std::make_unique<MadeCore>(folder_.path);
    std::unique_ptr<Archive> archive_ =
        std::make_unique<Archive>(*core_->store, core_->imports, core_->clock, "Asia/Shanghai");
};

TEST_F(ArchiveTest, a_folder_is_imported_and_remembered_over_a_restart) {
    EXPECT_FALSE(archive_->ready());
    archive_->attach(chats(), Counting::starts);
    settle();
    EXPECT_TRUE(archive_->ready());
    EXPECT_EQ(core_->store->snapshot()->messages, 3u);
    restart();
    EXPECT_EQ(archive_->attached().folder, (folder_.path / "chats").string());
    EXPECT_EQ(archive_->attached().format, "chatlab");
    EXPECT_EQ(archive_->attached().databases, 1);
    archive_->attach_again();
    EXPECT_TRUE(core_->jobs.list().empty());  // nothing changed
}

TEST_F(ArchiveTest, only_files_that_could_be_opened_are_counted) {
    const auto folder = chats();
    std::ofstream{folder / "notes.txt"} << "no chat";
    std::ofstream{folder / "broken.jsonl"} << R"({"_type":"header")";
    archive_->attach(folder, Counting::starts);
    settle();
    EXPECT_EQ(archive_->attached().databases, 1);
}

TEST_F(ArchiveTest, what_is_no_archive_is_refused_with_what_is_missing) {
    EXPECT_EQ(refusal(folder_.path / "none"), "invalid no_such_path");
    EXPECT_EQ(refusal("/no/\xff\xfe%s'\"; 阿梅🏔"), "invalid no_such_path");
    fs::create_directories(folder_.path / "a" / "contact");
    EXPECT_EQ(refusal(folder_.path / "a"), "invalid unknown_format");
    std::ofstream{folder_.path / "a" / "contact" / "contact.db"} << "x";
    EXPECT_EQ(refusal(folder_.path / "a"), "invalid no_messages");
    fs::create_directories(folder_.path / "a" / "message");
    EXPECT_EQ(refusal(folder_.path / "a"), "invalid no_shards");
    fs::remove(folder_.path / "a" / "contact" / "contact.db");
    EXPECT_EQ(refusal(folder_.path / "a"), "invalid no_contacts");
    EXPECT_FALSE(archive_->ready());
    EXPECT_TRUE(core_->jobs.list().empty());
}

TEST_F(ArchiveTest, a_refused_folder_leaves_the_attached_one) {
    archive_->attach(chats(), Counting::starts);
    settle();
    fs::create_directories(folder_.path / "empty");
    EXPECT_EQ(refusal(folder_.path / "empty"), "invalid unknown_format");
    EXPECT_EQ(archive_->attached().folder, (folder_.path / "chats").string());
    EXPECT_EQ(archive_->attached().databases, 1);
    EXPECT_NE(archive_->attached().failure, "");
}

TEST_F(ArchiveTest, a_change_is_read_once_it_has_come_to_rest) {
    archive_->attach(chats(), Counting::starts);
    settle();
    auto more = small_talk();
    more.push_back({"amei", 1'709'640'180, "几点出发？", 74});
    write_chat(folder_.path / "chats" / "amei.jsonl", more);
    archive_->look_for_changes();  // sees the change: it may still be written
    settle();
    EXPECT_EQ(core_->store->snapshot()->messages, 3u);
    archive_->look_for_changes();
    settle();
    EXPECT_EQ(core_->store->snapshot()->messages, 4u);
    const auto jobs = core_->jobs.list().size();
    archive_->look_for_changes();
    EXPECT_EQ(core_->jobs.list().size(), jobs);
}

TEST_F(ArchiveTest, a_folder_that_vanished_is_told_and_read_again_when_it_is_back) {
    archive_->attach(chats(), Counting::starts);
    settle();
    restart();
    fs::rename(folder_.path / "chats", folder_.path / "away");
    archive_->attach_again();
    EXPECT_NE(archive_->attached().failure.find("not there"), std::string::npos);
    EXPECT_EQ(archive_->attached().databases, 0);
    EXPECT_TRUE(archive_->ready());  // its messages are in the store
    fs::rename(folder_.path / "away", folder_.path / "chats");
    archive_->look_for_changes();
    settle();
    EXPECT_EQ(archive_->attached().failure, "");
    EXPECT_EQ(archive_->attached().databases, 1);
    EXPECT_EQ(core_->store->snapshot()->messages, 3u);
}

TEST_F(ArchiveTest, an_archive_whose_import_never_began_is_read_after_the_next_start) {
    for (const auto* key : {"a", "b"})  // both threads are taken: the import stays in the queue
        core_->jobs.start("held", key, key, [](JobContext& context) {
            while (!context.stop().wait_for(std::chrono::seconds{60})) {
            }
        });
    archive_->attach(chats(), Counting::starts);
    restart();
    EXPECT_TRUE(core_->imports.list().empty());
    archive_->attach_again();
    settle();
    EXPECT_EQ(core_->store->snapshot()->messages, 3u);
}

TEST_F(ArchiveTest, who_waits_for_a_range_still_waits_when_it_is_read_again) {
    std::vector<Counting> seen;
    core_->imports.on_finished([&](Counting counting) { seen.push_back(counting); });
    archive_->attach(chats(), Counting::waits);
    settle();
    EXPECT_EQ(seen, (std::vector{Counting::waits}));
    restart();
    core_->imports.on_finished([&](Counting counting) { seen.push_back(counting); });
    write_chat(folder_.path / "chats" / "two.jsonl", small_talk(), "me1", "两个人");
    archive_->attach_again();
    settle();
    EXPECT_EQ(seen, (std::vector{Counting::waits, Counting::waits}));
}

// Unix seconds of the newest message.
std::int64_t newest_second(const store::Store& store) {
    std::int64_t newest = 0;
    for (const auto& chat : store.snapshot()->chats) {
        const auto last = chat.rows->chunks.back()->columns();
        newest = std::max<std::int64_t>(newest, last.time[last.size - 1]);
    }
    return newest;
}

TEST_F(ArchiveTest, the_demo_is_known_again_on_another_day_and_in_another_zone) {
    const auto first = core_->done(archive_->attach_demo(Counting::waits));
    EXPECT_GT(first.report.new_, 10'000);
    const auto messages = core_->store->snapshot()->messages;
    restart(kNoon + 40 * 86'400, "America/New_York");
    const auto again = core_->done(archive_->attach_demo(Counting::waits));
    EXPECT_EQ(again.report.new_, 0);
    EXPECT_EQ(again.report.changed, 0);
    EXPECT_EQ(again.report.duplicate, first.report.new_);
    EXPECT_EQ(core_->store->snapshot()->messages, messages);
}

TEST_F(ArchiveTest, a_demo_that_was_taken_out_ends_today_again) {
    const auto first = core_->done(archive_->attach_demo(Counting::waits));
    core_->jobs.wait(core_->imports.undo(first.id).id, Stop{});
    EXPECT_EQ(core_->store->snapshot()->messages, 0u);
    const auto later = kNoon + 40 * 86'400;
    restart(later);
    core_->done(archive_->attach_demo(Counting::waits));
    EXPECT_GT(newest_second(*core_->store), later - 2 * 86'400);
    EXPECT_LE(newest_second(*core_->store), later);
}

TEST_F(ArchiveTest, the_demo_ends_on_the_owners_own_day) {
    // 2026-11-21 12:00 in Shanghai is 17:00 of the day before in Honolulu.
    restart(kNoon, "Pacific/Honolulu");
    core_->done(archive_->attach_demo(Counting::waits));
    const auto honolulu = Zone::named("Pacific/Honolulu");
    const auto today = honolulu.day_at(kNoon);
    EXPECT_LE(newest_second(*core_->store), honolulu.start_of(today) + 9 * 3600);
}

TEST_F(ArchiveTest, a_demo_import_that_was_cut_short_goes_on) {
    auto import = core_->store->begin_import(core_->store->account("demo", "demo_me"), "demo",
                                             "demo");  // and the program dies
    import.reset();
    restart(kNoon + 86'400);
    core_->imports.resume_unfinished();
    settle();
    ASSERT_EQ(core_->imports.list().size(), 1u);
    EXPECT_EQ(core_->imports.list().front().state, "done");
    EXPECT_GT(core_->store->snapshot()->messages, 10'000u);
}

TEST(CountDatabases, message_shards_or_chat_files_are_counted) {
    const TempFolder folder;
    const auto touch = [&](const char* name) {
        fs::create_directories((folder.path / name).parent_path());
        std::ofstream{folder.path / name} << "x";
    };
    EXPECT_EQ(count_databases(folder.path / "none", "wechat"), 0);
    EXPECT_EQ(count_databases(folder.path / "none", "chatlab"), 0);
    for (const auto* name :
         {"message/message_0.db", "message/message_10.db", "message/message_fts.db",
          "message/message_resource.db", "message/biz_message_0.db", "message/message_0.db-wal"})
        touch(name);
    EXPECT_EQ(count_databases(folder.path, "wechat"), 2);
    touch("one.json");
    EXPECT_EQ(count_databases(folder.path, "chatlab"), 1);
    EXPECT_EQ(count_databases(folder.path / "one.json", "chatlab"), 1);
}

}  // namespace
}  // namespace kith::core
