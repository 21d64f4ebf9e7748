// Where a needle occurs in a text as it is stored.
#include "search/scan.h"
#include "text/fold.h"

namespace kith::search {
namespace {

// UTF-16 units of the text between two bytes of it.
std::uint32_t utf16_units(std::string_view utf8) {
    std::uint32_t units = 0;
    while (!utf8.empty()) {
        const auto c = text::first_code_point(utf8);
        units += c.value >= 0x10000 ? 2 : 1;
        utf8.remove_prefix(c.bytes);
    }
    return units;
}

}  // namespace

std::vector<Mark> marks_in(std::string_view utf8, const Needle& needle, std::size_t limit) {
    std::vector<Mark> marks;
    if (needle.empty()) return marks;
    const auto folded = text::fold_with_origin(utf8);
    const auto size = needle.units().size();
    Mark last;  // where counting of units has come to
    for (auto at = folded.units.find(needle.units());
         at != std::u16string::npos && marks.size() < limit;
         at = folded.units.find(needle.units(), at + size)) {
        Mark mark{folded.first_byte[at], folded.last_byte[at + size - 1], 0, 0};
        if (mark.first_byte < last.last_byte) continue;  // inside a character already marked
        mark.first_unit = last.last_unit + utf16_units(utf8.substr(
                                               last.last_byte, mark.first_byte - last.last_byte));
        mark.last_unit = mark.first_unit + utf16_units(utf8.substr(
                                               mark.first_byte, mark.last_byte - mark.first_byte));
        marks.push_back(mark);
        last = mark;
    }
    return marks;
}

}  // namespace kith::search
