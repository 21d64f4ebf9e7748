// Runs that overlap in time become one list in (time, sequence, id) order.
#include "store/runs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "store/row_collector.h"
#include "tests/store/table_rows.h"

namespace kith::store {
namespace {

std::vector<std::int64_t> ids_of(const std::vector<ChunkPtr>& chunks) {
    std::vector<std::int64_t> ids;
    for (const auto& chunk : chunks)
        for (std::uint32_t row = 0; row < chunk->size(); ++row)
            ids.push_back(chunk->id_of(row).value);
    return ids;
}

TEST(JoinRuns, random_rows_come_out_in_their_order) {
    std::mt19937 random{3};
    for (int round = 0; round < 20; ++round) {
        Table table;
        ChatPeople people;
        RowCollector collector;
        std::vector<std::tuple<std::int64_t, std::int64_t, std::int64_t>> expected;
        const auto spread = round % 2 == 0 ? 20'000u : 3'000'000u;  // milliseconds
        std::int64_t id = 0;
        for (int portion = 0; portion < 6; ++portion) {
            std::vector<std::pair<std::int64_t, std::int64_t>> orders(random() % 1500);
            for (auto& order : orders) order = {random() % spread, random() % 3};
            if (portion % 3 != 2) std::ranges::sort(orders);  // an import; else live rows
            for (const auto& [time, sequence] : orders) {
                Row row;
                row.time = time;
                row.sequence = sequence;
                collector.add(ChatId{1}, people, MessageId{++id}, row);
                table.insert(id, time, sequence, "");
                expected.emplace_back(time, sequence, id);
            }
        }
        std::ranges::sort(expected);
        MessageReader reader{table.on};
        auto collected = collector.take();
        auto runs = std::move(collected[ChatId{1}].runs);
        if (round % 4 == 0)
            for (auto& run : runs) run.first = run.last = std::nullopt;  // as from a cache
        std::vector<std::int64_t> ids;
        for (const auto& [time, sequence, one] : expected) ids.push_back(one);
        EXPECT_EQ(ids_of(join_runs(std::move(runs), reader)), ids) << "round " << round;
    }
}

TEST(JoinRuns, runs_that_follow_each_other_keep_their_chunks) {
    Table table;
    MessageReader reader{table.on};
    const auto chunk = [](std::int64_t first) {
        ChunkBuilder builder;
        for (std::int64_t i = 0; i < 3000; ++i) {
            Row row;
            row.time = (first + i) * 1000;
            builder.add(row, 0, MessageId{first + i});
        }
        return builder.build();
    };
    const ChunkPtr a = chunk(1), b = chunk(5000), c = chunk(9000);
    const auto joined = join_runs({{{c}, {}, {}}, {{a, b}, {}, {}}, {}}, reader);
    EXPECT_EQ(joined, (std::vector<ChunkPtr>{a, b, c}));
    EXPECT_TRUE(join_runs({}, reader).empty());
}

}  // namespace
}  // namespace kith::store
