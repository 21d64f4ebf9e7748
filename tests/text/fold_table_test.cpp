// The folding table.
#include "text/fold_table.h"

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace kith::text {
namespace {

TEST(FoldTable, ideographs_and_syllables_are_the_same) {
    const auto& table = fold_table();
    for (char32_t c = 0x4000; c <= 0x9FFF; ++c) {
        ASSERT_EQ(table.entry[c].kind, FoldKind::same);
        ASSERT_EQ(table.entry[c].unit, c);
    }
    for (char32_t c = 0xAC00; c <= 0xD7A3; ++c) ASSERT_EQ(table.entry[c].kind, FoldKind::same);
}

TEST(FoldTable, upper_units_lead_back) {
    const auto& table = fold_table();
    std::size_t count = 0;
    for (char32_t c = 0; c < 0x10000; ++c) {
        if (table.entry[c].kind != FoldKind::upper) continue;
        ASSERT_EQ(table.back[table.entry[c].unit], c);
        ++count;
    }
    EXPECT_GT(count, 1000u);
    EXPECT_EQ(table.entry[U'Ａ'].kind, FoldKind::lossy);
    EXPECT_EQ(table.entry[U'A'].kind, FoldKind::upper);
    EXPECT_EQ(table.entry[U'，'].kind, FoldKind::upper);
    EXPECT_EQ(table.entry[U'…'].kind, FoldKind::ellipsis);
    EXPECT_EQ(table.entry[0x0301].kind, FoldKind::unusual);
    EXPECT_EQ(table.entry[0x200D].kind, FoldKind::drop);
}

TEST(FoldTable, what_passes_through_is_itself_for_utf8proc) {
    for (char32_t c = 0x10000; c <= 0x10FFFF; ++c) {
        if (!passes_through(c)) continue;
        std::string alone;
        append_utf8(c, alone);
        ASSERT_EQ(fold_whole(alone), alone) << std::hex << static_cast<unsigned>(c);
        ASSERT_EQ(fold_whole("e" + alone + "\xCC\x81"), "e" + alone + "\xCC\x81");
        if (c >= 0x20000) c += 30;
    }
}

TEST(FoldTable, no_unit_is_zero) {
    const auto& table = fold_table();
    for (const auto& entry : table.entry) {
        if (entry.kind <= FoldKind::lossy) ASSERT_NE(entry.unit, 0);
    }
    for (const auto& units : table.several) ASSERT_EQ(units.find(u'\0'), std::u16string::npos);
}

TEST(Utf16, pairs_for_high_code_points) {
    std::u16string out = u"x";
    append_utf16("a中😀", out);
    EXPECT_EQ(out, u"xa中😀");
}

}  // namespace
}  // namespace kith::text
