// What is shown of a message that was found: names, text, and where the words are in it.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "search/find.h"
#include "search/find_page.h"

namespace kith::search {

// Cost: the text of the row is folded once per word.
Hit hit_of(const store::Snapshot& snapshot, const FoundRow& row,
           std::span<const Needle* const> words);

// Where any of the words is in the text: ascending, joined where they overlap, at most kHitMarks.
std::vector<TextMark> text_marks(std::string_view text, std::span<const Needle* const> words);

}  // namespace kith::search
