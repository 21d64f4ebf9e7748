// Imports: what is added, recognised, changed, resumed, undone.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <thread>

#include "db/db.h"
#include "store/store.h"
#include "tests/store/made_store.h"

namespace kith::store {
namespace {

class ImportTest : public testing::Test {
  protected:
    void SetUp() override {
        settings_ = settings_in(folder_);
        open();
        account_ = store_->account("wechat", "me");
    }
    void open() {
        store_.reset();
        store_ = Store::open(settings_, clock_);
    }
    std::unique_ptr<Import> begin(std::string_view format = "wechat") {
        return store_->begin_import(account_, format, "/archive");
    }
    ChatId chat(Import& import, const std::string& key = "friend") {
        Person person;
        person.account = account_;
        person.key = key;
        ChatInfo info;
        info.account = account_;
        info.key = key;
        info.peer = import.person(person);
        return import.chat(info);
    }
    // One whole import of one piece.
    ImportCounts put(std::vector<Row> rows, std::string_view format = "wechat",
                     const std::string& key = "friend") {
        auto import = begin(format);
        const auto id = chat(*import, key);
        import->begin_chat(id);
        import->put({id, std::move(rows)}, Stop{});
        import->end_chat(id, {});
        return import->finish(ImportState::done, "{}", "");
    }
    std::vector<std::string> texts(const std::string& key = "friend") {
        const auto snapshot = store_->snapshot();
        const auto* found = snapshot->chat_by_key(key, ChatKind::direct);
        return found ? texts_of(*snapshot, found->info->id) : std::vector<std::string>{};
    }
    static std::vector<Row> rows(int from, int to, std::int64_t key_base = 0) {
        std::vector<Row> made;
        for (int i = from; i < to; ++i)
            made.push_back(text_row(std::int64_t{i} * 700, "row " + std::to_string(i), {},
                                    key_base == 0 ? 0 : key_base + i, i));
        return made;
    }
    static std::vector<std::string> names(int from, int to) {
        std::vector<std::string> made;
        for (int i = from; i < to; ++i) made.push_back("row " + std::to_string(i));
        return made;
    }
    // What memory shows is what the table holds.
    void expect_rebuild_is_equal() {
        const auto before = shown(*store_->snapshot());
        open();
        EXPECT_EQ(shown(*store_->snapshot()), before);
    }

