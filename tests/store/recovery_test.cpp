// What a crash or an import that was left behind leaves, and how it goes on.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <thread>

#include "db/db.h"

#include "tests/store/made_store.h"

namespace kith::store {
namespace {

class RecoveryTest : public ImportFixture {};

TEST_F(RecoveryTest, an_import_that_was_left_goes_on_where_it_was) {
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

// What the child had acknowledged when it was killed.
struct Acknowledged {
    std::int64_t id{}, number{};
};

// A child that imports one chat after the other and writes live rows beside it, and tells each
// acknowledged row through a pipe until it is killed.
[[noreturn]] void write_until_killed(const Settings& settings, int pipe, int round) {
    const SystemClock clock;
    auto store = Store::open(settings, clock);
    const auto account = store->account("wechat", "me");
    ChatInfo info;
    info.account = account;
    info.key = "live";
    const auto live = store->add_chat(info);
    std::thread importer{[&] {
        auto import = store->begin_import(account, "wechat", "/round" + std::to_string(round));
        for (int chat = 0;; ++chat) {
            info.key = "round" + std::to_string(round) + "chat" + std::to_string(chat);
            const auto id = import->chat(info);
            import->begin_chat(id);
            for (int piece = 0; piece < 3; ++piece) {
                std::vector<Row> rows;
                for (int i = 0; i < 300; ++i)
                    rows.push_back(text_row((piece * 300 + i) * 1000, "row", {}, i + 1));
                import->put({id, std::move(rows)}, Stop{});
            }
            import->end_chat(id, {});
        }
    }};
    for (std::int64_t number = 1;; ++number) {
        const auto id = store
                            ->append({live, text_row(round * 100'000'000 + number, "live"),
                                      std::to_string(round) + "-" + std::to_string(number)})
                            .get();
        const Acknowledged told{id.value, number};
        if (::write(pipe, &told, sizeof told) != sizeof told) _exit(1);
    }
}

std::vector<Acknowledged> run_and_kill(const Settings& settings, int round, int after_rows) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        write_until_killed(settings, ends[1], round);
    }
    ::close(ends[1]);
    std::vector<Acknowledged> told;
    Acknowledged one;
    while (::read(ends[0], &one, sizeof one) == sizeof one) {
        told.push_back(one);
        if (static_cast<int>(told.size()) == after_rows) ::kill(child, SIGKILL);
    }
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status));
    return told;
}

TEST(Crash, job_killed_loses_no_acknowledged_row_and_half_chats_are_taken_out) {
    TempFolder folder;
    auto settings = settings_in(folder);
    settings.cache_from = 1;
    settings.key = Secret{std::string(64, '7')};
    const SystemClock clock;
    std::mt19937 random{11};
    std::uint64_t live_rows = 0;
    for (int round = 0; round < 20; ++round) {
        const auto told = run_and_kill(settings, round, 1 + static_cast<int>(random() % 150));
        auto store = Store::open(settings, clock);
        const auto snapshot = store->snapshot();
        std::vector<MessageId> ids;
        for (const auto& one : told) ids.emplace_back(one.id);
        const auto read = store->read(ids);
        ASSERT_EQ(read.size(), told.size());
        for (std::size_t i = 0; i < told.size(); ++i)
            EXPECT_EQ(read[i].row.time, round * 100'000'000 + told[i].number);
        // At most the row that was on its way is there besides.
        const auto* live = snapshot->chat_by_key("live", ChatKind::direct);
        ASSERT_NE(live, nullptr);
        EXPECT_GE(live->size(), live_rows + told.size());
        EXPECT_LE(live->size(), live_rows + told.size() + 1);
        live_rows = live->size();
        // Imported chats are whole or not there.
        for (const auto& chat : snapshot->chats)
            if (chat.info->key != "live") {
                EXPECT_TRUE(chat.size() == 0 || chat.size() == 900) << chat.size();
            }
        {
            auto on = db::Connection::open(settings.file,
                                           {.access = db::Access::read_only, .key = settings.key});
            auto check = on.prepare("pragma integrity_check");
            ASSERT_TRUE(check.step());
            EXPECT_EQ(check.text(0), "ok");
        }
        // A half import goes on and is undone; now and then it stays for the next round.
        for (const auto& one : store->imports()) {
            if (one.state != ImportState::loading || random() % 4 == 0) continue;
            store->resume(one.id)->finish(ImportState::done, "{}", "");
            store->undo(one.id, {}, Stop{});
        }
        if (random() % 2 == 0) store->write_cache(Stop{});
        const auto before = shown(*store->snapshot());
        store.reset();
        EXPECT_EQ(shown(*Store::open(settings, clock)->snapshot()), before);
    }
}

}  // namespace
}  // namespace kith::store
