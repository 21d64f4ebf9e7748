// Colours, the bar of a job, and writing to a pipe or a full disk.
#include "app/cli/terminal.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <sstream>

#include "app/cli/width.h"
#include "base/error.h"

namespace kith::app::cli {
namespace {

const Texts kEnglish{Language::en}, kChinese{Language::zh};

core::JobInfo job(std::int64_t done, std::int64_t total) {
    core::JobInfo made;
    made.kind = "import";
    made.done = done;
    made.total = total;
    return made;
}

std::function<std::optional<std::string>(std::string_view)> environment(std::string term,
                                                                        std::string no_color) {
    return [=](std::string_view name) -> std::optional<std::string> {
        if (name == "TERM") return term;
        if (name == "NO_COLOR") return no_color;
        return std::nullopt;
    };
}

TEST(Look, colours_need_a_terminal_that_knows_them_and_nobody_against_it) {
    EXPECT_EQ(look_of(true, environment("xterm", "")), Look::coloured);
    EXPECT_EQ(look_of(false, environment("xterm", "")), Look::plain);
    EXPECT_EQ(look_of(true, environment("xterm", "1")), Look::plain);
    EXPECT_EQ(look_of(true, environment("dumb", "")), Look::plain);
    EXPECT_EQ(look_of(true, environment("", "")), Look::plain);
}

TEST(Pen, a_style_is_only_there_with_colours) {
    std::ostringstream stream;
    EXPECT_EQ((Pen{stream}.in(Style::mark, "爬山")), "爬山");
    EXPECT_EQ((Pen{stream, Look::coloured}.in(Style::mark, "爬山")), "\x1b[1;33m爬山\x1b[0m");
    EXPECT_EQ((Pen{stream, Look::coloured}.in(Style::mark, "")), "");
}

TEST(ProgressText, tells_share_messages_rate_and_time_left) {
    auto half = job(450'000, 1'000'000);
    half.rate = 98'000.4;
    half.eta_s = 6;
    EXPECT_EQ(progress_text(half, kEnglish),
              " 45 %  450,000 of 1,000,000 messages · 98,000/s · 6 s left");
    EXPECT_EQ(progress_text(half, kChinese),
              " 45 %  450,000 / 1,000,000 条消息 · 每秒 98,000 条 · 还需 6 秒");
}

TEST(ProgressText, leaves_out_what_is_not_known) {
    EXPECT_EQ(progress_text(job(1200, 0), kEnglish), "1,200 messages");
    EXPECT_EQ(progress_text(job(0, 0), kEnglish), "0 messages");
}

TEST(ProgressText, other_jobs_count_no_messages) {
    auto undo = job(250, 1000);
    undo.kind = "undo";
    EXPECT_EQ(progress_text(undo, kEnglish), " 25 %");
}

TEST(ProgressLine, fits_the_terminal) {
    auto half = job(500, 1000);
    half.detail = "一个名字非常非常长的群聊，里面有很多人";
    for (const std::size_t columns : {10U, 40U, 79U})
        EXPECT_LE(width(progress_line(half, kEnglish, columns)), columns);
}

TEST(ProgressLine, the_bar_is_half_full_at_half) {
    const auto line = progress_line(job(500, 1000), kEnglish, 200);
    EXPECT_TRUE(line.starts_with("██████████          ")) << line;
}

TEST(ProgressLine, names_of_chats_cannot_move_the_cursor) {
    auto one = job(1, 2);
    one.detail = "\x1b[2J";
    EXPECT_EQ(progress_line(one, kEnglish, 200).find('\x1b'), std::string::npos);
}

TEST(ProgressBar, writes_nothing_without_a_terminal) {
    std::ostringstream out, err;
    Console console{{out}, {err}, nullptr, kEnglish, {}};
    {
        ProgressLine line{console};
        line.show(job(1, 2));
    }
    EXPECT_EQ(err.str(), "");
}

TEST(ProgressBar, leaves_an_empty_line_behind) {
    std::ostringstream out, err;
    Console console{{out}, {err, Look::plain, 80}, nullptr, kEnglish, {}};
    {
        ProgressLine line{console};
        line.show(job(1, 2));
    }
    EXPECT_TRUE(err.str().starts_with("\r\x1b[K")) << err.str();
    EXPECT_TRUE(err.str().ends_with("\r\x1b[K")) << err.str();
    EXPECT_EQ(out.str(), "");
}

TEST(Duration, has_two_units_at_most) {
    EXPECT_EQ(duration_text(59, kEnglish), "59 s");
    EXPECT_EQ(duration_text(125, kEnglish), "2 min 5 s");
    EXPECT_EQ(duration_text(3840, kChinese), "1 小时 4 分");
}

TEST(Size, has_a_fitting_unit) {
    EXPECT_EQ(size_text(0), "0 B");
    EXPECT_EQ(size_text(999), "999 B");
    EXPECT_EQ(size_text(1'250'000'000), "1.2 GB");
    EXPECT_EQ(size_text(64'000'000), "64 MB");
}

TEST(Output, everything_arrives_in_order) {
    std::array<int, 2> pipe{};
    ASSERT_EQ(::pipe(pipe.data()), 0);
    Output buffer{pipe[1]};
    std::ostream out{&buffer};
    out << "一" << 2 << 'c' << std::flush;
    std::array<char, 16> read{};
    EXPECT_EQ(::read(pipe[0], read.data(), read.size()), 5);
    EXPECT_EQ((std::string{read.data(), 5}), "一2c");
    ::close(pipe[0]);
    ::close(pipe[1]);
}

TEST(Output, a_reader_that_left_ends_the_writing) {
    std::signal(SIGPIPE, SIG_IGN);
    std::array<int, 2> pipe{};
    ASSERT_EQ(::pipe(pipe.data()), 0);
    ::close(pipe[0]);
    Output buffer{pipe[1]};
    std::ostream out{&buffer};
    out.exceptions(std::ios::badbit);
    EXPECT_THROW(out << "x" << std::flush, ReaderLeft);
    ::close(pipe[1]);
}

TEST(Output, a_full_disk_is_an_error) {
    const int full = ::open("/dev/full", O_WRONLY);
    ASSERT_GE(full, 0);
    Output buffer{full};
    std::ostream out{&buffer};
    out.exceptions(std::ios::badbit);
    try {
        out << "x" << std::flush;
        FAIL() << "nothing was thrown";
    } catch (const Error& error) {
        EXPECT_EQ(error.reason(), "disk_full");
    }
    ::close(full);
}

}  // namespace
}  // namespace kith::app::cli
