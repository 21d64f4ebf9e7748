// The attached archive: what may be attached, what is remembered, when it is read again.
#include "core/archive/archive.h"

#include "tests/core/imports/made_imports.h"

namespace kith::core {
namespace {

namespace fs = std::filesystem;

class ArchiveTest : public testing::Test {
  protected:
    // The store's file is closed before it is opened again.
    void restart() {
        archive_.reset();
        core_.reset();
        core_ = std::make_unique<MadeCore>(folder_.path);
        archive_ = std::make_unique<Archive>(*core_->store, core_->imports, core_->clock);
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
        std::make_unique<Archive>(*core_->store, core_->imports, core_->clock);
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
