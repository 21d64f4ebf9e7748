// See width.h.
#include "app/cli/width.h"

#include <algorithm>
#include <iterator>

#include "app/cli/width_table.h"
#include "text/utf8.h"

namespace kith::app::cli {
namespace {

constexpr char32_t kJoiner = 0x200D, kEmojiLook = 0xFE0F;
constexpr std::string_view kEllipsis = "…";

template <std::size_t N>
bool holds(const Range (&table)[N], char32_t c) {
    const auto* range = std::upper_bound(std::begin(table), std::end(table), c,
                                         [](char32_t x, const Range& r) { return x < r.first; });
    return range != std::begin(table) && c <= std::prev(range)->last;
}

// Adds up cells character by character; emoji that are joined share theirs.
class Cells {
  public:
    // Cells that this character adds.
    std::size_t add(char32_t c) {
        const bool joined = joined_;
        joined_ = c == kJoiner;
        const bool skin = c >= 0x1F3FB && c <= 0x1F3FF && last_ > 0;
        if (c == kEmojiLook && last_ == 1 && last_is_symbol_) {
            last_ = 2;
            return 1;
        }
        if ((joined && c >= 0x2190) || skin || holds(kNoCell, c)) return 0;
        last_is_symbol_ = c >= 0x2190 || c == 0xA9 || c == 0xAE;
        last_ = c < 0x1100 ? 1 : holds(kWide, c) ? 2 : 1;
        return last_;
    }

  private:
    bool joined_ = false, last_is_symbol_ = false;
    std::size_t last_ = 0;
};

bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

bool turns_direction(char32_t c) {
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

std::string spaces(std::string_view utf8, std::size_t cells) {
    const auto have = width(utf8);
    return std::string(have < cells ? cells - have : 0, ' ');
}

}  // namespace

std::size_t width(std::string_view utf8) {
    Cells cells;
    std::size_t sum = 0;
    while (!utf8.empty()) {
        const auto point = text::first_code_point(utf8);
        sum += cells.add(point.value);
        utf8.remove_prefix(point.bytes);
    }
    return sum;
}

std::string printable(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    while (!utf8.empty()) {
        const auto point = text::first_code_point(utf8);
        const bool crlf = utf8.starts_with("\r\n");
        utf8.remove_prefix(crlf ? 2 : point.bytes);
        if (crlf || point.value == '\n' || point.value == '\r')
            out += " ↵ ";
        else if (point.value == '\t')
            out += ' ';
        else if (is_control(point.value))
            text::append_utf8(text::kReplacement, out);
        else if (!turns_direction(point.value))
            text::append_utf8(point.value, out);
    }
    return out;
}

std::string cut(std::string_view utf8, std::size_t cells) {
    if (cells == 0 || width(utf8) <= cells) return std::string{utf8};
    Cells counter;
    std::size_t sum = 0, end = 0;
    while (end < utf8.size()) {
        const auto point = text::first_code_point(utf8.substr(end));
        const auto more = counter.add(point.value);
        if (sum + more > cells - 1) break;
        sum += more;
        end += point.bytes;
    }
    return std::string{utf8.substr(0, end)} + std::string{kEllipsis};
}

std::string left(std::string_view utf8, std::size_t cells) {
    return std::string{utf8} + spaces(utf8, cells);
}

std::string right(std::string_view utf8, std::size_t cells) {
    return spaces(utf8, cells) + std::string{utf8};
}

std::vector<std::size_t> line_starts(std::string_view utf8, std::size_t cells) {
    std::vector<std::size_t> starts{0};
    if (cells == 0) return starts;
    Cells counter;
    std::size_t at = 0, used = 0;
    std::size_t gap = 0, after_gap = 0;  // behind the last space of this line: offset, cells used
    while (at < utf8.size()) {
        const auto point = text::first_code_point(utf8.substr(at));
        const auto more = counter.add(point.value);
        const bool space = point.value == ' ';
        if (used + more > cells && at > starts.back() && !space) {
            const bool at_gap = gap > starts.back() && more < 2;
            starts.push_back(at_gap ? gap : at);
            used = at_gap ? used - after_gap : 0;
        }
        used += more;
        at += point.bytes;
        if (space) {
            gap = at;
            after_gap = used;
        }
    }
    return starts;
}

std::string grouped(std::uint64_t number) {
    auto digits = std::to_string(number);
    for (auto at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
    return digits;
}

}  // namespace kith::app::cli
