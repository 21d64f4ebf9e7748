// The table of AI records, over a real database.
#include "core/replies/records.h"

#include <gtest/gtest.h>

#include <regex>

#include "base/error.h"

namespace kith::core {
namespace {

const SessionId kA{1}, kB{2};

class RecordsTest : public testing::Test {
  protected:
    RecordsTest() {
        for (const auto& subject : {session_tables(), reply_tables()})
            for (const auto& step : subject.steps) on_.execute(step.sql);
    }
    ReplyRecord add(SessionId session, std::int64_t at = 1'795'233'600) {
        ReplyRecord record;
        record.session = session;
        record.question = "msg_" + std::to_string(++questions_);
        record.created = from_seconds(at);
        insert_record(on_, record, zone_);
        return record;
    }
    bool answer(const ReplyRecord& record, const std::string& key) {
        return end_record(on_, record.id,
                          {.state = RecordState::answered,
                           .answer = key,
                           .duration_ms = 250,
                           .ended = from_seconds(1'795'233'700)});
    }
    bool fail(const ReplyRecord& record, std::int64_t at) {
        return end_record(
            on_, record.id,
            {.state = RecordState::failed, .error = "AI 回复超时", .ended = from_seconds(at)});
    }

    db::Connection on_ = db::Connection::memory();
    const Zone zone_ = Zone::named("Asia/Shanghai");
    int questions_ = 0;
};

TEST_F(RecordsTest, a_new_one_runs_and_has_a_key_of_its_second) {
    const auto record = add(kA);
    EXPECT_TRUE(std::regex_match(record.key, std::regex{"record_20261121120000_[0-9a-f]{8}"}))
        << record.key;
    const auto found = find_record(on_, record.key);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->state, RecordState::running);
    EXPECT_EQ(found->question, "msg_1");
    EXPECT_FALSE(found->answer || found->duration_ms || found->error || found->ended);
    EXPECT_EQ(found->created, from_seconds(1'795'233'600));
    EXPECT_FALSE(find_record(on_, "record_x"));
}

TEST_F(RecordsTest, ends_once) {
    const auto record = add(kA);
    EXPECT_TRUE(answer(record, "msg_a"));
    EXPECT_FALSE(fail(record, 1'795'233'800));
    EXPECT_FALSE(answer(record, "msg_b"));
    const auto found = find_record(on_, record.key);
    EXPECT_EQ(found->state, RecordState::answered);
    EXPECT_EQ(found->answer, "msg_a");
    EXPECT_EQ(found->duration_ms, 250);
    EXPECT_FALSE(found->error);
    ASSERT_TRUE(find_answered(on_, "msg_a"));
    EXPECT_EQ(find_answered(on_, "msg_a")->question, record.question);
    EXPECT_FALSE(find_answered(on_, "msg_b"));
}

TEST_F(RecordsTest, the_oldest_running_one_of_a_session_comes_first) {
    const auto a = add(kA), b = add(kB), c = add(kA);
    EXPECT_EQ(first_running(on_, kA)->id, a.id);
    answer(a, "msg_a");
    EXPECT_EQ(first_running(on_, kA)->id, c.id);
    fail(c, 1'795'233'700);
    EXPECT_FALSE(first_running(on_, kA));
    EXPECT_EQ(running_records(on_, 10), (std::vector<std::pair<SessionId, std::int64_t>>{{kB, 1}}));
    EXPECT_EQ(first_running(on_, kB)->id, b.id);
}

TEST_F(RecordsTest, pages_count_the_whole_session) {
    std::vector<std::int64_t> ids;
    for (int i = 0; i < 45; ++i) {
        ids.push_back(add(kA).id);
        add(kB);
    }
    const auto second = record_page(on_, kA, PageOrder::oldest_first, 20, 20);
    EXPECT_EQ(second.total, 45);
    ASSERT_EQ(second.records.size(), 20u);
    EXPECT_EQ(second.records.front().id, ids[20]);
    const auto newest = record_page(on_, kA, PageOrder::newest_first, 40, 20);
    ASSERT_EQ(newest.records.size(), 5u);
    EXPECT_EQ(newest.records.back().id, ids[0]);
    EXPECT_TRUE(record_page(on_, SessionId{9}, PageOrder::oldest_first, 0, 20).records.empty());
    const auto before = records_before(on_, kA, ids[30], 20);
    ASSERT_EQ(before.size(), 20u);
    EXPECT_EQ(before.front().id, ids[10]);
    EXPECT_EQ(before.back().id, ids[29]);
}

TEST_F(RecordsTest, old_ones_that_run_are_closed_and_others_are_not) {
    const auto old = add(kA, 1000), answered = add(kA, 1000), young = add(kA, 1001);
    answer(answered, "msg_a");
    EXPECT_EQ(end_records_before(on_, from_seconds(1000), "AI 回复超时", from_seconds(2000)), 1);
    EXPECT_EQ(find_record(on_, old.key)->error, "AI 回复超时");
    EXPECT_EQ(find_record(on_, old.key)->ended, from_seconds(2000));
    EXPECT_EQ(find_record(on_, young.key)->state, RecordState::running);
    EXPECT_EQ(find_record(on_, answered.key)->state, RecordState::answered);
}

TEST_F(RecordsTest, failures_are_found_from_a_time_on) {
    const auto a = add(kA), b = add(kA), c = add(kA);
    fail(a, 100);
    fail(b, 200);
    answer(c, "msg_c");
    const auto found = failed_since(on_, kA, from_seconds(150), 10);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].id, b.id);
    EXPECT_EQ(failed_since(on_, kA, from_seconds(100), 10).size(), 2u);
    EXPECT_EQ(failed_since(on_, kA, from_seconds(100), 1)[0].id, b.id);
    EXPECT_TRUE(failed_since(on_, kB, from_seconds(0), 10).empty());
}

}  // namespace
}  // namespace kith::core
