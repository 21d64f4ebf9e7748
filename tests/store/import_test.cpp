// What importing the same rows again, late or in equal seconds does.
#include <gtest/gtest.h>

#include <thread>

#include "tests/store/made_store.h"

namespace kith::store {
namespace {

class ImportTest : public ImportFixture {};

TEST_F(ImportTest, the_same_rows_twice_add_nothing) {
    EXPECT_EQ(array(put(rows(0, 10'000))), (Counts{10'000, 0, 0}));
    EXPECT_EQ(array(put(rows(0, 10'000))), (Counts{0, 10'000, 0}));
    EXPECT_EQ(texts(), names(0, 10'000));
    expect_rebuild_is_equal();
}

TEST_F(ImportTest, late_rows_go_where_they_belong) {
    std::vector<Row> even, odd;
    for (auto& row : rows(0, 20'000)) (row.sequence % 2 == 0 ? even : odd).push_back(row);
    EXPECT_EQ(array(put(even)), (Counts{10'000, 0, 0}));
    EXPECT_EQ(array(put(odd)), (Counts{10'000, 0, 0}));
    EXPECT_EQ(texts(), names(0, 20'000));
    EXPECT_EQ(array(put(rows(0, 20'001))), (Counts{1, 20'000, 0}));
    expect_rebuild_is_equal();
    EXPECT_EQ(array(put(rows(0, 20'001))), (Counts{0, 20'001, 0}));
}

TEST_F(ImportTest, an_older_half_goes_before_the_newer_one) {
    put(rows(30'000, 50'000));
    put(rows(0, 30'000));
    EXPECT_EQ(texts(), names(0, 50'000));
    expect_rebuild_is_equal();
}

TEST_F(ImportTest, equal_rows_of_two_pieces_of_one_reading_are_all_kept) {
    auto import = begin();
    const auto id = chat(*import);
    import->begin_chat(id);
    import->put({id, {text_row(1000, "哈哈")}}, Stop{});
    import->put({id, {text_row(1000, "哈哈")}}, Stop{});
    import->end_chat(id, {});
    EXPECT_EQ(array(import->finish(ImportState::done, "{}", "")), (Counts{2, 0, 0}));
    EXPECT_EQ(array(put({text_row(1000, "哈哈"), text_row(1000, "哈哈")})), (Counts{0, 2, 0}));
}

TEST_F(ImportTest, two_imports_of_the_same_rows_at_once_add_them_once) {
    const auto work = [&](int which) {
        auto import = begin();
        const auto one = chat(*import, "one"), two = chat(*import, "two");
        for (const auto id : which == 0 ? std::array{one, two} : std::array{two, one}) {
            import->begin_chat(id);
            for (int piece = 0; piece < 20; ++piece)
                import->put({id, rows(piece * 500, piece * 500 + 500, 1)}, Stop{});
            import->end_chat(id, {});
        }
        return import->finish(ImportState::done, "{}", "");
    };
    ImportCounts other;
    std::thread second{[&] { other = work(1); }};
    auto counts = work(0);
    second.join();
    counts += other;
    EXPECT_EQ(array(counts), (Counts{20'000, 20'000, 0}));
    EXPECT_EQ(texts("one"), names(0, 10'000));
    EXPECT_EQ(texts("two"), names(0, 10'000));
    expect_rebuild_is_equal();
}

TEST_F(ImportTest, a_stop_ends_a_reader_that_waits) {
    auto import = begin();
    const auto id = chat(*import);
    StopSource stop;
    stop.request(StopReason::user);
    EXPECT_EQ(reason_of([&] { import->put({id, rows(0, 10)}, stop.stop()); }).substr(0, 9),
              "cancelled");
    EXPECT_EQ(array(import->finish(ImportState::done, "{}", "")), (Counts{0, 0, 0}));
}

}  // namespace
}  // namespace kith::store
