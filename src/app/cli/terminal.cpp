// See terminal.h.
#include "app/cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "app/cli/width.h"
#include "base/error.h"

namespace kith::app::cli {
namespace {

constexpr std::size_t kBarCells = 20;
constexpr std::string_view kErase = "\r\x1b[K";

std::string_view code_of(Style style) {
    switch (style) {
        case Style::bold:
            return "\x1b[1m";
        case Style::faint:
            return "\x1b[2m";
        case Style::mark:
            return "\x1b[1;33m";
        case Style::good:
            return "\x1b[32m";
        case Style::warning:
            return "\x1b[33m";
        case Style::bad:
            return "\x1b[31m";
    }
    return "";
}

void write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = ::write(descriptor, bytes.data(), bytes.size());
        if (count >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno == EPIPE) {
            throw ReaderLeft{};
        } else if (errno != EINTR) {
            throw Error{Errc::unavailable, "the output cannot be written",
                        errno == ENOSPC ? "disk_full" : "disk_error"};
        }
    }
}

// Filled in eighths of a cell.
std::string bar(double share) {
    static constexpr std::array<std::string_view, 8> kParts{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    const auto eighths =
        static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(kBarCells) * 8);
    std::string cells;
    for (std::size_t i = 0; i < eighths / 8; ++i) cells += "█";
    cells += kParts[eighths % 8];
    return left(cells, kBarCells);
}

double share_of(const core::JobInfo& job) {
    return job.total > 0 ? static_cast<double>(job.done) / static_cast<double>(job.total) : 0;
}

}  // namespace

std::string Pen::in(Style style, std::string_view text) const {
    if (look == Look::plain || text.empty()) return std::string{text};
    return std::string{code_of(style)} + std::string{text} + "\x1b[0m";
}

Output::int_type Output::overflow(int_type c) {
    if (!traits_type::eq_int_type(c, traits_type::eof())) {
        const char byte = traits_type::to_char_type(c);
        xsputn(&byte, 1);
    }
    return traits_type::not_eof(c);
}

std::streamsize Output::xsputn(const char* bytes, std::streamsize count) {
    buffer_.append(bytes, static_cast<std::size_t>(count));
    if (buffer_.size() >= kBufferBytes) sync();
    return count;
}

int Output::sync() {
    const auto bytes = std::exchange(buffer_, {});  // what cannot be written is not tried again
    write_all(descriptor_, bytes);
    return 0;
}

Look look_of(bool terminal,
             const std::function<std::optional<std::string>(std::string_view)>& env) {
    if (!terminal) return Look::plain;
    if (const auto off = env("NO_COLOR"); off && !off->empty()) return Look::plain;
    const auto kind = env("TERM");
    return !kind || kind->empty() || *kind == "dumb" ? Look::plain : Look::coloured;
}

std::size_t columns_of(int descriptor) {
    constexpr std::size_t kUsual = 80;  // of a terminal that does not tell
    if (::isatty(descriptor) == 0) return 0;
    winsize size{};
    if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsual;
    return size.ws_col;
}

std::string duration_text(std::int64_t seconds, const Texts& texts) {
    if (seconds < 60) return texts(Text::seconds_short, seconds);
    if (seconds < 3600) return texts(Text::minutes_short, seconds / 60, seconds % 60);
    return texts(Text::hours_short, seconds / 3600, seconds % 3600 / 60);
}

std::string size_text(std::uint64_t bytes) {
    static constexpr std::array<std::string_view, 5> kUnits{"B", "kB", "MB", "GB", "TB"};
    auto amount = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (amount >= 1000 && unit + 1 < kUnits.size()) {
        amount /= 1000;
        ++unit;
    }
    return fmt::format("{:.{}f} {}", amount, unit > 0 && amount < 10 ? 1 : 0, kUnits[unit]);
}

std::string progress_text(const core::JobInfo& job, const Texts& texts) {
    const auto number = [](std::int64_t n) {
        return grouped(static_cast<std::uint64_t>(std::max<std::int64_t>(n, 0)));
    };
    // Only imports count messages; other jobs count their own steps.
    std::string line;
    if (job.total > 0) line = fmt::format("{:3.0f} %", share_of(job) * 100);
    if (job.kind == "import") {
        line += (line.empty() ? "" : "  ") +
                (job.total > 0 ? texts(Text::messages_of, number(job.done), number(job.total))
                               : texts(Text::messages_so_far, number(job.done)));
        if (job.rate >= 1)
            line += " · " + texts(Text::per_second, number(static_cast<std::int64_t>(job.rate)));
    }
    if (job.eta_s) line += " · " + texts(Text::time_left, duration_text(*job.eta_s, texts));
    return line;
}

std::string progress_line(const core::JobInfo& job, const Texts& texts, std::size_t columns) {
    std::string line;
    if (job.total > 0) line = bar(share_of(job)) + " ";
    line += progress_text(job, texts);
    if (!job.detail.empty()) line += "  " + printable(job.detail);
    return cut(line, columns);
}

void ProgressLine::show(const core::JobInfo& job) {
    if (console_.err.columns == 0) return;
    console_.err.stream << kErase << progress_line(job, console_.texts, console_.err.columns - 1)
                        << std::flush;
    shown_ = true;
}

void ProgressLine::clear() {
    if (!shown_) return;
    console_.err.stream << kErase << std::flush;
    shown_ = false;
}

}  // namespace kith::app::cli
