// See literal.h.
#include "api/welink/literal.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "text/fold.h"

namespace kith::api::welink {
namespace {

bool is_mark(char16_t unit) {
    const bool ascii_word = (unit >= u'0' && unit <= u'9') || (unit >= u'a' && unit <= u'z');
    return unit < 0x80 ? !ascii_word : unit >= 0x2000 && unit <= 0x303F;
}

// The query in the planes of a row: each unit, and whether it was full width there.
bool stands_in(const store::PlanesView& planes, std::uint32_t first, std::uint32_t last,
               const text::Folded& wanted) {
    const auto unit_is = [&](std::uint32_t at, std::size_t i) {
        const auto unit = static_cast<char16_t>(planes.low[at] | planes.high[at] << 8);
        return unit == wanted.units[i] && (planes.upper[at / 8] >> (at % 8) & 1) == wanted.upper[i];
    };
    while (first + wanted.size <= last) {
        const void* found = std::memchr(planes.low + first, wanted.units[0] & 0xFF, last - first);
        if (found == nullptr) return false;
        const auto at =
            static_cast<std::uint32_t>(static_cast<const std::uint8_t*>(found) - planes.low);
        if (at + wanted.size > last) return false;
        std::uint32_t i = 0;
        while (i < wanted.size && unit_is(at + i, i)) ++i;
        if (i == wanted.size) return true;
        first = at + 1;
    }
    return false;
}

}  // namespace

search::RowTest literal_test(std::string_view query) {
    if (!std::ranges::all_of(text::fold(query), is_mark)) return {};
    text::Folded folded;
    text::fold(query, folded);
    return [wanted = std::string{query}, folded = std::move(folded)](
               const store::Chunk& chunk, const store::Columns& columns, std::uint32_t row) {
        if (!folded.exact || chunk.has_own_text(row))
            return chunk.text_of(row).find(wanted) != std::string::npos;
        const auto& planes = columns.text;
        // The last unit ends the text.
        return stands_in(planes, planes.offset[row], planes.offset[row + 1] - 1, folded);
    };
}

}  // namespace kith::api::welink
