// A page keeps the first rows in order, whatever the order of the chunks.
#include "search/find_page.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/search/find_archive.h"

namespace kith::search {
namespace {

std::vector<ResultKey> all_keys(const made::Archive& archive) {
    std::vector<ResultKey> keys;
    for (const auto& chat : archive.chats)
        for (const auto& row : chat.rows) keys.push_back({row.time, row.id});
    return keys;
}

// The page made of all rows, chunk by chunk in a random order, by two pages that are merged.
std::vector<ResultKey> page_of(const store::Snapshot& snapshot, Sort sort, std::size_t limit,
                               std::optional<ResultKey> after, std::uint32_t seed) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> chunks;
    for (std::uint32_t chat = 0; chat < snapshot.chats.size(); ++chat)
        for (std::uint32_t i = 0; i < snapshot.chats[chat].rows->chunks.size(); ++i)
            chunks.emplace_back(chat, i);
    made::Dice dice{seed};
    dice.shuffle(chunks);
    Page pages[2]{{sort, limit, after}, {sort, limit, after}};
    for (const auto& [chat, i] : chunks) {
        const auto& chunk = *snapshot.chats[chat].rows->chunks[i];
        const auto columns = chunk.columns();
        RowBits rows;
        rows.clear();
        rows.set_range(0, columns.size);
        pages[dice.below(2)].add(chunk, columns, rows, chat, i);
    }
    pages[0].merge(pages[1]);
    std::vector<ResultKey> keys;
    for (const auto& row : std::move(pages[0]).take()) {
        keys.push_back(row.key);
        const auto& chunk = *snapshot.chats[row.chat].rows->chunks[row.at.chunk];
        EXPECT_EQ(chunk.id_of(row.at.row).value, row.key.id);
    }
    return keys;
}

TEST(Page, is_the_beginning_of_all_rows_in_order) {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        const auto archive = made::random_archive(seed, 80);
        const auto snapshot = made::to_snapshot(archive, 9);
        auto keys = all_keys(archive);
        std::ranges::sort(keys);
        for (const auto sort : {Sort::newest, Sort::oldest}) {
            std::ranges::sort(keys);
            if (sort == Sort::newest) std::ranges::reverse(keys);
            auto expected = keys;
            expected.resize(std::min<std::size_t>(expected.size(), 25));
            EXPECT_EQ(page_of(*snapshot, sort, 25, std::nullopt, seed), expected);
            if (keys.size() <= 40) continue;
            const std::vector<ResultKey> rest(keys.begin() + 31, keys.begin() + 41);
            EXPECT_EQ(page_of(*snapshot, sort, 10, keys[30], seed), rest);
        }
    }
}

TEST(Page, of_nothing_is_empty) {
    Page page{Sort::newest, 5, std::nullopt};
    EXPECT_TRUE(std::move(page).take().empty());
}

}  // namespace
}  // namespace kith::search
