// What was left out is counted by reason, with bounds.
#include "core/imports/report.h"

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace kith::core {
namespace {

ImportReport filled(const SkipCounter& counter) {
    ImportReport report;
    counter.fill(report);
    return report;
}

TEST(SkipCounter, counts_by_reason_and_keeps_the_first_sample) {
    SkipCounter counter;
    counter.add("bad_time", "");
    counter.add("bad_time", "row 7");
    counter.add("bad_time", "row 9");
    counter.add("too_long", "row 1");
    counter.media();
    const auto report = filled(counter);
    ASSERT_EQ(report.skipped.size(), 2u);
    EXPECT_EQ(report.skipped[0].reason, "bad_time");
    EXPECT_EQ(report.skipped[0].count, 3);
    EXPECT_EQ(report.skipped[0].sample, "row 7");
    EXPECT_EQ(report.media_missing, 1);
}

TEST(SkipCounter, further_reasons_count_as_other) {
    SkipCounter counter;
    for (std::size_t i = 0; i < SkipCounter::kReasons + 5; ++i)
        counter.add("reason " + std::to_string(i), "");
    const auto report = filled(counter);
    EXPECT_EQ(report.skipped.size(), SkipCounter::kReasons + 1);
    std::int64_t others = 0;
    for (const auto& one : report.skipped)
        if (one.reason == "other") others = one.count;
    EXPECT_EQ(others, 5);
}

TEST(SkipCounter, samples_are_short_and_valid_text) {
    SkipCounter counter;
    counter.add("a", std::string(100'000, 'x'));
    counter.add("b", "\xff\xfe\xe9\x98");
    std::string mei;  // three bytes each: the cut falls inside of one
    for (int i = 0; i < 1000; ++i) mei += "梅";
    counter.add("c", mei);
    for (const auto& one : filled(counter).skipped) {
        EXPECT_LE(one.sample.size(), SkipCounter::kSampleBytes + 8) << one.reason;
        EXPECT_EQ(text::repair_utf8(one.sample), one.sample) << one.reason;
    }
}

TEST(ImportReport, is_written_with_the_names_of_the_contract) {
    ImportReport report;
    report.new_ = 3;
    const auto text = json::write(report);
    EXPECT_EQ(text,
              R"({"new":3,"duplicate":0,"changed":0,"skipped":[],"media_missing":0,"people":0,)"
              R"("chats":0,"seconds":0,"warnings":[]})");
    EXPECT_EQ(json::read<ImportReport>(text).new_, 3);
}

}  // namespace
}  // namespace kith::core
