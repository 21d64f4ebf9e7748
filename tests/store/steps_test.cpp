// Pieces of imports in transactions and chunks.
#include <gtest/gtest.h>

#include "tests/store/made_store.h"

namespace kith::store {
namespace {

class StepsTest : public ImportFixture {};

TEST_F(StepsTest, large_pieces_are_written_in_several_transactions) {
    auto import = begin();
    const auto id = chat(*import);
    import->begin_chat(id);
    for (int piece = 0; piece < 3; ++piece)
        import->put({id, rows(piece * 65'536, (piece + 1) * 65'536)}, Stop{});
    import->end_chat(id, {});
    EXPECT_EQ(array(import->finish(ImportState::done, "{}", "")), (Counts{196'608, 0, 0}));
    const auto snapshot = store_->snapshot();
    EXPECT_LE(snapshot->chats[0].rows->chunks.size(), 196'608u / 4096 + 12);
    EXPECT_EQ(texts(), names(0, 196'608));
    // Late and appended rows in one large piece, between live rows.
    put(rows(0, 66'000), "wechat", "other");
    auto some = rows(0, 132'000);
    std::erase_if(some, [](const Row& row) { return row.sequence % 3 == 0; });
    put(some, "wechat", "mixed");
    EXPECT_EQ(array(put(rows(0, 150'000), "wechat", "mixed")), (Counts{62'000, 88'000, 0}));
    EXPECT_EQ(texts("mixed"), names(0, 150'000));
    expect_rebuild_is_equal();
}

}  // namespace
}  // namespace kith::store
