// The cache file: what is written comes back; what is not whole is refused.
#include "store/cache_codec.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/store/chunk_rows.h"
#include "tests/store/made_store.h"

namespace kith::store {
namespace {

namespace fs = std::filesystem;

ChatRows rows_of(std::mt19937& random, int chunks) {
    ChatRows made;
    made.people = {PersonId{3}, PersonId{1}};
    made.erased = {{5, MessageId{77}}};
    std::int64_t id = 0;
    for (int i = 0; i < chunks; ++i) {
        ChunkBuilder builder;
        for (int row = 0; row < 500; ++row) {
            const auto sender = static_cast<std::uint16_t>(random() % 2);
            ++id;
            builder.add(random_row(random, id), sender, MessageId{id});
        }
        made.chunks.push_back(builder.build());
    }
    return made;
}

class CacheCodec : public testing::Test {
  protected:
    db::Connection open() { return db::Connection::open(file_, {.wal = false}); }
    void write(const std::string& store = "me") {
        auto on = open();
        CacheWriter writer{on};
        writer.write(ChatId{1}, 4, rows_);
        writer.write(ChatId{2}, 5, {});
        writer.finish(store, MessageId{900});
    }
    std::string read_reason() {
        return reason_of([&] { read_cache(file_, {}, "me", 2); });
    }

    TempFolder folder_;
    fs::path file_ = folder_.path / "x.cache";
    std::mt19937 random_{5};
    ChatRows rows_ = rows_of(random_, 3);
};

TEST_F(CacheCodec, everything_comes_back) {
    write();
    const auto read = read_cache(file_, {}, "me", 2);
    EXPECT_EQ(read.upto, MessageId{900});
    ASSERT_EQ(read.chats.size(), 2u);
    EXPECT_EQ(read.chats[0].chat, ChatId{1});  // the largest first
    EXPECT_EQ(read.chats[0].revision, 4);
    EXPECT_EQ(read.chats[0].people, (std::vector{PersonId{3}, PersonId{1}}));
    EXPECT_EQ(read.chats[0].erased, (std::vector<ErasedRow>{{5, MessageId{77}}}));
    ASSERT_EQ(read.chats[0].chunks.size(), 3u);
    for (std::size_t i = 0; i < 3; ++i)
        for (std::uint32_t row = 0; row < 500; ++row)
            EXPECT_EQ(read.chats[0].chunks[i]->text_of(row), rows_.chunks[i]->text_of(row));
    EXPECT_TRUE(read.chats[1].chunks.empty());
}

TEST_F(CacheCodec, a_chat_that_is_neither_written_nor_kept_leaves) {
    write();
    {
        auto on = open();
        CacheWriter writer{on};
        writer.keep(ChatId{1});
        writer.finish("me", MessageId{901});
    }
    const auto read = read_cache(file_, {}, "me", 1);
    EXPECT_EQ(read.chats.size(), 1u);
    EXPECT_EQ(read.upto, MessageId{901});
}

TEST_F(CacheCodec, without_finish_nothing_has_happened) {
    write();
    {
        auto on = open();
        CacheWriter writer{on};
        writer.write(ChatId{1}, 99, {});
    }
    EXPECT_EQ(read_cache(file_, {}, "me", 1).chats[0].revision, 4);
}

TEST_F(CacheCodec, other_stores_and_files_in_pieces_are_refused) {
    write("somebody else");
    EXPECT_EQ(read_reason(), "invalid other_store");
    const auto spoil = [&](std::string_view sql) {
        fs::remove(file_);
        write();
        open().execute(sql);
        return read_reason();
    };
    EXPECT_EQ(spoil("update state set format = 99"), "invalid other_format");
    EXPECT_EQ(spoil("update state set upto = upto + 1"), "invalid not_whole");
    EXPECT_EQ(spoil("delete from state"), "invalid empty");
    EXPECT_EQ(spoil("delete from chat where id = 2"), "invalid not_whole");
    EXPECT_EQ(spoil("update chat set rev = 9 where id = 1"), "invalid chat_damaged");
    EXPECT_EQ(spoil("update chat set people = zeroblob(16) where id = 1"), "invalid chat_damaged");
    EXPECT_EQ(spoil("update chat set people = zeroblob(3) where id = 1"), "invalid list_damaged");
    EXPECT_EQ(spoil("delete from chunk where no = 1"), "invalid chat_damaged");
    EXPECT_EQ(spoil("update chunk set no = no + 5 where no = 0"), "invalid chat_damaged");
    EXPECT_EQ(spoil("update chunk set data = zeroblob(100) where no = 1"), "invalid chunk_damaged");
    EXPECT_EQ(spoil("update chunk set data = substr(data, 1, 50) where no = 1"),
              "invalid chunk_damaged");
    EXPECT_EQ(spoil("update chunk set data = x'28b52ffd' where no = 1"), "invalid chunk_damaged");
}

}  // namespace
}  // namespace kith::store
