// Where the command line writes to: streams with what is known about them, colours, the bar of a
// running job.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "app/cli/texts.h"
#include "base/stop.h"
#include "core/jobs/jobs.h"

namespace kith::app::cli {

enum class Look : std::uint8_t { plain, coloured };
enum class Style : std::uint8_t { bold, faint, mark, good, warning, bad };

// One of the streams of a command.
struct Pen {
    std::ostream& stream;
    Look look = Look::plain;
    std::size_t columns = 0;  // 0 = no terminal: nothing is cut or wrapped

    // The text in this style, or as it is where there are no colours.
    std::string in(Style style, std::string_view text) const;
};

// What a command gets besides its options. Commands write answers to `out`, everything about the
// work (progress, questions, problems) to `err`.
struct Console {
    Pen out, err;
    std::istream* answers = nullptr;  // somebody who can be asked sits there; null: nobody
    Texts texts;
    Stop stop;  // asked for by Ctrl-C
};

// Thrown by writing to a pipe whose reader left: the command ends, without an error.
struct ReaderLeft {};

// Standard output, of which a gone reader throws ReaderLeft and a full disk Error{unavailable}
// (the stream's exceptions must include badbit). One thread.
class Output : public std::streambuf {
  public:
    explicit Output(int descriptor) : descriptor_{descriptor} {}
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

  protected:
    int_type overflow(int_type c) override;
    std::streamsize xsputn(const char* bytes, std::streamsize count) override;
    int sync() override;

  private:
    static constexpr std::size_t kBufferBytes = 64 * 1024;
    int descriptor_;
    std::string buffer_;
};

// Colours only on a terminal, not with NO_COLOR, and with a TERM that knows them.
Look look_of(bool terminal, const std::function<std::optional<std::string>(std::string_view)>& env);
// Columns of the terminal behind this descriptor; 0 when it is none.
std::size_t columns_of(int descriptor);

// "45 %  450,000 of 1,000,000 messages · 98,000/s · 6 s left", as far as it is known.
std::string progress_text(const core::JobInfo& job, const Texts& texts);
// The bar with its text, at most `columns` wide.
std::string progress_line(const core::JobInfo& job, const Texts& texts, std::size_t columns);
// "6 s", "2 min 5 s", "1 h 4 min".
std::string duration_text(std::int64_t seconds, const Texts& texts);
// "1.2 GB".
std::string size_text(std::uint64_t bytes);

// One line that is written again and again. Writes nothing where there is no terminal.
class ProgressLine {
  public:
    explicit ProgressLine(Console& console) : console_{console} {}
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    void show(const core::JobInfo& job);
    void clear();

  private:
    Console& console_;
    bool shown_ = false;
};

}  // namespace kith::app::cli
