// Imports from beginning to end: scan, dry run, import, again, undo, and what a stop leaves behind.
#include "core/imports/imports.h"

#include <future>

#include "tests/core/imports/made_imports.h"

namespace kith::core {
namespace {

namespace fs = std::filesystem;

class ImportsTest : public testing::Test {
  protected:
    void restart() {
        core_.reset();
        core_ = std::make_unique<MadeCore>(folder_.path);
    }
    void settle() {
        for (const auto& job : core_->jobs.list()) core_->jobs.wait(job.id, Stop{});
    }
    fs::path chat(std::string_view owner = "me1") {
        return write_chat(folder_.path / "amei.jsonl", small_talk(), owner);
    }
    ImportView only() {
        const auto list = core_->imports.list();
        EXPECT_EQ(list.size(), 1u);
        return list.empty() ? ImportView{} : list.front();
    }
    std::uint64_t messages() const { return core_->store->snapshot()->messages; }
    std::int64_t mine() const {
        std::int64_t count = 0;
        for (const auto& chat : core_->store->snapshot()->chats)
            for (const auto& chunk : chat.rows->chunks)
                for (std::size_t i = 0; i < chunk->size(); ++i)
                    count += (chunk->columns().flags[i] & kMine) != 0 ? 1 : 0;
        return count;
    }
    std::vector<ScannedSource> scan(const fs::path& path) {
        return core_->imports.scan(path, Stop{});
    }

    TempFolder folder_;
    std::unique_ptr<MadeCore> core_ = std::make_unique<MadeCore>(folder_.path);
};

TEST_F(ImportsTest, a_scan_tells_what_lies_there) {
    const auto found = scan(chat());
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].format, "chatlab");
    EXPECT_EQ(found[0].account, "me1");
    EXPECT_EQ(found[0].chats, 1);
    EXPECT_EQ(found[0].first, 1'709'640'000);
    EXPECT_EQ(found[0].last, 1'709'640'120);
    EXPECT_EQ(messages(), 0u);
    EXPECT_TRUE(core_->imports.list().empty());
}

TEST_F(ImportsTest, what_is_not_there_or_not_known_is_refused) {
    std::ofstream{folder_.path / "notes.txt"} << "no chat";
    EXPECT_EQ(reason_of([&] { scan(folder_.path / "none"); }), "not_found no_such_path");
    EXPECT_EQ(reason_of([&] { scan(folder_.path / "notes.txt"); }), "invalid unknown_format");
    EXPECT_EQ(reason_of([&] { core_->imports.start(ImportRequest{}); }), "invalid ");
    EXPECT_EQ(reason_of([&] { core_->bring(folder_.path / "\xff'%\"; drop"); }),
              "not_found no_such_path");
    EXPECT_TRUE(core_->jobs.list().empty());
}

TEST_F(ImportsTest, the_owner_is_asked_for_until_it_is_known) {
    // Neither title nor votes tell who of the two the owner is.
    const auto path = write_chat(folder_.path / "amei.jsonl", small_talk(), "", "周末");
    auto found = scan(path);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].account, "");
    ASSERT_EQ(found[0].me.size(), 2u);
    EXPECT_NE(found[0].me[0].sample, "");
    core_->bring(path, "me1");
    EXPECT_EQ(mine(), 2);
    // The same place again, and another export of the same person from another place.
    found = scan(path);
    EXPECT_TRUE(found[0].me.empty());
    EXPECT_EQ(found[0].account, "me1");
    const auto other = write_chat(
        folder_.path / "elsewhere" / "again.jsonl",
        {{"me1", 1'709'700'000, "到了吗", 81}, {"amei", 1'709'700'060, "马上", 82}}, "", "周末");
    restart();
    found = scan(other);
    EXPECT_TRUE(found[0].me.empty());
    EXPECT_EQ(found[0].account, "me1");
    EXPECT_EQ(core_->bring(other).report.new_, 2);
    EXPECT_EQ(mine(), 3);
    EXPECT_EQ(core_->store->accounts().size(), 1u);
}

