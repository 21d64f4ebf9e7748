// Messages at and beyond the limits: 8 MiB, invalid UTF-8, impossible dates, in both formats.
#include "sources/source.h"
#include "tests/e2e/originals.h"

namespace kith::test {
namespace {

using core::JobState;

constexpr std::int64_t kNoon = 1'700'000'000;
constexpr std::int64_t k2101 = 4'133'980'800;

// `tail` after as many letters as make up `bytes`.
std::string long_text(std::size_t bytes, std::string_view tail) {
    return std::string(bytes - tail.size(), 'x') + std::string{tail};
}

core::ImportReport report_of(Precious& precious, const fs::path& original) {
    const auto before = prints_of(original);
    const auto over = precious.program().import_whole(original);
    EXPECT_EQ(over.state, JobState::done) << over.error;
    EXPECT_EQ(prints_of(original), before);
    return precious.program().import_of(over).report;
}

fs::path wechat_with(const Precious& precious, const std::vector<MadeMessage>& rows) {
    WechatArchive archive{precious.folder() / "hostile", 1};
    archive.contact({"wxid_me", "我", "", 0, 0, ""});
    archive.contact({"wxid_hostile", "\xff\xfe坏\xed\xa0\x80", "", 3, 0, ""});
    archive.add("wxid_hostile", rows);
    archive.close();
    return archive.folder();
}

std::string line(std::string_view time, std::string_view content) {
    return R"({"_type":"message","sender":"wxid_hostile","timestamp":)" + std::string{time} +
           R"(,"type":0,"content":")" + std::string{content} + "\"}\n";
}

fs::path chatlab_with(const Precious& precious, const std::string& lines) {
    const auto file = precious.folder() / "hostile.jsonl";
    write_file(file, chatlab_lines("wxid_hostile", 0, 0) + lines);
    return file;
}

TEST(HostileMessages, a_text_of_8_mib_is_kept_and_found_and_one_byte_more_is_counted) {
    Precious precious;
    const auto archive = wechat_with(
        precious, {{kNoon, "wxid_hostile", 1, long_text(sources::kTextBytes, "终点站")},
                   {kNoon + 1, "wxid_hostile", 1, long_text(sources::kTextBytes + 1, "终点站")},
                   {kNoon + 2, "wxid_hostile", 1, "之后"}});
    const auto report = report_of(precious, archive);
    EXPECT_EQ(report.new_, 3);  // the row is kept without its text
    EXPECT_EQ(skipped(report, "too_long"), 1) << json::write(report);
    EXPECT_EQ(found(precious.program(), "终点站"), 1);
    EXPECT_EQ(found(precious.program(), "之后"), 1);
    precious.expect_unharmed();
    EXPECT_EQ(found(precious.program(), "终点站"), 1);
    EXPECT_EQ(report_of(precious, archive).new_, 0);
}

TEST(HostileMessages, lines_of_8_mib_are_kept_or_counted) {
    Precious precious;
    const auto file = chatlab_with(
        precious, line("1700000000", long_text(sources::kTextBytes, "终点站")) +
                      line("1700000001", long_text(sources::kTextBytes + 1, "终点站")) +
                      line("1700000002", "之后"));
    const auto report = report_of(precious, file);
    EXPECT_EQ(report.new_ + skipped(report, "too_long") + skipped(report, "line_too_long"),
              report.new_ == 3 ? 4 : 3)
        << json::write(report);
    EXPECT_EQ(found(precious.program(), "终点站"), 1) << json::write(report);
    EXPECT_EQ(found(precious.program(), "之后"), 1);
    precious.expect_unharmed();
}

TEST(HostileMessages, invalid_utf8_is_repaired_and_the_rest_of_the_text_is_found) {
    Precious precious;
    const std::vector<std::string> broken{"\xff\xfe前面破损",
                                          "中间\x80\x80破损",
                                          "最后破损\xe4\xb8",
                                          "\xc0\xaf慢破损",
                                          "\xed\xa0\x80代理破损",
                                          "\xf4\x90\x80\x80太大破损",
                                          std::string{"零\0字节破损", 16}};
    std::vector<MadeMessage> rows;
    for (std::size_t i = 0; i < broken.size(); ++i)
        rows.push_back({kNoon + static_cast<std::int64_t>(i), "wxid_hostile", 1, broken[i]});
    const auto report = report_of(precious, wechat_with(precious, rows));
    EXPECT_EQ(report.new_, static_cast<std::int64_t>(broken.size())) << json::write(report);
    EXPECT_EQ(found(precious.program(), "破损"), static_cast<std::int64_t>(broken.size()));
    precious.expect_unharmed();
}

TEST(HostileMessages, lines_of_invalid_utf8_are_repaired_or_counted) {
    Precious precious;
    const auto file = chatlab_with(
        precious, line("1700000000", "\xff\xfe前面破损") + line("1700000001", "最后破损\xe4\xb8") +
                      line("1700000002", R"(\ud800代理破损)") + line("1700000003", "没有毛病"));
    const auto report = report_of(precious, file);
    std::int64_t left_out = 0;
    for (const auto& one : report.skipped) left_out += one.count;
    EXPECT_EQ(report.new_ + left_out, 4) << json::write(report);
    EXPECT_EQ(found(precious.program(), "没有毛病"), 1);
    precious.expect_unharmed();
}

TEST(HostileMessages, dates_outside_1970_to_2100_are_counted) {
    Precious precious;
    const auto archive = wechat_with(
        precious, {{-1, "wxid_hostile", 1, "日期 坏"},
                   {0, "wxid_hostile", 1, "日期 坏"},
                   {k2101, "wxid_hostile", 1, "日期 坏"},
                   {253'402'300'800, "wxid_hostile", 1, "日期 坏"},
                   {std::numeric_limits<std::int64_t>::max() / 1000, "wxid_hostile", 1, "日期 坏"},
                   {std::numeric_limits<std::int64_t>::min() / 1000, "wxid_hostile", 1, "日期 坏"},
                   {86'400, "wxid_hostile", 1, "日期 好"},
                   {k2101 - 366 * 86'400, "wxid_hostile", 1, "日期 好"},
                   {kNoon, "wxid_hostile", 1, "日期 好"}});
    const auto report = report_of(precious, archive);
    EXPECT_EQ(report.new_, 3) << json::write(report);
    EXPECT_EQ(skipped(report, "bad_time"), 6) << json::write(report);
    EXPECT_EQ(found(precious.program(), "日期"), 3);
    for (const auto* path : {"/api/contacts/stats", "/api/calendar/heatmap", "/api/global"})
        EXPECT_LT(precious.program().get(path).status, 500) << path;
    precious.expect_unharmed();
}

TEST(HostileMessages, lines_with_dates_outside_1970_to_2100_are_counted) {
    Precious precious;
    const auto file = chatlab_with(
        precious, line("-1", "日期 坏") + line("1e300", "日期 坏") + line("-1e300", "日期 坏") +
                      line("9223372036854775807", "日期 坏") +
                      line("99999999999999999999", "日期 坏") +
                      line("\"9999-12-31T23:59:59Z\"", "日期 坏") + line("\"never\"", "日期 坏") +
                      line("null", "日期 坏") + line("1700000000", "日期 好"));
    const auto report = report_of(precious, file);
    std::int64_t left_out = 0;
    for (const auto& one : report.skipped) left_out += one.count;
    EXPECT_EQ(report.new_, 1) << json::write(report);
    EXPECT_EQ(left_out, 8) << json::write(report);
    EXPECT_EQ(found(precious.program(), "日期"), 1);
    precious.expect_unharmed();
}

}  // namespace
}  // namespace kith::test
