// See find_hits.h.
#include "search/find_hits.h"

#include <algorithm>
#include <utility>

#include "search/directory.h"
#include "search/scan.h"
#include "text/utf8.h"

namespace kith::search {
namespace {

constexpr std::uint32_t kBeforeMark = 100;  // code points shown before the first mark

struct Bytes {
    std::uint32_t first{}, last{};
};

std::vector<Bytes> joined_bytes(std::string_view text, std::span<const Needle* const> words) {
    std::vector<Bytes> all, out;
    for (const auto* word : words)
        for (const auto& mark : marks_in(text, *word, kHitMarks))
            all.push_back({mark.first_byte, mark.last_byte});
    std::ranges::sort(all, [](const Bytes& a, const Bytes& b) {
        return std::pair{a.first, a.last} < std::pair{b.first, b.last};
    });
    for (const auto& next : all) {
        if (!out.empty() && next.first < out.back().last)
            out.back().last = std::max(out.back().last, next.last);
        else
            out.push_back(next);
    }
    if (out.size() > kHitMarks) out.resize(kHitMarks);
    return out;
}

// Cuts a long text around its first mark.
void fit(Hit& hit) {
    const auto length = static_cast<std::uint32_t>(text::length(hit.text));
    if (length <= kHitTextCodePoints) return;
    const std::uint32_t first = hit.marks.empty() ? 0 : hit.marks.front().first;
    const auto size = static_cast<std::uint32_t>(kHitTextCodePoints);
    const std::uint32_t from =
        std::min(first > kBeforeMark ? first - kBeforeMark : 0, length - size);
    const std::string_view all = hit.text;
    const auto skipped = text::first_code_points(all, from).size();
    hit.text = std::string{text::first_code_points(all.substr(skipped), size)};
    hit.text_from = from;
    hit.cut = true;
    std::erase_if(hit.marks, [&](const TextMark& mark) { return mark.first >= from + size; });
    for (auto& mark : hit.marks) {
        mark.first -= from;
        mark.last = std::min(mark.last - from, size);
    }
}

}  // namespace

std::vector<TextMark> text_marks(std::string_view text, std::span<const Needle* const> words) {
    std::vector<TextMark> marks;
    std::uint32_t points = 0;
    std::size_t at = 0;
    // Code points up to a byte, counted once over the whole text.
    const auto point_at = [&](std::uint32_t byte) {
        points += static_cast<std::uint32_t>(text::length(text.substr(at, byte - at)));
        at = byte;
        return points;
    };
    for (const auto& bytes : joined_bytes(text, words)) {
        const auto first = point_at(bytes.first);
        marks.push_back({first, point_at(bytes.last)});
    }
    return marks;
}

Hit hit_of(const store::Snapshot& snapshot, const FoundRow& found,
           std::span<const Needle* const> words) {
    const auto& chat = snapshot.chats[found.chat];
    const auto& chunk = *chat.rows->chunks[found.at.chunk];
    const auto columns = chunk.columns();
    const auto row = found.at.row;
    Hit hit;
    hit.id = chunk.id_of(row);
    hit.chat = chat.info->id;
    hit.chat_name = chat_name(snapshot, chat);
    hit.is_group = chat.info->kind == store::ChatKind::group;
    hit.time = columns.time[row];
    if (const auto sender = columns.sender[row]; sender < chat.rows->people.size())
        hit.sender = chat.rows->people[sender];
    hit.sender_name = sender_name(snapshot, chat, hit.sender);
    hit.is_mine = (columns.flags[row] & kMine) != 0;
    hit.kind = static_cast<Kind>(columns.kind[row]);
    hit.text = chunk.text_of(row);
    hit.marks = text_marks(hit.text, words);
    fit(hit);
    return hit;
}

}  // namespace kith::search
