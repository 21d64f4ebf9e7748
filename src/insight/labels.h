// The labels under which kinds of messages are counted and shown (archive contract §1.7, §1.8), and
// the type numbers that clients of the archive surface know.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/message.h"

namespace kith::insight {

// In the order of the contract's similarity vector (§4.17); `notice` has no place there.
enum class Label : std::uint8_t {
    text,
    image,
    voice,
    video,
    sticker,
    red_packet,
    transfer,
    link_or_file,
    mini_app,
    quote,
    card,
    place,
    call,
    channel,
    other,
    notice,
};
inline constexpr int kLabelCount = 16;

// Counts by label.
using LabelCounts = std::array<std::uint64_t, kLabelCount>;

// Links and files share a label, so do app messages of no known kind and everything else unknown.
Label label_of(Kind kind);
// The word on the wire: 文本, 图片, …
std::string_view word_of(Label label);

// The type number on the wire: the low 32 bits of the source's number when they can stand for this
// kind, else the usual number of the kind (1, 3, 34, 42, 43, 47, 48, 49, 50, 10000). Never packed.
std::int64_t wire_type(Kind kind, std::int64_t raw_type);

// Kinds that make a day an active one: base types 1, 3, 34, 43, 47 and 49 (archive contract §10).
bool makes_active(Kind kind);

}  // namespace kith::insight
