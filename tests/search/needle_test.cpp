// Needles and the choice of their rarest units.
#include "search/needle.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "store/chunk.h"
#include "tests/search/oracle.h"

namespace kith::search {
namespace {

TEST(Needle, is_folded) {
    EXPECT_EQ(Needle::of("ＡＢｃ…").units(), u"abc...");
    EXPECT_TRUE(Needle::of("").empty());
    EXPECT_TRUE(Needle::of("\xE2\x80\x8D").empty());
    EXPECT_TRUE(Needle{}.empty());
}

TEST(Needle, unit_zero_is_refused) {
    EXPECT_THROW(Needle(std::u16string{u'a', u'\0'}), Error);
}

TEST(Needle, looks_first_for_the_rarest_low_bytes) {
    ByteCounts counts;
    counts.low.fill(1000);
    counts.total = 256'000;
    counts.low['q'] = 1;
    counts.low['z'] = 2;
    const Needle needle{u"aqbbz", counts};
    EXPECT_EQ(needle.plan().first, 1u);
    EXPECT_EQ(needle.plan().second, 4u);
    EXPECT_FALSE(needle.plan().frequent);
    counts.low['x'] = 128'000;
    EXPECT_TRUE(Needle(u"xx", counts).plan().frequent);
    EXPECT_TRUE(Needle(u"x", counts).plan().frequent);
    const Needle one{u"q", counts};
    EXPECT_EQ(one.plan().first, 0u);
    EXPECT_EQ(one.plan().second, 0u);
}

TEST(Needle, splits_long_texts_into_what_kernels_compare_and_the_rest) {
    const Needle needle{std::u16string(70, u'\u4E01')};
    EXPECT_EQ(needle.plan().length, 64u);
    EXPECT_EQ(needle.rest_low(), std::string(6, '\x01'));
    EXPECT_EQ(needle.rest_high(), std::string(6, '\x4E'));
    EXPECT_TRUE(Needle(std::u16string(64, u'x')).rest_low().empty());
}

TEST(Sample, counts_the_bytes_of_the_store) {
    store::ChunkBuilder builder;
    store::Row row;
    row.text = std::string(99, 'j');
    for (int i = 0; i < 100; ++i) ASSERT_TRUE(builder.add(row, 0));
    const auto snapshot = oracle::snapshot_of(
        {{builder.build()}, {}, {store::ChunkBuilder::tail(store::MessageId{1})}});
    // Too little to be trusted: the usual mixture instead.
    EXPECT_EQ(sample(snapshot).total, typical_bytes().total);
    std::vector<std::vector<store::ChunkPtr>> chats;
    for (int chat = 0; chat < 10; ++chat) {
        for (int i = 0; i < 100; ++i) ASSERT_TRUE(builder.add(row, 0));
        chats.push_back({builder.build()});
    }
    const auto counts = sample(oracle::snapshot_of(std::move(chats)));
    EXPECT_EQ(counts.total, 10u * 512);
    EXPECT_GT(counts.low['j'], 5000u);
    EXPECT_EQ(counts.low['k'], 0u);
}

TEST(Sample, an_empty_store_gives_the_usual_mixture) {
    EXPECT_EQ(sample(store::Snapshot{}).total, typical_bytes().total);
}

}  // namespace
}  // namespace kith::search