TEST_F(ImportsTest, an_owner_chosen_once_is_not_forgotten_by_the_next_import) {
    const auto path = write_chat(folder_.path / "amei.jsonl", small_talk(), "", "周末");
    core_->bring(path, "amei");
    EXPECT_EQ(mine(), 1);
    auto more = small_talk();
    more.push_back({"amei", 1'709'640'180, "几点？", 74});
    write_chat(path, more, "", "周末");
    EXPECT_EQ(core_->bring(path).report.new_, 1);
    EXPECT_EQ(mine(), 2);
}

TEST_F(ImportsTest, an_export_that_names_its_owner_is_believed) {
    core_->bring(chat());
    // The same conversation as the other side exported it.
    const auto theirs = write_chat(folder_.path / "theirs.jsonl", small_talk(), "amei");
    const auto found = scan(theirs);
    EXPECT_EQ(found[0].account, "amei");
}

TEST_F(ImportsTest, a_dry_run_counts_missing_media_as_the_import_does) {
    const auto path = chat();
    std::ofstream{path, std::ios::app}
        << R"({"_type":"message","sender":"amei","timestamp":1709640300,"type":1,"content":""})"
        << "\n";
    EXPECT_EQ(core_->imports.dry_run({{path}, {}, {}, Counting::starts}, Stop{}).media_missing, 1);
    EXPECT_EQ(core_->bring(path).report.media_missing, 1);
}

TEST_F(ImportsTest, a_dry_run_tells_the_numbers_and_changes_nothing) {
    const auto path = chat();
    const ImportRequest request{{path}, {}, {}, Counting::starts};
    EXPECT_EQ(core_->imports.dry_run(request, Stop{}).new_, 3);
    EXPECT_EQ(messages(), 0u);
    core_->bring(path);
    auto again = small_talk();
    again[1].text = "我们去划船吧";
    again.push_back({"amei", 1'709'640'180, "几点？", 74});
    write_chat(path, again);
    const auto report = core_->imports.dry_run(request, Stop{});
    EXPECT_EQ(report.new_, 1);
    EXPECT_EQ(report.duplicate, 2);
    EXPECT_EQ(report.changed, 1);
    EXPECT_EQ(messages(), 3u);
}

TEST_F(ImportsTest, importing_again_brings_only_what_is_new) {
    const auto path = chat();
    EXPECT_EQ(core_->bring(path).report.new_, 3);
    EXPECT_EQ(core_->bring(path).report.new_, 0);
    auto more = small_talk();
    more.push_back({"amei", 1'709'640'180, "几点？", 74});
    write_chat(path, more);
    EXPECT_EQ(core_->bring(path).report.new_, 1);
    EXPECT_EQ(messages(), 4u);
    EXPECT_EQ(core_->imports.list().front().id, 3);  // newest first
}

TEST_F(ImportsTest, an_undone_import_still_tells_what_it_did) {
    const auto done = core_->bring(chat());
    core_->clock.advance(std::chrono::hours{1});
    core_->jobs.wait(core_->imports.undo(done.id).id, Stop{});
    EXPECT_EQ(messages(), 0u);
    const auto undone = only();
    EXPECT_EQ(undone.state, "undone");
    EXPECT_EQ(undone.report.new_, 3);
    EXPECT_EQ(undone.undone_at, kNoon + 3600);
    EXPECT_EQ(reason_of([&] { core_->imports.undo(done.id); }), "conflict ");
    EXPECT_EQ(reason_of([&] { core_->imports.undo(77); }), "not_found ");
    // And it can come back.
    EXPECT_EQ(core_->bring(folder_.path / "amei.jsonl").report.new_, 3);
}

TEST_F(ImportsTest, the_report_tells_what_was_left_out) {
    core_->imports.made("made", making({.chats = {3, 2}}));
    const auto view = core_->done(core_->imports.start_made("made", Counting::waits));
    EXPECT_EQ(view.report.new_, 5);
    EXPECT_EQ(view.report.people, 3);
    EXPECT_EQ(view.report.chats, 2);
    ASSERT_EQ(view.report.skipped.size(), 1u);
    EXPECT_EQ(view.report.skipped[0].reason, "bad_time");
    EXPECT_EQ(view.report.skipped[0].count, 2);
    EXPECT_EQ(view.report.warnings, std::vector<std::string>{"made.db: half of it"});
}

TEST_F(ImportsTest, a_reader_that_fails_ends_the_import_with_its_words) {
    core_->imports.made("made", making({.chats = {2}, .reads = [](std::size_t, const Stop&) {
                                            throw Error{Errc::unavailable, "the disk is gone"};
                                        }}));
    const auto job = core_->imports.start_made("made", Counting::waits);
    EXPECT_EQ(core_->jobs.wait(job.id, Stop{}).state, JobState::failed);
    EXPECT_EQ(only().state, "failed");
    EXPECT_EQ(only().error, "the disk is gone");
}

// Chat 0 is read, chat 1 waits until the import is asked to stop.
MadeSource::Plan waiting(std::promise<void>& begun) {
    return {.chats = {3, 2}, .reads = [&begun](std::size_t chat, const Stop& stop) {
                if (chat != 1) return;
                begun.set_value();
                while (!stop.wait_for(std::chrono::seconds{60})) {
                }
            }};
}

TEST_F(ImportsTest, a_cancelled_import_leaves_nothing) {
    std::promise<void> begun;
    core_->imports.made("made", making(waiting(begun)));
    const auto job = core_->imports.start_made("made", Counting::waits);
    begun.get_future().wait();
    EXPECT_EQ(reason_of([&] { core_->imports.undo(only().id); }), "conflict ");
    EXPECT_TRUE(core_->jobs.cancel(job.id));
    EXPECT_EQ(core_->jobs.wait(job.id, Stop{}).state, JobState::cancelled);
    EXPECT_EQ(only().state, "cancelled");
    EXPECT_EQ(only().report.new_, 0);
    EXPECT_EQ(messages(), 0u);
}

TEST_F(ImportsTest, an_import_that_a_stop_cut_short_goes_on_after_the_next_start) {
    std::promise<void> begun;
    core_->imports.made("made", making(waiting(begun)));
    core_->imports.start_made("made", Counting::waits);
    begun.get_future().wait();
    core_->jobs.shutdown();
    EXPECT_EQ(only().state, "loading");
    restart();
    std::vector<Counting> finished;
    core_->imports.made("made", making({.chats = {3, 2}}));
    core_->imports.on_finished([&](Counting counting) { finished.push_back(counting); });
    core_->imports.resume_unfinished();
    settle();
    EXPECT_EQ(only().state, "done");
    EXPECT_EQ(messages(), 5u);
    EXPECT_EQ(finished, std::vector{Counting::waits});
}

TEST_F(ImportsTest, an_original_that_is_gone_ends_the_import_with_a_sentence) {
    const auto path = chat();
    core_->store->begin_import(core_->store->account("wechat", "me1"), "chatlab", path.string());
    fs::remove(path);
    restart();
    core_->imports.resume_unfinished();
    settle();
    EXPECT_EQ(only().state, "failed");
    EXPECT_NE(only().error.find("there is nothing at"), std::string::npos) << only().error;
    // Another file in its place is not read as if it were the original.
    core_->store->begin_import(core_->store->account("wechat", "me1"), "wechat", path.string());
    chat();
    restart();
    core_->imports.resume_unfinished();
    settle();
    EXPECT_EQ(core_->imports.list().front().error, "the original is not there any more");
    EXPECT_EQ(messages(), 0u);
}

TEST_F(ImportsTest, a_folder_with_several_archives_is_told_of_as_one) {
    write_chat(folder_.path / "chats" / "a.jsonl", small_talk());
    write_chat(folder_.path / "chats" / "b.jsonl", {{"amei", 1'709'800'000, "在吗", 91}});
    std::vector<std::int64_t> heard;
    core_->imports.on_opened([&](const fs::path&, std::int64_t files) { heard.push_back(files); });
    core_->bring(folder_.path / "chats");
    EXPECT_EQ(heard, std::vector<std::int64_t>{2});
}

TEST_F(ImportsTest, those_who_listen_hear_of_open_files_and_of_the_end) {
    std::vector<std::string> heard;
    core_->imports.on_opened([&](const fs::path& path, std::int64_t files) {
        heard.push_back(path.filename().string() + " " + std::to_string(files));
    });
    core_->imports.on_finished([&](Counting) { heard.emplace_back("end"); });
    core_->bring(chat());
    EXPECT_EQ(heard, (std::vector<std::string>{"amei.jsonl 1", "end"}));
}

}  // namespace
}  // namespace kith::core