    TempFolder folder_;
    Settings settings_;
    FixedClock clock_{from_seconds(1'700'000'000)};
    std::unique_ptr<Store> store_;
    AccountId account_;
};

using Counts = std::array<std::int64_t, 3>;
Counts array(const ImportCounts& counts) {
    return {counts.added, counts.same, counts.changed};
}

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

TEST_F(ImportTest, equal_messages_of_one_second_stay_as_many_as_they_are) {
    const auto twice = [] {
        return std::vector{text_row(1000, "哈哈"), text_row(1000, "哈哈"), text_row(1500, "哈哈")};
    };
    EXPECT_EQ(array(put(twice())), (Counts{3, 0, 0}));
    EXPECT_EQ(array(put(twice())), (Counts{0, 3, 0}));
    auto four = twice();
    four.push_back(text_row(1600, "哈哈"));
    EXPECT_EQ(array(put(four)), (Counts{1, 3, 0}));
    expect_rebuild_is_equal();
}

TEST_F(ImportTest, different_ids_of_one_format_are_different_messages) {
    put({text_row(1000, "哈哈", {}, 11)});
    EXPECT_EQ(array(put({text_row(1000, "哈哈", {}, 12)})), (Counts{1, 0, 0}));
    EXPECT_EQ(array(put({text_row(1000, "哈哈", {}, 12)})), (Counts{0, 1, 0}));
    // Another format has other ids for the same messages.
    EXPECT_EQ(
        array(put({text_row(1000, "哈哈", {}, 901), text_row(1000, "哈哈", {}, 902)}, "chatlab")),
        (Counts{0, 2, 0}));
    EXPECT_EQ(array(put({text_row(1000, "哈 哈")}, "chatlab")), (Counts{1, 0, 0}));
    EXPECT_EQ(array(put({text_row(1000, "哈哈")}, "chatlab")), (Counts{0, 1, 0}));
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

TEST_F(ImportTest, the_same_id_with_another_text_is_a_new_version) {
    put({text_row(1000, "first", {}, 11), text_row(2000, "second", {}, 12)});
    EXPECT_EQ(array(put({text_row(1000, "第一", {}, 11), text_row(2000, "second", {}, 12)})),
              (Counts{0, 1, 1}));
    EXPECT_EQ(texts(), (std::vector<std::string>{"第一", "second"}));
    expect_rebuild_is_equal();
    EXPECT_EQ(array(put({text_row(1000, "第一", {}, 11)})), (Counts{0, 1, 0}));
    // Another format does not overrule.
    EXPECT_EQ(array(put({text_row(1000, "[text]", {}, 11)}, "chatlab")), (Counts{0, 1, 0}));
}

TEST_F(ImportTest, what_the_owner_changed_or_erased_stays_so) {
    put({text_row(1000, "a", {}, 11), text_row(2000, "b", {}, 12), text_row(3000, "c")});
    const auto snapshot = store_->snapshot();
    const auto& chunk = *snapshot->chats[0].rows->chunks[0];
    EXPECT_TRUE(store_->edit(chunk.id_of(0), "mine"));
    EXPECT_TRUE(store_->erase(chunk.id_of(1)));
    EXPECT_TRUE(store_->erase(chunk.id_of(2)));
    const auto again = [&] {
        EXPECT_EQ(array(put({text_row(1000, "a", {}, 11), text_row(2000, "b", {}, 12),
                             text_row(3000, "c")})),
                  (Counts{0, 3, 0}));
        EXPECT_EQ(texts(), std::vector<std::string>{"mine"});
    };
    again();
    open();
    again();
    // A row of the second of an erased one still finds its place.
    put({text_row(3500, "d", {}, 0, 1)});
    EXPECT_EQ(texts(), (std::vector<std::string>{"mine", "d"}));
}

TEST_F(ImportTest, full_width_and_case_do_not_make_another_message) {
    put({text_row(1000, "ＡＢＣ ok"), text_row(1200, "x")});
    EXPECT_EQ(array(put({text_row(1000, "abc OK")})), (Counts{0, 1, 0}));
    EXPECT_EQ(texts(), (std::vector<std::string>{"ＡＢＣ ok", "x"}));
}

TEST_F(ImportTest, a_second_with_many_rows_is_matched) {
    std::vector<Row> many;
    for (int i = 0; i < 20'000; ++i)
        many.push_back(text_row(5000, "t" + std::to_string(i / 2), {}, 0, i));
    EXPECT_EQ(array(put(many)), (Counts{20'000, 0, 0}));
    EXPECT_EQ(array(put(many)), (Counts{0, 20'000, 0}));
    many.push_back(text_row(5000, "t7", {}, 0, 9));
    EXPECT_EQ(array(put(many)), (Counts{1, 20'000, 0}));
    expect_rebuild_is_equal();
}

TEST_F(ImportTest, large_pieces_are_written_in_several_transactions) {
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

TEST_F(ImportTest, marks_are_kept_with_the_rows_and_forgotten_by_an_undo) {
    auto import = begin();
    EXPECT_TRUE(import->marks().empty());
    const auto id = chat(*import);
    import->begin_chat(id);
    import->put({id, rows(0, 10)}, Stop{});
    const PartMark mark{"message_0.db", 4096, 123456789, 10, -77};
    import->end_chat(id, std::span{&mark, 1});
    import->mark({"contact.db", 1, 2, 3, 4});
    const auto import_id = import->id();
    import->finish(ImportState::done, "{}", "");
    import.reset();
    EXPECT_EQ(store_->marks("wechat", "/elsewhere").size(), 0u);
    auto marks = store_->marks("wechat", "/archive");
    ASSERT_EQ(marks.size(), 2u);
    EXPECT_EQ(marks[1].part, "message_0.db");
    EXPECT_EQ(marks[1].size, 4096);
    EXPECT_EQ(marks[1].modified, 123456789);
    EXPECT_EQ(marks[1].last, 10);
    EXPECT_EQ(marks[1].last_key, -77);
    store_->undo(import_id, {}, Stop{});
    EXPECT_TRUE(store_->marks("wechat", "/archive").empty());
}

TEST_F(ImportTest, undo_takes_everything_out_again) {
    put({text_row(1000, "stays", {}, 11), text_row(9'000'000, "stays too", {}, 12)});
    const auto before = shown(*store_->snapshot());
    auto import = begin();
    const auto id = chat(*import), other = chat(*import, "stranger");
    const auto first = import->id();
    import->begin_chat(id);
    auto given = rows(0, 30'000);
    given.push_back(text_row(1000, "changed", {}, 11));
    import->put({id, given}, Stop{});
    import->end_chat(id, {});
    import->begin_chat(other);
    import->put({other, rows(0, 5)}, Stop{});
    import->end_chat(other, {});
    EXPECT_EQ(array(import->finish(ImportState::done, "{}", "")), (Counts{30'005, 0, 1}));
    import.reset();
    EXPECT_EQ(store_->snapshot()->messages, 30'007u);
    double share = 0;
    store_->undo(
        first,
        [&](double now) {
            EXPECT_GE(now, share);
            share = now;
        },
        Stop{});
    EXPECT_EQ(share, 1.0);
    EXPECT_EQ(shown(*store_->snapshot()), before);  // the stranger has left, too
    EXPECT_EQ(store_->imports()[1].state, ImportState::undone);
    store_->undo(first, {}, Stop{});  // once more changes nothing
    expect_rebuild_is_equal();
    // Ids are not used again.
    put({text_row(1, "new", {}, 99)});
    const auto on_top = store_->snapshot()->chats[0].rows->chunks[0]->id_of(0);
    EXPECT_GT(on_top.value, 30'007);
}

TEST_F(ImportTest, undo_keeps_what_the_owner_and_later_imports_changed) {
    put({text_row(1000, "one", {}, 11), text_row(2000, "uno", {}, 12)});
    auto import = begin();
    const auto second = import->id();
    const auto id = chat(*import);
    import->put({id, {text_row(1000, "two", {}, 11), text_row(2000, "due", {}, 12)}}, Stop{});
    import->end_chat(id, {});
    import->finish(ImportState::done, "{}", "");
    import.reset();
    put({text_row(1000, "three", {}, 11)});
    const auto row = store_->snapshot()->chats[0].rows->chunks[0]->id_of(1);
    store_->edit(row, "mine");
    store_->undo(second, {}, Stop{});
    EXPECT_EQ(texts(), (std::vector<std::string>{"three", "mine"}));
    // And the third one falls back to the first.
    store_->undo(store_->imports()[2].id, {}, Stop{});
    EXPECT_EQ(texts(), (std::vector<std::string>{"one", "mine"}));
    expect_rebuild_is_equal();
}

TEST_F(ImportTest, a_cancelled_import_keeps_nothing) {
    auto import = begin();
    const auto id = chat(*import);
    import->begin_chat(id);
    import->put({id, rows(0, 70'000)}, Stop{});
    import->finish(ImportState::cancelled, R"({"found":3})", "");
    import.reset();
    EXPECT_EQ(store_->snapshot()->messages, 0u);
    EXPECT_TRUE(store_->snapshot()->chats.empty());
    EXPECT_TRUE(store_->snapshot()->people.empty());
    const auto list = store_->imports();
    ASSERT_EQ(list.size(), 1u);
    EXPECT_EQ(list[0].state, ImportState::cancelled);
    EXPECT_EQ(list[0].added, 0);
    EXPECT_EQ(list[0].report, R"({"found":3})");
    EXPECT_EQ(list[0].location, "/archive");
    EXPECT_EQ(list[0].format, "wechat");
    expect_rebuild_is_equal();
}

TEST_F(ImportTest, an_import_that_was_left_goes_on_where_it_was) {
    ImportId id;
    {
        auto import = begin();
        id = import->id();
        const auto whole = chat(*import, "whole"), half = chat(*import, "half");
        import->begin_chat(whole);
        import->put({whole, rows(0, 50)}, Stop{});
        const PartMark mark{"whole", 1, 2, 3, 4};
        import->end_chat(whole, std::span{&mark, 1});
        import->begin_chat(half);
        import->put({half, rows(0, 25'000)}, Stop{});
        import->put({half, rows(25'000, 50'000)}, Stop{});
    }
    open();
    EXPECT_EQ(texts("whole"), names(0, 50));
    EXPECT_TRUE(texts("half").empty());  // read in part: out again
    ASSERT_EQ(store_->imports().size(), 1u);
    EXPECT_EQ(store_->imports()[0].state, ImportState::loading);
    auto import = store_->resume(id);
    EXPECT_EQ(reason_of([&] { store_->undo(id, {}, Stop{}); }), "conflict import_busy");
    EXPECT_EQ(reason_of([&] { store_->resume(id); }), "conflict import_busy");
    ASSERT_EQ(import->marks().size(), 1u);
    EXPECT_EQ(import->marks()[0].part, "whole");
    const auto whole = chat(*import, "whole"), half = chat(*import, "half");
    import->put({whole, rows(0, 51)}, Stop{});  // a source without marks reads it all again
    import->end_chat(whole, {});
    import->put({half, rows(0, 50'000)}, Stop{});
    import->end_chat(half, {});
    EXPECT_EQ(array(import->finish(ImportState::done, "{}", "")), (Counts{50'001, 50, 0}));
    import.reset();
    EXPECT_EQ(texts("half"), names(0, 50'000));
    EXPECT_EQ(store_->imports()[0].added, 50'051);
    EXPECT_EQ(reason_of([&] { store_->resume(id); }), "conflict import_ended");
    store_->undo(id, {}, Stop{});
    EXPECT_EQ(store_->snapshot()->messages, 0u);
    expect_rebuild_is_equal();
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

TEST_F(ImportTest, a_full_store_refuses_imports) {
    store_.reset();
    settings_.max_messages = 100;
    open();
    put(rows(0, 100));
    EXPECT_EQ(reason_of([&] { begin(); }), "too_large store_full");
    store_->append({store_->snapshot()->chats[0].info->id, text_row(99'000'000, "live"), {}}).get();
}

TEST_F(ImportTest, compare_tells_what_put_would_do) {
    put({text_row(1000, "a", {}, 11), text_row(2000, "b", {}, 12)});
    const std::vector rows{text_row(1000, "new a", {}, 11), text_row(2000, "b", {}, 12),
                           text_row(3000, "c", {}, 13)};
    const auto id = store_->snapshot()->chats[0].info->id;
    EXPECT_EQ(array(store_->compare(id, rows)), (Counts{1, 1, 1}));
    EXPECT_EQ(array(store_->compare(id, rows, "chatlab")), (Counts{1, 2, 0}));
    EXPECT_EQ(array(store_->compare(ChatId{999}, rows)), (Counts{3, 0, 0}));
    EXPECT_EQ(texts(), (std::vector<std::string>{"a", "b"}));
}

TEST_F(ImportTest, live_rows_beside_an_import_of_the_same_chat_lose_nothing) {
    auto import = begin();
    const auto id = chat(*import);
    store_->account("wechat", "me");  // makes the chat durable
    std::vector<std::future<MessageId>> live;
    std::thread writer{[&] {
        for (int i = 0; i < 2000; ++i) {
            live.push_back(store_->append(
                {id, text_row(std::int64_t{i} * 7000 + 3, "live " + std::to_string(i)), {}}));
            if (i % 50 == 0) live.back().wait();
        }
    }};
    import->begin_chat(id);
    for (int piece = 0; piece < 20; ++piece)
        import->put({id, rows(piece * 1000, piece * 1000 + 1000)}, Stop{});
    import->end_chat(id, {});
    writer.join();
    for (auto& one : live) one.get();
    EXPECT_EQ(array(import->finish(ImportState::done, "{}", "")), (Counts{20'000, 0, 0}));
    EXPECT_EQ(store_->snapshot()->messages, 22'000u);
    const auto found = shown(*store_->snapshot());
    const auto& all = found.chats.begin()->second;
    EXPECT_TRUE(std::ranges::is_sorted(all, {}, &ShownRow::time));
    expect_rebuild_is_equal();
}

}  // namespace
}  // namespace kith::store
