// What an import and the writer share.
#include "store/import_work.h"

#include <gtest/gtest.h>

#include <thread>

#include "tests/store/made_store.h"

namespace kith::store {
namespace {

TEST(ImportWork, a_reader_waits_only_for_rows_that_its_own_could_meet) {
    ImportWork work{ImportId{1}, SourceId{1}, AccountId{1}, {}};
    work.announce(ChatId{1}, 500);
    int hurried = 0;
    const auto hurry = [&] { ++hurried; };
    const auto never = [] { ADD_FAILURE() << "nothing to wait for"; };
    work.wait_for_chat(ChatId{1}, 501, never, Stop{});
    work.wait_for_chat(ChatId{2}, 3, never, Stop{});
    StopSource stop;
    stop.request(StopReason::user);
    EXPECT_EQ(
        reason_of([&] { work.wait_for_chat(ChatId{1}, 500, hurry, stop.stop()); }).substr(0, 9),
        "cancelled");
    EXPECT_EQ(hurried, 1);
    std::thread writer{[&] { work.arrived(ChatId{1}); }};
    work.wait_for_chat(ChatId{1}, 500, hurry, Stop{});
    work.wait_for_all(hurry);
    writer.join();
}

TEST(ImportWork, what_the_writer_met_is_thrown_at_the_readers) {
    ImportWork work{ImportId{1}, SourceId{1}, AccountId{1}, {}};
    work.check();
    work.announce(ChatId{1}, 500);
    work.fail(std::make_exception_ptr(Error{Errc::unavailable, "full", "disk_full"}));
    work.fail(std::make_exception_ptr(Error{Errc::internal, "later", "later"}));
    EXPECT_TRUE(work.failed());
    EXPECT_EQ(reason_of([&] { work.check(); }), "unavailable disk_full");
    EXPECT_EQ(reason_of([&] { work.wait_for_chat(ChatId{1}, 1, [] {}, Stop{}); }),
              "unavailable disk_full");
    work.committed({1, 2, 3});
    work.committed({1, 0, 0});
    EXPECT_EQ(work.counts().added, 2);
    EXPECT_EQ(work.counts().changed, 3);
}

}  // namespace
}  // namespace kith::store
