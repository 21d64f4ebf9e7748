// Read connections are lent, used again, and gone after close().
#include "store/readers.h"

#include <gtest/gtest.h>

#include "tests/store/made_store.h"

namespace kith::store {
namespace {

TEST(ReaderPool, a_connection_comes_back_and_is_lent_again) {
    TempFolder folder;
    const auto settings = settings_in(folder);
    auto on = db::Connection::open(settings.file, {});
    make_schema(on);
    ReaderPool pool{settings};
    const Reader* first = nullptr;
    {
        auto lease = pool.take();
        first = lease.operator->();
        auto other = pool.take();
        EXPECT_NE(other.operator->(), first);
        EXPECT_EQ(reason_of([&] { lease->on.execute("delete from meta"); }),
                  "unavailable read_only");
        std::vector<RowFacts> facts;
        const MessageId id{1};
        lease->messages.facts(std::span{&id, 1}, facts);
        EXPECT_TRUE(facts.empty());
    }
    {
        auto a = pool.take(), b = pool.take();
        EXPECT_TRUE(a.operator->() == first || b.operator->() == first);
        pool.close();
    }
    EXPECT_EQ(reason_of([&] { pool.take(); }), "unavailable closed");
}

}  // namespace
}  // namespace kith::store
