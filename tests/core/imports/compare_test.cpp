// A dry run's numbers, chat by chat.
#include "core/imports/compare.h"

#include "tests/core/imports/made_imports.h"

namespace kith::core {
namespace {

class CompareTest : public testing::Test {
  protected:
    ImportReport compare(const MadeSource::Plan& plan, const Stop& stop = {}) {
        MadeSource source{plan};
        ImportReport report;
        add_comparison(source, *core_.store, report, stop);
        return report;
    }

    TempFolder folder_;
    MadeCore core_{folder_.path};
};

TEST_F(CompareTest, chats_that_are_not_there_are_new) {
    const auto report = compare({.chats = {3, 2}});
    EXPECT_EQ(report.new_, 5);
    EXPECT_EQ(report.duplicate, 0);
    EXPECT_EQ(report.chats, 2);
    EXPECT_EQ(report.people, 3);
    ASSERT_EQ(report.skipped.size(), 1u);
    EXPECT_EQ(report.skipped[0].count, 2);
    EXPECT_EQ(report.warnings, std::vector<std::string>{"made.db: half of it"});
    EXPECT_EQ(core_.store->snapshot()->messages, 0u);
}

TEST_F(CompareTest, rows_that_are_there_are_told_apart_from_new_ones) {
    core_.imports.made("made", making({.chats = {3}}));
    core_.done(core_.imports.start_made("made", Counting::waits));
    const auto report = compare({.chats = {5, 2}});
    EXPECT_EQ(report.new_, 4);
    EXPECT_EQ(report.duplicate, 3);
    EXPECT_EQ(report.changed, 0);
    EXPECT_EQ(core_.store->snapshot()->messages, 3u);
}

TEST_F(CompareTest, an_empty_source_gives_zeros) {
    const auto report = compare({.chats = {}});
    EXPECT_EQ(report.new_, 0);
    EXPECT_EQ(report.chats, 0);
}

TEST_F(CompareTest, ends_when_it_is_asked_to_stop) {
    StopSource stopper;
    stopper.request(StopReason::client_left);
    EXPECT_EQ(reason_of([&] { compare({.chats = {3}}, stopper.stop()); }), "cancelled client_left");
}

}  // namespace
}  // namespace kith::core
