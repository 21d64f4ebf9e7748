// From a source into the store: every field, every row, several readers, the first failure.
#include "core/imports/transfer.h"

#include <atomic>

#include "tests/core/imports/made_imports.h"

namespace kith::core {
namespace {

class TransferTest : public testing::Test {
  protected:
    ImportReport run(MadeSource::Plan plan, TransferOptions options, const Stop& stop = {}) {
        MadeSource source{std::move(plan)};
        ImportReport report;
        transfer(source, *import_, account_, options, report, stop);
        return report;
    }

    TempFolder folder_;
    MadeCore core_{folder_.path};
    store::AccountId account_ = core_.store->account("made", "me1");
    std::unique_ptr<store::Import> import_ = core_.store->begin_import(account_, "made", "made");
};

TEST_F(TransferTest, all_chats_arrive_with_several_readers) {
    std::vector<std::int64_t> chats(40);
    for (std::size_t i = 0; i < chats.size(); ++i) chats[i] = static_cast<std::int64_t>(i);
    std::atomic<std::int64_t> highest = 0;
    const auto report =
        run({.chats = chats},
            {.readers = 4, .progress = [&](const TransferProgress& at) {
                 auto seen = highest.load();
                 while (seen < at.done && !highest.compare_exchange_weak(seen, at.done)) {
                 }
                 EXPECT_EQ(at.total, 780);
             }});
    import_->finish(store::ImportState::done, "{}", "");
    EXPECT_EQ(core_.store->snapshot()->messages, 780u);  // 0 + 1 + … + 39
    EXPECT_EQ(highest.load(), 780);
    EXPECT_EQ(report.chats, 40);
    EXPECT_EQ(report.people, 41);
    EXPECT_EQ(core_.store->marks("made", "made").size(), 40u);
}

TEST_F(TransferTest, the_first_failure_ends_all_readers_and_is_thrown) {
    std::atomic<int> read = 0;
    MadeSource::Plan plan{.chats = std::vector<std::int64_t>(1000, 1)};
    plan.reads = [&](std::size_t chat, const Stop&) {
        ++read;
        if (chat == 3) throw Error{Errc::unavailable, "gone", "disk_error"};
    };
    EXPECT_EQ(reason_of([&] { run(plan, {.readers = 2, .progress = {}}); }),
              "unavailable disk_error");
    EXPECT_LT(read.load(), 1000);
}

TEST_F(TransferTest, whoever_watches_may_end_it) {
    const auto stops = [](const TransferProgress&) { throw Error{Errc::cancelled, "no more"}; };
    EXPECT_EQ(reason_of([&] { run({.chats = {5}}, {.readers = 1, .progress = stops}); }),
              "cancelled ");
    StopSource stopper;
    stopper.request(StopReason::user);
    EXPECT_EQ(reason_of([&] { run({.chats = {5}}, {}, stopper.stop()); }), "cancelled user");
}

TEST(ToRow, every_field_is_carried_over) {
    sources::Message message{.time = 1'709'640'000'123,
                             .sequence = 7,
                             .sender = 2,
                             .kind = Kind::link,
                             .flags = kMine | kEdited,
                             .raw_type = 21'474'836'529,
                             .source_key = -5,
                             .text = "标题 🏔",
                             .body = R"({"url":"https://x.example"})"};
    const auto row = to_row(std::move(message), store::PersonId{9});
    EXPECT_EQ(row.time, 1'709'640'000'123);
    EXPECT_EQ(row.sequence, 7);
    EXPECT_EQ(row.sender, store::PersonId{9});
    EXPECT_EQ(row.kind, Kind::link);
    EXPECT_EQ(row.flags, kMine | kEdited);
    EXPECT_EQ(row.raw_type, 21'474'836'529);
    EXPECT_EQ(row.source_key, -5);
    EXPECT_EQ(row.text, "标题 🏔");
    EXPECT_EQ(row.body, R"({"url":"https://x.example"})");
}

TEST(ToPerson, every_field_is_carried_over) {
    const sources::Person person{.key = "wxid_mei",
                                 .nick = "梅",
                                 .remark = "阿梅",
                                 .alias = "mei",
                                 .avatar = "a",
                                 .avatar_big = "b",
                                 .is_friend = true,
                                 .is_official = false,
                                 .is_self = true,
                                 .source_flag = 3};
    const auto made = to_person(person, store::AccountId{4});
    EXPECT_EQ(made.account, store::AccountId{4});
    EXPECT_EQ(made.key, "wxid_mei");
    EXPECT_EQ(made.nick, "梅");
    EXPECT_EQ(made.remark, "阿梅");
    EXPECT_EQ(made.alias, "mei");
    EXPECT_EQ(made.avatar, "a");
    EXPECT_EQ(made.avatar_big, "b");
    EXPECT_EQ(made.source_flag, 3);
    EXPECT_EQ(made.flags, store::kFriend | store::kSelf);
    EXPECT_EQ(to_person({.is_official = true}, {}).flags, store::kOfficial);
}

}  // namespace
}  // namespace kith::core
