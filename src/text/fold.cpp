// Folding texts and bringing them back.
#include "text/fold.h"

#include <cstring>

#include "text/fold_table.h"

namespace kith::text {
namespace {

constexpr std::size_t kSlack = 32;  // units that one code point may give at most, and some more

// A thread keeps a buffer of at most this many units between calls.
constexpr std::size_t kKeptUnits = 1 << 16;

bool in_ideographs(unsigned lead) {
    return lead >= 0xE4 && lead <= 0xE9;  // U+4000 to U+9FFF: all fold to themselves
}

// Folds while nothing unusual comes. Writes behind `out.size`; the caller decides what to do with
// the rest of the text when finish() says there is one.
class FastFold {
  public:
    FastFold(std::string_view utf8, Folded& out)
        : table_{fold_table()},
          at_{reinterpret_cast<const unsigned char*>(utf8.data())},
          end_{at_ + utf8.size()},
          out_{out} {
        make_room();
    }

    // False when the text holds something unusual: what was written so far is worthless.
    bool run() {
        while (at_ < end_) {
            if (*at_ < 0x80) {
                ascii();
            } else if (in_ideographs(*at_)) {
                ideographs();
            } else if (!other()) {
                return false;
            }
        }
        out_.size = size_;
        return true;
    }

  private:
    // A text never gives more units than it has bytes, except for FoldKind::several.
    void make_room() {
        const auto need = size_ + static_cast<std::size_t>(end_ - at_) + kSlack;
        if (out_.units.size() >= need) return;
        out_.units.resize(need + need / 2);
        out_.upper.resize(need + need / 2);
    }

    void put(char16_t unit, std::uint8_t upper) {
        out_.units[size_] = unit;
        out_.upper[size_] = upper;
        ++size_;
    }

    void ascii() {
        auto* units = out_.units.data();
        auto* upper = out_.upper.data();
        const auto* start = at_;
        std::uint8_t any = 0;
        for (; at_ < end_ && *at_ < 0x80; ++at_, ++size_) {
            const auto entry = table_.entry[*at_];
            units[size_] = entry.unit;
            const std::uint8_t is_upper = entry.kind == FoldKind::upper;
            upper[size_] = is_upper;
            any |= is_upper;
            out_.exact &= *at_ != 0;
        }
        out_.any_upper |= any != 0;
        out_.code_points += static_cast<std::size_t>(at_ - start);
    }

    void ideographs() {
        auto* units = out_.units.data();
        auto* upper = out_.upper.data();
        while (end_ - at_ >= 3 && in_ideographs(at_[0]) && (at_[1] & 0xC0) == 0x80 &&
               (at_[2] & 0xC0) == 0x80) {
            units[size_] = static_cast<char16_t>((at_[0] & 0x0F) << 12 | (at_[1] & 0x3F) << 6 |
                                                 (at_[2] & 0x3F));
            upper[size_] = 0;
            ++size_;
            ++out_.code_points;
            at_ += 3;
        }
        if (at_ < end_ && in_ideographs(*at_)) invalid();
    }

    void invalid() {
        put(static_cast<char16_t>(kReplacement), 0);
        out_.exact = false;
        ++out_.code_points;
        ++at_;
    }

    bool other() {
        const auto c = first_code_point(
            {reinterpret_cast<const char*>(at_), static_cast<std::size_t>(end_ - at_)});
        if (!c.valid) {
            invalid();
            return true;
        }
        at_ += c.bytes;
        ++out_.code_points;
        if (c.value < 0x10000) return basic(table_.entry[c.value]);
        if (!passes_through(c.value)) return false;
        put(static_cast<char16_t>(0xD7C0 + (c.value >> 10)), 0);
        put(static_cast<char16_t>(0xDC00 + (c.value & 0x3FF)), 0);
        return true;
    }

    bool basic(FoldEntry entry) {
        switch (entry.kind) {
            case FoldKind::same:
                put(entry.unit, 0);
                return true;
            case FoldKind::upper:
                put(entry.unit, 1);
                out_.any_upper = true;
                return true;
            case FoldKind::lossy:
                put(entry.unit, 0);
                out_.exact = false;
                return true;
            case FoldKind::drop:
                out_.exact = false;
                return true;
            case FoldKind::several:
                several(entry, 0);
                return true;
            case FoldKind::ellipsis:
                several(entry, 1);
                return true;
            case FoldKind::unusual:
                break;
        }
        return false;
    }

