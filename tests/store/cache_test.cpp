// The cache beside a store: used when it fits, ignored when it does not.
#include "store/cache.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/store/made_store.h"

namespace kith::store {
namespace {

namespace fs = std::filesystem;

class CacheTest : public StoreFixture {
  protected:
    void SetUp() override {
        StoreFixture::SetUp();
        settings_.cache_from = 10;
        open();
    }
    fs::path file() const { return fs::path{settings_.file} += ".cache"; }
    void add(int from, int to) {
        std::vector<std::future<MessageId>> all;
        for (int i = from; i < to; ++i)
            all.push_back(
                store_->append({chat_, text_row(i * 1000, "row " + std::to_string(i), li_), {}}));
        for (auto& one : all) one.get();
    }
};

TEST_F(CacheTest, small_stores_have_none) {
    add(0, 9);
    store_->write_cache(Stop{});
    EXPECT_FALSE(fs::exists(file()));
}

TEST_F(CacheTest, rows_after_it_are_read_from_the_table) {
    add(0, 700);
    store_->write_cache(Stop{});
    add(700, 900);
    const auto before = shown(*store_->snapshot());
    open();
    EXPECT_TRUE(store_->stats().from_cache);
    EXPECT_EQ(shown(*store_->snapshot()), before);
    store_->write_cache(Stop{});  // only what changed
    add(900, 1000);
    const auto id = store_->snapshot()->chat(chat_)->rows->chunks[0]->id_of(3);
    store_->edit(id, "changed after the cache was written");
    const auto after = shown(*store_->snapshot());
    open();
    EXPECT_TRUE(store_->stats().from_cache);
    EXPECT_EQ(shown(*store_->snapshot()), after);
}

TEST_F(CacheTest, a_damaged_one_is_deleted_and_not_missed) {
    add(0, 700);
    store_->write_cache(Stop{});
    const auto before = shown(*store_->snapshot());
    store_.reset();
    const auto size = fs::file_size(file());
    for (const auto at : {size / 2, std::uintmax_t{20}}) {
        open();
        store_->write_cache(Stop{});
        store_.reset();
        {
            std::fstream out{file(), std::ios::binary | std::ios::in | std::ios::out};
            out.seekp(static_cast<std::streamoff>(at));
            out << std::string(3000, '\xee');
        }
        open();
        EXPECT_FALSE(store_->stats().from_cache) << at;
        EXPECT_FALSE(fs::exists(file()));
        EXPECT_EQ(shown(*store_->snapshot()), before);
    }
}

TEST_F(CacheTest, one_of_another_store_is_not_used) {
    add(0, 50);
    store_->write_cache(Stop{});
    store_.reset();
    auto other = settings_;
    other.file = folder_.path / "other.db";
    fs::copy_file(file(), fs::path{other.file} += ".cache");
    const auto store = Store::open(other, clock_);
    EXPECT_FALSE(store->stats().from_cache);
    EXPECT_EQ(store->snapshot()->messages, 0u);
}

TEST_F(CacheTest, a_stop_leaves_the_old_one_in_place) {
    add(0, 50);
    store_->write_cache(Stop{});
    add(50, 60);
    StopSource stop;
    stop.request(StopReason::shutdown);
    EXPECT_EQ(reason_of([&] { store_->write_cache(stop.stop()); }).substr(0, 9), "cancelled");
    const auto before = shown(*store_->snapshot());
    open();
    EXPECT_TRUE(store_->stats().from_cache);
    EXPECT_EQ(shown(*store_->snapshot()), before);
}

}  // namespace
}  // namespace kith::store
