// See literal.h.
#include "api/welink/literal.h"

#include <algorithm>
#include <string>

#include "text/fold.h"

namespace kith::api::welink {
namespace {

bool is_mark(char16_t unit) {
    const bool ascii_word = (unit >= u'0' && unit <= u'9') || (unit >= u'a' && unit <= u'z');
    return unit < 0x80 ? !ascii_word : unit >= 0x2000 && unit <= 0x303F;
}

// The chunk that these columns belong to: chunks are in the order of time.
const store::Chunk* chunk_of(const store::Chat& chat, const store::Columns& columns) {
    const auto& chunks = chat.rows->chunks;
    auto at = std::ranges::lower_bound(
        chunks, columns.time[0], {},
        [](const store::ChunkPtr& chunk) { return chunk->columns().time[0]; });
    for (; at != chunks.end(); ++at)
        if ((*at)->columns().time == columns.time) return at->get();
    return nullptr;
}

}  // namespace

search::RowTest literal_test(std::string_view query) {
    if (!std::ranges::all_of(text::fold(query), is_mark)) return {};
    return [wanted = std::string{query}](const store::Chat& chat, const store::Columns& columns,
                                         std::uint32_t row) {
        const auto* chunk = chunk_of(chat, columns);
        return chunk != nullptr && chunk->text_of(row).find(wanted) != std::string::npos;
    };
}

}  // namespace kith::api::welink