    void several(FoldEntry entry, std::uint8_t upper) {
        for (const char16_t unit : table_.several[entry.unit]) put(unit, upper);
        if (upper == 0)
            out_.exact = false;
        else
            out_.any_upper = true;
        make_room();
    }

    const FoldTable& table_;
    const unsigned char* at_;
    const unsigned char* end_;
    Folded& out_;
    std::size_t size_ = 0;
};

void fold_unusual(std::string_view utf8, Folded& out) {
    const std::string valid = repair_utf8(utf8);
    const std::string whole = fold_whole(valid);
    std::u16string units;
    append_utf16(whole, units);
    out.size = units.size();
    if (out.units.size() < units.size()) out.units.resize(units.size());
    out.upper.assign(out.units.size(), 0);
    std::memcpy(out.units.data(), units.data(), units.size() * sizeof(char16_t));
    out.code_points = length(utf8);
    out.any_upper = false;
    out.exact = whole == utf8;
}

// The writer of a tail chunk may set bits of the next row in the byte that is read here.
bool upper_bit(const std::uint8_t* upper, std::uint32_t unit) {
    return (__atomic_load_n(upper + unit / 8, __ATOMIC_RELAXED) >> (unit % 8) & 1) != 0;
}

// A run of code points that folds on its own: the first does not look back, the others may.
struct Segment {
    std::size_t bytes{};
    bool whole{};  // to be folded by utf8proc
};

bool starts_segment(const CodePoint& c, const FoldTable& table) {
    if (c.value >= 0x10000) return passes_through(c.value);
    const auto kind = table.entry[c.value].kind;
    return kind != FoldKind::unusual && kind != FoldKind::drop;
}

Segment first_segment(std::string_view utf8, const FoldTable& table) {
    const auto first = first_code_point(utf8);
    Segment segment{first.bytes, !starts_segment(first, table)};
    while (segment.bytes < utf8.size()) {
        const auto next = first_code_point(utf8.substr(segment.bytes));
        if (starts_segment(next, table)) break;
        segment.bytes += next.bytes;
        segment.whole = true;
    }
    return segment;
}

}  // namespace

void fold(std::string_view utf8, Folded& out) {
    out.size = out.code_points = 0;
    out.any_upper = false;
    out.exact = true;
    if (!FastFold{utf8, out}.run()) fold_unusual(utf8, out);
}

void fold(std::string_view utf8, std::u16string& out) {
    thread_local Folded folded;
    fold(utf8, folded);
    out.append(folded.units.data(), folded.size);
    if (folded.units.size() > kKeptUnits) folded = Folded{};
}

std::u16string fold(std::string_view utf8) {
    std::u16string out;
    fold(utf8, out);
    return out;
}

void unfold(const UnitPlanes& planes, std::uint32_t first, std::uint32_t last, std::string& out) {
    const auto& back = fold_table().back;
    const auto unit_at = [&](std::uint32_t i) -> char32_t {
        return planes.low[i] | static_cast<char32_t>(planes.high[i]) << 8;
    };
    const auto start = out.size();
    // No unit gives more than three bytes; a pair of two gives four.
    out.resize(start + std::size_t{3} * (last - first));
    auto* to = out.data() + start;
    for (std::uint32_t i = first; i < last; ++i) {
        char32_t unit = unit_at(i);
        if (upper_bit(planes.upper, i)) {
            if (unit == U'.') i += 2;  // the three stops of an ellipsis
            unit = back[unit];
        } else if (unit >= 0xD800 && unit <= 0xDFFF) {
            const char32_t next = i + 1 < last ? unit_at(i + 1) : 0;
            if (unit < 0xDC00 && next >= 0xDC00 && next <= 0xDFFF) {
                unit = 0x10000 + ((unit & 0x3FF) << 10) + (next & 0x3FF);
                ++i;
            } else {
                unit = kReplacement;
            }
        }
        to += write_utf8(unit, to);
    }
    out.resize(static_cast<std::size_t>(to - out.data()));
}

FoldedFrom fold_with_origin(std::string_view utf8) {
    const auto& table = fold_table();
    FoldedFrom out;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto segment = first_segment(utf8.substr(at), table);
        const auto piece = utf8.substr(at, segment.bytes);
        if (segment.whole)
            append_utf16(fold_whole(repair_utf8(piece)), out.units);
        else
            fold(piece, out.units);
        out.first_byte.resize(out.units.size(), static_cast<std::uint32_t>(at));
        at += segment.bytes;
        out.last_byte.resize(out.units.size(), static_cast<std::uint32_t>(at));
    }
    return out;
}

}  // namespace kith::text
