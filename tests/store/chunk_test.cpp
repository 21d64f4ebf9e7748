// Reading chunks, and tail chunks under readers.
#include "store/chunk.h"

#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <thread>
#include <vector>

#include "tests/store/chunk_rows.h"
#include "text/utf8.h"

namespace kith::store {
namespace {

Row text_row(std::string text, Kind kind = Kind::text) {
    Row row;
    row.time = 1'700'000'000'000;
    row.kind = kind;
    row.raw_type = usual_raw_type(kind);
    row.text = std::move(text);
    return row;
}

TEST(Tail, rows_come_back_as_they_were) {
    auto tail = ChunkBuilder::tail(MessageId{100});
    EXPECT_TRUE(tail->is_tail());
    EXPECT_EQ(tail->size(), 0u);
    std::mt19937 random{1};
    std::vector<Row> rows;
    for (int i = 0; i < 200; ++i) {
        auto row = random_row(random, 1'600'000'000 + i);
        if (row.raw_type == -1) row.raw_type = usual_raw_type(row.kind);
        if (!tail->append(row, static_cast<std::uint16_t>(i), MessageId{100 + 2 * i})) break;
        rows.push_back(row);
    }
    ASSERT_GT(rows.size(), 100u);
    const auto columns = tail->columns();
    ASSERT_EQ(columns.size, rows.size());
    for (std::uint32_t i = 0; i < columns.size; ++i) {
        EXPECT_EQ(tail->text_of(i), rows[i].text);
        EXPECT_EQ(tail->raw_type_of(i), rows[i].raw_type);
        EXPECT_EQ(tail->id_of(i).value, 100 + 2 * i);
        EXPECT_EQ(columns.time[i], rows[i].time / 1000);
        EXPECT_EQ(columns.sender[i], i);
        EXPECT_EQ(columns.kind[i], static_cast<std::uint8_t>(rows[i].kind));
        EXPECT_EQ(columns.flags[i], rows[i].flags);
        EXPECT_EQ(tail->length_of(i), text::length(rows[i].text));
    }
}

TEST(Tail, is_full_after_its_rows) {
    auto tail = ChunkBuilder::tail(MessageId{1});
    for (std::uint32_t i = 0; i < kTailRows; ++i)
        ASSERT_TRUE(tail->append(text_row("x"), 0, MessageId{1 + i}));
    EXPECT_FALSE(tail->append(text_row("x"), 0, MessageId{1000}));
    EXPECT_EQ(tail->size(), kTailRows);
}

TEST(Tail, is_full_after_its_units_and_stays_readable) {
    auto tail = ChunkBuilder::tail(MessageId{1});
    EXPECT_FALSE(tail->append(text_row(std::string(kTailUnits, 'x')), 0, MessageId{1}));
    EXPECT_TRUE(tail->append(text_row(std::string(kTailUnits - 1, 'x')), 0, MessageId{1}));
    EXPECT_FALSE(tail->append(text_row("y"), 0, MessageId{2}));
    EXPECT_TRUE(tail->append(text_row(""), 0, MessageId{2}));
    EXPECT_TRUE(tail->append(text_row("y", Kind::file), 0, MessageId{3}));
    EXPECT_EQ(tail->columns().text.units, kTailUnits);
    EXPECT_EQ(tail->text_of(2), "y");
}

TEST(Tail, refuses_texts_without_room_for_their_own_copy) {
    auto tail = ChunkBuilder::tail(MessageId{1});
    std::string circled;
    for (int i = 0; i < 1000; ++i) circled += "①";  // 3,000 bytes
    EXPECT_TRUE(tail->append(text_row(circled), 0, MessageId{1}));
    EXPECT_FALSE(tail->append(text_row(circled), 0, MessageId{2}));
    EXPECT_TRUE(tail->append(text_row("①"), 0, MessageId{2}));
    EXPECT_EQ(tail->text_of(0), circled);
    EXPECT_EQ(tail->text_of(1), "①");
    EXPECT_FALSE(tail->append(text_row(std::string(8 << 20, 'A')), 0, MessageId{3}));
}

TEST(Tail, refuses_ids_it_cannot_hold) {
    auto tail = ChunkBuilder::tail(MessageId{100});
    EXPECT_FALSE(tail->append(text_row("x"), 0, MessageId{99}));
    EXPECT_FALSE(tail->append(text_row("x"), 0, MessageId{100 + (std::int64_t{1} << 32)}));
    EXPECT_TRUE(tail->append(text_row("x"), 0, MessageId{99 + (std::int64_t{1} << 32)}));
    EXPECT_EQ(tail->id_of(0).value, 99 + (std::int64_t{1} << 32));
}

TEST(Tail, other_chunks_take_no_rows) {
    ChunkBuilder builder;
    ASSERT_TRUE(builder.add(text_row("x"), 0));
    auto chunk = builder.build();
    EXPECT_FALSE(chunk->is_tail());
    EXPECT_FALSE(chunk->append(text_row("y"), 0, MessageId{1}));
}

TEST(Tail, deleted_rows_show_in_the_flag_union) {
    auto tail = ChunkBuilder::tail(MessageId{1});
    auto row = text_row("x");
    row.flags = kMine;
    ASSERT_TRUE(tail->append(row, 0, MessageId{1}));
    EXPECT_EQ(tail->columns().flag_union, kMine);
    row.flags = kDeleted;
    ASSERT_TRUE(tail->append(row, 0, MessageId{2}));
    EXPECT_EQ(tail->columns().flag_union, kMine | kDeleted);
}

// What the thread sanitizer looks at: readers take views, texts and copies while rows come.
TEST(Tail, readers_see_whole_rows_while_the_writer_appends) {
    std::mt19937 random{5};
    std::vector<Row> rows;
    for (std::uint32_t i = 0; i < kTailRows; ++i) {
        rows.push_back(random_row(random, 1'600'000'000 + i));
        rows.back().kind = i % 3 == 0 ? Kind::file : Kind::text;
        rows.back().text = "Row " + std::to_string(i) + (i % 7 == 0 ? "①…" : "，");
    }
    for (int round = 0; round < 20; ++round) {
        auto tail = ChunkBuilder::tail(MessageId{1});
        std::atomic<bool> wrong{false};
        std::atomic<std::uint32_t> started{0};
        std::vector<std::thread> readers;
        for (int r = 0; r < 2; ++r)
            readers.emplace_back([&] {
                ++started;
                for (std::uint32_t seen = 0; seen < kTailRows;) {
                    const auto columns = tail->columns();
                    if (columns.size < seen) wrong = true;
                    if (columns.text.units != columns.text.offset[columns.size]) wrong = true;
                    for (auto i = seen; i < columns.size; ++i) {
                        if (tail->text_of(i) != rows[i].text) wrong = true;
                        if (tail->raw_type_of(i) != rows[i].raw_type) wrong = true;
                        if (tail->length_of(i) != text::length(rows[i].text)) wrong = true;
                        if (columns.time[i] != rows[i].time / 1000) wrong = true;
                    }
                    if (columns.size != seen) {
                        const auto copy = ChunkCodec::decode(ChunkCodec::encode(*tail));
                        if (copy->size() < columns.size) wrong = true;
                        if (copy->text_of(columns.size - 1) != rows[columns.size - 1].text)
                            wrong = true;
                    }
                    seen = columns.size;
                }
            });
        while (started != 2) std::this_thread::yield();
        for (std::uint32_t i = 0; i < kTailRows; ++i)
            ASSERT_TRUE(tail->append(rows[i], 0, MessageId{1 + i}));
        for (auto& reader : readers) reader.join();
        ASSERT_FALSE(wrong);
    }
}

TEST(RawType, usual_numbers_are_those_of_wechat) {
    EXPECT_EQ(usual_raw_type(Kind::text), 1);
    EXPECT_EQ(usual_raw_type(Kind::image), 3);
    EXPECT_EQ(usual_raw_type(Kind::voice), 34);
    EXPECT_EQ(usual_raw_type(Kind::card), 42);
    EXPECT_EQ(usual_raw_type(Kind::video), 43);
    EXPECT_EQ(usual_raw_type(Kind::sticker), 47);
    EXPECT_EQ(usual_raw_type(Kind::place), 48);
    EXPECT_EQ(usual_raw_type(Kind::call), 50);
    EXPECT_EQ(usual_raw_type(Kind::system), 10000);
    for (const auto kind : {Kind::red_packet, Kind::transfer, Kind::quote, Kind::mini_app,
                            Kind::link, Kind::file, Kind::channel, Kind::other_app})
        EXPECT_EQ(usual_raw_type(kind), 49);
    EXPECT_EQ(usual_raw_type(Kind::other), 0);
}

}  // namespace
}  // namespace kith::store
