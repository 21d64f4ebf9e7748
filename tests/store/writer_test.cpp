// Opening: locks, keys, files that are not ours.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include <fstream>

#include "db/db.h"
#include "tests/store/made_store.h"

namespace kith::store {
namespace {

class WriterTest : public StoreFixture {};

TEST_F(WriterTest, a_second_process_or_opener_is_told) {
    EXPECT_EQ(reason_of([&] { Store::open(settings_, clock_); }), "unavailable locked");
    append(text_row(1, "x"));  // and the first one goes on
}

TEST(WriterOpen, a_wrong_key_and_foreign_files_are_told) {
    TempFolder folder;
    FixedClock clock{Time{}};
    auto settings = settings_in(folder);
    settings.key = Secret{std::string(64, '1')};
    Store::open(settings, clock).reset();
    auto wrong = settings;
    wrong.key = Secret{std::string(64, '2')};
    EXPECT_EQ(reason_of([&] { Store::open(wrong, clock); }), "invalid wrong_key");
    wrong.key = {};
    EXPECT_EQ(reason_of([&] { Store::open(wrong, clock); }), "invalid not_a_database");
    auto foreign = settings_in(folder);
    foreign.file = folder.path / "foreign.db";
    db::Connection::open(foreign.file, {}).execute("create table other(a)");
    EXPECT_EQ(reason_of([&] { Store::open(foreign, clock); }), "invalid foreign_database");
    foreign.file = folder.path / "newer.db";
    db::Connection::open(foreign.file, {}).execute("create table a(b); pragma user_version=99");
    EXPECT_EQ(reason_of([&] { Store::open(foreign, clock); }), "invalid newer_format");
    foreign.file = folder.path / "text.db";
    std::ofstream{foreign.file} << std::string(9000, 'x');
    EXPECT_EQ(reason_of([&] { Store::open(foreign, clock); }), "invalid not_a_database");
    EXPECT_TRUE(Store::open(settings, clock));
}

TEST(WriterOpen, an_encrypted_store_shows_no_text) {
    TempFolder folder;
    FixedClock clock{Time{}};
    auto settings = settings_in(folder);
    settings.key = Secret{std::string(64, '1')};
    settings.cache_from = 1;
    {
        auto store = Store::open(settings, clock);
        ChatInfo info;
        info.account = store->account("wechat", "account-key-in-plain");
        info.key = "chat-key-in-plain";
        const auto chat = store->add_chat(info);
        store->append({chat, text_row(1, "message-text-in-plain"), {}}).get();
        store->write_cache(Stop{});
        EXPECT_TRUE(store->stats().encrypted);
    }
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator{folder.path}) {
        std::ifstream in{entry.path(), std::ios::binary};
        const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
        EXPECT_EQ(bytes.find("in-plain"), std::string::npos) << entry.path();
        EXPECT_EQ(bytes.find("SQLite format"), std::string::npos) << entry.path();
        EXPECT_EQ(bytes.find("create table"), std::string::npos) << entry.path();
        files += bytes.size() > 8000 ? 1 : 0;
    }
    EXPECT_EQ(files, 2);  // store and cache
    auto store = Store::open(settings, clock);
    EXPECT_TRUE(store->stats().from_cache);
    EXPECT_EQ(store->snapshot()->messages, 1u);
}

// A child whose files may grow to a few hundred kilobytes only: 0 when all that it expects is true.
int with_a_full_disk(const Settings& settings) {
    ::signal(SIGXFSZ, SIG_IGN);
    const FixedClock clock{from_seconds(1'700'000'000)};
    auto store = Store::open(settings, clock);
    const auto account = store->account("wechat", "me");
    ChatInfo info;
    info.account = account;
    info.key = "a";
    const auto chat = store->add_chat(info);
    store->append({chat, text_row(1000, "kept"), {}}).get();
    const rlimit limit{600'000, 600'000};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 10;
    std::size_t kept = 1;
    std::string reason;
    for (int i = 0; i < 100 && reason.empty(); ++i) {
        try {
            store->append({chat, text_row(2000 + i, std::string(20'000, 'x')), {}}).get();
            ++kept;
        } catch (const Error& error) {
            reason = error.reason();
        }
    }
    if (reason != "disk_full") return 11;
    if (store->snapshot()->messages != kept) return 12;
    return 0;
}

TEST(WriterDisk, disk_full_is_told_and_nothing_half_is_shown) {
    TempFolder folder;
    const auto settings = settings_in(folder);
    const pid_t child = ::fork();
    if (child == 0) {
        int code = 1;
        try {
            code = with_a_full_disk(settings);
        } catch (const Error&) {
            code = 2;
        }
        ::_exit(code);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), 0);
    const FixedClock clock{from_seconds(1'700'000'000)};
    auto store = Store::open(settings, clock);  // there is room again
    const auto chat = store->snapshot()->chats.at(0).info->id;
    EXPECT_EQ(texts_of(*store->snapshot(), chat).at(0), "kept");
    store->append({chat, text_row(9000, "more"), {}}).get();
    auto on = db::Connection::open(settings.file, {.access = db::Access::read_only});
    auto check = on.prepare("pragma integrity_check");
    ASSERT_TRUE(check.step());
    EXPECT_EQ(check.text(0), "ok");
}

TEST_F(WriterTest, database_busy_ends_the_row_and_the_next_one_works) {
    auto other = db::Connection::open(settings_.file, {});
    {
        db::Transaction held{other, db::Transaction::Mode::write};
        EXPECT_EQ(reason_of([&] { append(text_row(1000, "x")); }), "unavailable database_busy");
    }
    append(text_row(2000, "y"));
    EXPECT_EQ(texts(), std::vector<std::string>{"y"});
}

TEST_F(WriterTest, an_import_that_meets_trouble_ends_as_failed) {
    auto import = store_->begin_import(account_, "wechat", "/x");
    db::Connection::open(settings_.file, {}).execute("alter table import_span rename to hidden");
    import->put({chat_, {text_row(1000, "x")}}, Stop{});
    EXPECT_EQ(reason_of([&] { import->finish(ImportState::done, "{}", ""); }), "invalid sql");
    EXPECT_EQ(reason_of([&] { import->put({chat_, {text_row(2000, "x")}}, Stop{}); }),
              "invalid sql");
    EXPECT_EQ(reason_of([&] { import->end_chat(chat_, {}); }), "invalid sql");
    EXPECT_EQ(store_->imports()[0].state, ImportState::failed);
    EXPECT_EQ(store_->imports()[0].error, "the database refused a statement");
    EXPECT_EQ(store_->snapshot()->messages, 0u);
    append(text_row(3000, "live goes on"));
    EXPECT_EQ(texts(), std::vector<std::string>{"live goes on"});
}

TEST_F(WriterTest, readers_beside_a_busy_writer_see_only_whole_states) {
    constexpr int kRows = 20'000;
    std::atomic<bool> done{false};
    const auto look = [&] {
        std::uint64_t last = 0, last_generation = 0;
        while (!done) {
            const auto snapshot = store_->snapshot();
            EXPECT_GE(snapshot->generation, last_generation);
            last_generation = snapshot->generation;
            std::uint64_t count = 0;
            for (const auto& chat : snapshot->chats) {
                std::uint32_t before = 0;
                for (const auto& chunk : chat.rows->chunks) {
                    const auto columns = chunk->columns();
                    count += columns.size;
                    EXPECT_GE(columns.time[0], before);
                    before = columns.time[columns.size - 1];
                    EXPECT_EQ(chunk->text_of(columns.size - 1).substr(0, 3), "row");
                    const auto sender = columns.sender[columns.size - 1];
                    EXPECT_TRUE(sender == kNobody || sender < chat.rows->people.size());
                }
            }
            EXPECT_GE(count, last);  // never fewer than before
            EXPECT_GE(count, snapshot->messages);
            last = count;
        }
    };
    std::thread first{look}, second{look};
    std::thread importer{[&] {
        auto import = store_->begin_import(account_, "wechat", "/x");
        ChatInfo info;
        info.account = account_;
        for (int chat = 0; chat < 20; ++chat) {
            info.key = "c" + std::to_string(chat);
            const auto id = import->chat(info);
            std::vector<Row> rows;
            for (int i = 0; i < 1000; ++i)
                rows.push_back(text_row(i * 1000, "row " + std::to_string(i), me_));
            import->put({id, std::move(rows)}, Stop{});
            import->end_chat(id, {});
        }
        import->finish(ImportState::done, "{}", "");
    }};
    std::vector<std::future<MessageId>> sent;
    for (int i = 0; i < kRows; ++i) {
        sent.push_back(store_->append({chat_, text_row(i * 100, "row", i % 2 ? me_ : li_), {}}));
        if (sent.size() == 500) {
            for (auto& one : sent) one.get();
            sent.clear();
        }
    }
    importer.join();
    done = true;
    first.join();
    second.join();
    EXPECT_EQ(store_->snapshot()->messages, 40'000u);
}

}  // namespace
}  // namespace kith::store
