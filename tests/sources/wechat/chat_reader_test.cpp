// One chat out of several shards: order, pieces, bad files, changes while reading.
#include "sources/wechat/chat_reader.h"

#include <random>

#include "tests/sources/collect.h"

namespace kith::sources::wechat {
namespace {
namespace fs = std::filesystem;

using test::Collected;
using test::Folder;
using test::read_chat;
using test::Row;
using test::WechatArchive;

class Reading : public testing::Test {
  protected:
    Reading() : archive_{folder_.path()} {
        archive_.contact("wxid_1", "阿梅");
        archive_.senders(0, {"wxid_self", "wxid_1"});
        archive_.senders(1, {"wxid_other", "wxid_1", "wxid_self"});  // another numbering
    }
    Folder folder_;
    WechatArchive archive_;
};

TEST_F(Reading, overlapping_shards_come_in_one_order) {
    archive_.rows(0, "wxid_1",
                  {{.time = 100, .sender = 2, .content = "1"},
                   {.time = 300, .sender = 1, .content = "4", .sequence = 2},
                   {.time = 500, .sender = 2, .content = "6"}});
    archive_.rows(1, "wxid_1",
                  {{.time = 300, .sender = 3, .content = "3", .sequence = 1},
                   {.time = 200, .sender = 2, .content = "2"},
                   {.time = 300, .sender = 2, .content = "5", .sequence = 2}});
    const auto source = archive_.open();
    const auto read = test::read_chat(*source, "wxid_1");
    ASSERT_EQ(read.messages.size(), 6U);
    std::string texts;
    for (const auto& message : read.messages) texts += message.text;
    EXPECT_EQ(texts, "123456");
    EXPECT_TRUE(read.in_order());
    EXPECT_EQ(read.pieces, (std::vector<std::size_t>{6}));
    EXPECT_EQ(test::sender_key(*source, read.messages[2]), "wxid_self");
    EXPECT_EQ(test::sender_key(*source, read.messages[4]), "wxid_1");
    EXPECT_EQ(read.marks.size(), 2U);
}

// More rows than are read at once, unsorted by hand, in two shards: still one order, in pieces.
TEST_F(Reading, a_large_unsorted_chat_comes_in_order_and_in_pieces) {
    std::mt19937 random{7};
    std::uniform_int_distribution<std::int64_t> time{1'600'000'000, 1'600'000'000 + 400 * 86'400};
    for (const int shard : {0, 1}) {
        std::vector<Row> rows;
        for (int i = 0; i < 80'000; ++i) {
            rows.push_back({.time = time(random), .sender = 2, .content = "x", .sequence = i});
        }
        rows[500].time = 0;  // impossible
        archive_.rows(shard, "wxid_1", rows);
    }
    const auto source = archive_.open();
    const auto read = test::read_chat(*source, "wxid_1");
    EXPECT_EQ(read.messages.size(), 159'998U);
    EXPECT_EQ(read.count("bad_time"), 2U);
    EXPECT_TRUE(read.in_order());
    EXPECT_GE(read.pieces.size(), 2U);
    for (const auto piece : read.pieces) EXPECT_LE(piece, kPieceRows);
}

TEST_F(Reading, a_crowded_hour_is_still_cut_into_pieces) {
    std::vector<Row> rows(kWholeRows + 5, {.time = 1'600'000'000, .sender = 2, .content = "x"});
    archive_.rows(0, "wxid_1", rows);
    const auto source = archive_.open();
    const auto read = test::read_chat(*source, "wxid_1");
    EXPECT_EQ(read.messages.size(), rows.size());
    EXPECT_EQ(read.pieces, (std::vector<std::size_t>{kPieceRows, kPieceRows, 5}));
}

TEST_F(Reading, a_damaged_page_ends_its_shard_alone) {
    std::vector<Row> rows;
    for (int i = 0; i < 2000; ++i) {
        rows.push_back({.time = 1000 + i, .sender = 2, .content = std::string(200, 'x')});
    }
    archive_.rows(0, "wxid_1", rows);
    archive_.rows(1, "wxid_1", {{.time = 5, .sender = 2, .content = "healthy"}});
    const auto source = archive_.open();
    auto bytes = test::bytes_of(archive_.shard_file(0));
    for (std::size_t at = bytes.size() / 3; at < bytes.size() - 8192; ++at) bytes[at] = '\xEE';
    folder_.write("message/message_0.db", bytes);
    const auto read = test::read_chat(*source, "wxid_1");
    EXPECT_LT(read.messages.size(), 2001U);
    ASSERT_FALSE(read.messages.empty());
    EXPECT_EQ(read.messages[0].text, "healthy");
    ASSERT_EQ(source->warnings().size(), 1U);
    EXPECT_TRUE(source->warnings()[0].starts_with("message/message_0.db: "));
    EXPECT_EQ(read.marks.size(), 1U);  // the damaged one will be read again
}

TEST_F(Reading, a_shard_that_goes_away_is_a_warning) {
    archive_.rows(0, "wxid_1", {{.time = 100, .sender = 2, .content = "gone"}});
    archive_.rows(1, "wxid_1", {{.time = 100, .sender = 2, .content = "here"}});
    const auto source = archive_.open();
    fs::remove(archive_.shard_file(0));
    const auto read = test::read_chat(*source, "wxid_1");
    ASSERT_EQ(read.messages.size(), 1U);
    EXPECT_EQ(source->warnings().size(), 1U);
}

TEST_F(Reading, rows_in_a_wal_file_are_read) {
    auto writer = db::Connection::open(archive_.shard_file(0), {});
    writer.execute("create table \"" + test::table_of("wxid_1") + "\"(" +
                   std::string{test::kMessageColumns} + ")");
    writer.execute("insert into \"" + test::table_of("wxid_1") +
                   "\"(local_type, create_time, real_sender_id, message_content) "
                   "values(1, 100, 2, 'in the wal')");
    ASSERT_TRUE(fs::exists(archive_.shard_file(0).native() + "-wal"));
    const auto first = archive_.open();
    const auto read = test::read_chat(*first, "wxid_1");
    ASSERT_EQ(read.messages.size(), 1U);
    EXPECT_EQ(read.messages[0].text, "in the wal");
    // A later row in the -wal file makes the file another one.
    writer.execute("insert into \"" + test::table_of("wxid_1") +
                   "\"(local_type, create_time, real_sender_id, message_content) "
                   "values(1, 200, 2, 'later')");
    const auto again = archive_.open({.known = test::known_from(read.marks)});
    const auto more = test::read_chat(*again, "wxid_1");
    ASSERT_EQ(more.messages.size(), 1U);
    EXPECT_EQ(more.messages[0].text, "later");
}

TEST_F(Reading, columns_that_are_missing_count_as_zero) {
    WechatArchive::database(archive_.shard_file(0))
        .execute("create table \"" + test::table_of("wxid_1") +
                 "\"(create_time, local_type, message_content);"
                 "insert into \"" +
                 test::table_of("wxid_1") + "\" values(100, 1, 'a')");
    const auto source = archive_.open();
    const auto read = test::read_chat(*source, "wxid_1");
    ASSERT_EQ(read.messages.size(), 1U);
    EXPECT_EQ(read.messages[0].text, "a");
    EXPECT_EQ(read.messages[0].flags, kMine);  // sender 0 is not the peer
}

TEST_F(Reading, stops_between_rows) {
    archive_.rows(0, "wxid_1", std::vector<Row>(10, {.time = 100, .sender = 2}));
    const auto source = archive_.open();
    StopSource stop;
    stop.request(StopReason::user);
    Collected sink;
    EXPECT_THROW(source->read(0, sink, stop.stop()), Error);
    EXPECT_TRUE(sink.marks.empty());
}

}  // namespace
}  // namespace kith::sources::wechat
