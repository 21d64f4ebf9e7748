// The index of surface W beside its endpoints: which range counts, and when.
#include "api/welink/analysis.h"

#include <future>

#include "tests/core/imports/made_imports.h"

namespace kith::api::welink {
namespace {

using core::Counting;
using core::MadeCore;

class AnalysisTest : public testing::Test {
  protected:
    void restart() {
        analysis_.reset();
        core_.reset();
        core_ = std::make_unique<MadeCore>(folder_.path);
        analysis_ = made();
    }
    std::unique_ptr<Analysis> made() {
        return std::make_unique<Analysis>(*core_->store, core_->jobs, core_->clock,
                                          insight::Params{.zone = Zone::named("Asia/Shanghai")});
    }
    void settle() {
        for (const auto& job : core_->jobs.list()) core_->jobs.wait(job.id, Stop{});
    }
    void bring(const std::string& name, std::int64_t rows) {
        core_->imports.made(name, core::making({.chats = {rows}}));
        core_->done(core_->imports.start_made(name, Counting::waits));
    }
    std::int64_t counted() {
        const auto board = analysis_->board();
        return board ? static_cast<std::int64_t>(board->global.messages) : -1;
    }

    core::TempFolder folder_;
    std::unique_ptr<MadeCore> core_ = std::make_unique<MadeCore>(folder_.path);
    std::unique_ptr<Analysis> analysis_ = made();
};

constexpr std::int64_t kFirst = 1'709'640'000;  // of MadeSource, one message a second

TEST_F(AnalysisTest, nothing_is_counted_before_a_range_is_chosen) {
    bring("made", 5);
    EXPECT_EQ(analysis_->board(), nullptr);
    EXPECT_EQ(analysis_->range(), store::Range{});
    analysis_->init_again();  // of a start: nothing was chosen
    EXPECT_TRUE(core_->jobs.list().size() == 1 && !analysis_->status().is_indexing);
    EXPECT_FALSE(analysis_->cancel());
}

TEST_F(AnalysisTest, the_chosen_range_survives_a_restart_and_is_the_filter_at_once) {
    bring("made", 5);
    const store::Range range{kFirst + 1, kFirst + 3};
    analysis_->init(range);
    settle();
    EXPECT_EQ(counted(), 3);
    restart();
    EXPECT_EQ(analysis_->range(), range);  // message lists use it before the run is done
    EXPECT_EQ(analysis_->board(), nullptr);
    analysis_->init_again();
    settle();
    EXPECT_EQ(counted(), 3);
}

TEST_F(AnalysisTest, until_a_run_is_done_the_range_of_the_last_one_counts) {
    bring("made", 5);
    analysis_->init({kFirst, kFirst});
    settle();
    // A third job waits in the queue of two threads while these stand still.
    std::promise<void> go;
    const auto gate = go.get_future().share();
    for (const auto* key : {"a", "b"})
        core_->jobs.start("held", key, key, [gate](core::JobContext&) { gate.wait(); });
    analysis_->init({0, 0});
    EXPECT_EQ(analysis_->range(), (store::Range{kFirst, kFirst}));
    EXPECT_EQ(counted(), 1);
    EXPECT_TRUE(analysis_->status().is_indexing);
    EXPECT_EQ(analysis_->status().total_cached, 1);
    go.set_value();
    settle();
    EXPECT_EQ(analysis_->range(), store::Range{});
    EXPECT_EQ(counted(), 5);
}

TEST_F(AnalysisTest, what_is_imported_later_is_counted_without_another_run) {
    bring("made", 5);
    analysis_->init({});
    settle();
    bring("more", 9);  // the same people, four rows more
    EXPECT_EQ(counted(), 9);
}

TEST_F(AnalysisTest, once_means_once_and_all_history_unless_a_range_was_chosen) {
    bring("made", 5);
    analysis_->init_once();
    settle();
    EXPECT_EQ(counted(), 5);
    const auto jobs = core_->jobs.list().size();
    analysis_->init_once();
    EXPECT_EQ(core_->jobs.list().size(), jobs);
    analysis_->init({kFirst, kFirst + 1});
    settle();
    restart();
    analysis_->init_once();
    settle();
    EXPECT_EQ(counted(), 2);
}

TEST_F(AnalysisTest, a_run_that_cannot_begin_says_why) {
    core_->jobs.shutdown();
    EXPECT_EQ(core::reason_of([&] { analysis_->init({}); }), "unavailable shutdown");
    EXPECT_FALSE(analysis_->status().is_indexing);
    EXPECT_EQ(analysis_->status().last_error.value, "the program is stopping");
}

TEST_F(AnalysisTest, a_cancelled_run_leaves_its_word_and_no_numbers) {
    bring("made", 5);
    std::promise<void> go;
    const auto gate = go.get_future().share();
    for (const auto* key : {"a", "b"})
        core_->jobs.start("held", key, key, [gate](core::JobContext&) { gate.wait(); });
    analysis_->init({});
    EXPECT_TRUE(analysis_->cancel());
    go.set_value();
    settle();
    const auto status = analysis_->status();
    EXPECT_FALSE(status.is_indexing);
    EXPECT_FALSE(status.is_initialized);
    EXPECT_EQ(status.last_error.value, "indexing cancelled");
    EXPECT_EQ(analysis_->board(), nullptr);
}

}  // namespace
}  // namespace kith::api::welink
