// Facets: months of a zone, lists that are cut without losing their sum.
#include "search/facets.h"

#include <gtest/gtest.h>

#include "tests/search/find_archive.h"

namespace kith::search {
namespace {

TEST(Facets, months_begin_at_local_midnight) {
    const auto zone = Zone::named("Europe/Berlin");
    const auto at = [&](int year, int month) { return zone.start_of_month(year, month); };
    const Months months{zone, at(2023, 11) + 5, at(2024, 4)};
    ASSERT_EQ(months.size(), 6U);
    EXPECT_EQ(months.year(0), 2023);
    EXPECT_EQ(months.month(0), 11);
    EXPECT_EQ(months.month(1), 12);
    EXPECT_EQ(months.year(2), 2024);
    EXPECT_EQ(months.month(2), 1);
    EXPECT_EQ(months.at(at(2024, 2)), 3U);
    EXPECT_EQ(months.at(at(2024, 2) - 1), 2U);
    EXPECT_EQ(months.end(2), at(2024, 2));
    EXPECT_EQ(months.at(at(2024, 4) + 1), 5U);
    EXPECT_EQ(months.at(0), 0U);  // before all: the first
}

TEST(Facets, a_long_list_is_cut_and_keeps_its_sum) {
    made::Archive archive = made::people_and_chats();
    archive.chats.clear();
    const auto chats = kFacetEntries + 25;
    for (std::size_t i = 0; i < chats; ++i) {
        auto chat = made::group(static_cast<std::int64_t>(i) + 1, "k" + std::to_string(i), "g",
                                {{store::PersonId{2}, ""}});
        chat.rows.push_back({static_cast<std::int64_t>(i) + 1, 1'710'000'000, 0, {}, 0, "x"});
        archive.chats.push_back(std::move(chat));
    }
    const auto snapshot = made::to_snapshot(archive);
    const Months months{Zone::fixed(0), 1'710'000'000, 1'710'000'000};
    FacetCounter counter{*snapshot, months}, other{*snapshot, months};
    std::vector<std::uint64_t> counts;
    for (std::size_t i = 0; i < chats; ++i) {
        const auto& chat = snapshot->chats[i];
        const auto columns = chat.rows->chunks[0]->columns();
        RowBits rows;
        rows.clear();
        rows.set(0);
        auto& mine = i % 2 == 0 ? counter : other;
        mine.add(columns, rows);
        mine.end_chat(chat);
        counts.push_back(i == 7 ? 3 : 1);
    }
    counter.merge(other);
    const auto facets = counter.facets(counts);
    EXPECT_EQ(facets.chats.entries.size(), kFacetEntries);
    EXPECT_EQ(facets.chats.entries[0].id, 8);
    EXPECT_EQ(facets.chats.entries[0].count, 3U);
    EXPECT_EQ(facets.chats.entries[1].id, 1);
    EXPECT_EQ(facets.chats.others, 25U);
    EXPECT_EQ(facets.chats.other_count, 25U);
    ASSERT_EQ(facets.people.entries.size(), 1U);
    EXPECT_EQ(facets.people.entries[0].name, "阿梅");
    EXPECT_EQ(facets.people.entries[0].count, chats);
    ASSERT_EQ(facets.months.size(), 1U);
    EXPECT_EQ(facets.months[0].count, chats);
    ASSERT_EQ(facets.kinds.size(), 1U);
    EXPECT_EQ(facets.kinds[0].count, chats);
}

}  // namespace
}  // namespace kith::search
