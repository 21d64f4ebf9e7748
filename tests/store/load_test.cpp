// Random operations; after each step memory equals what a fresh store makes of the table, and what
// a plain model says.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>

#include "db/db.h"
#include "store/store.h"
#include "tests/store/chunk_rows.h"
#include "tests/store/made_store.h"

namespace kith::store {
namespace {

namespace fs = std::filesystem;

constexpr int kChats = 4;

// One row as the model knows it: by chat, in the order (time, sequence, id).
struct ModelRow {
    std::int64_t time{}, sequence{}, id{};
    std::string text;
    std::int64_t import{};  // 0: live
    bool erased{};
    auto order() const { return std::tuple{time, sequence, id}; }
};

class Machine {
  public:
    explicit Machine(std::uint32_t seed) : random_{seed} {
        settings_ = settings_in(folder_);
        settings_.cache_from = 1;
        if (seed % 2 == 0) settings_.key = Secret{std::string(64, 'c')};
        open();
        account_ = store_->account("wechat", "me");
        for (int i = 0; i < 5; ++i) {
            Person person;
            person.account = account_;
            person.key = "p" + std::to_string(i);
            people_.push_back(store_->add_person(person));
        }
        for (int i = 0; i < kChats; ++i) {
            ChatInfo info;
            info.account = account_;
            info.key = "room" + std::to_string(i);
            info.kind = ChatKind::group;
            chats_.push_back(store_->add_chat(info));
        }
    }

    void step() {
        switch (random_() % 12) {
            case 0:
            case 1:
            case 2:
                return live(1 + random_() % 300);
            case 3:
            case 4:
            case 5:
                return import(1 + random_() % 1500);
            case 6:
                return change([&](MessageId id, ModelRow& row) {
                    row.text = random_text(random_);
                    EXPECT_TRUE(store_->edit(id, row.text));
                });
            case 7:
                return change([&](MessageId id, ModelRow&) { EXPECT_TRUE(store_->recall(id)); });
            case 8:
                return change([&](MessageId id, ModelRow& row) {
                    EXPECT_TRUE(store_->erase(id));
                    row.erased = true;
                });
            case 9:
                return undo();
            case 10:
                store_->write_cache(Stop{});
                return keep_cache();
            default:
                return restart();
        }
    }

    void check() {
        std::uint64_t messages = 0;
        const auto snapshot = store_->snapshot();
        for (std::size_t i = 0; i < chats_.size(); ++i) {
            auto& rows = model_[i];
            std::ranges::sort(rows, {}, &ModelRow::order);
            std::vector<std::string> expected;
            for (const auto& row : rows)
                if (!row.erased) expected.push_back(row.text);
            EXPECT_EQ(texts_of(*snapshot, chats_[i]), expected) << "chat " << i;
            messages += expected.size();
        }
        EXPECT_EQ(snapshot->messages, messages);
        EXPECT_EQ(shown(*snapshot), rebuilt());
    }

  private:
    void open() {
        store_.reset();
        store_ = Store::open(settings_, clock_);
    }

    // What a store without a cache makes of a copy of the table.
    Shown rebuilt() {
        auto copy = settings_;
        copy.file = folder_.path / "copy.db";
        for (const auto* ending : {"", "-wal", "-shm", ".cache"})
            fs::remove(fs::path{copy.file} += ending);
        auto on = db::Connection::open(settings_.file,
                                       {.access = db::Access::read_only, .key = settings_.key});
        on.prepare("vacuum into $1").bind(1, std::string_view{copy.file.native()}).run();
        return shown(*Store::open(copy, clock_)->snapshot());
    }

    Row row() {
        Row made = random_row(random_, 1'000'000 + static_cast<std::int64_t>(random_() % 4000));
        made.raw_type = 1;
        made.sequence = static_cast<std::int64_t>(random_() % 3);
        made.sender = random_() % 6 == 0 ? PersonId{} : people_[random_() % people_.size()];
        return made;
    }

    void live(std::size_t count) {
        std::vector<std::tuple<std::size_t, Row, std::future<MessageId>>> sent;
        for (std::size_t i = 0; i < count; ++i) {
            const auto chat = random_() % chats_.size();
            auto made = row();
            if (random_() % 4 != 0) made.time = 2'000'000'000 + ++now_ * 250;
            auto done = store_->append({chats_[chat], made, {}});
            sent.emplace_back(chat, std::move(made), std::move(done));
        }
        for (auto& [chat, made, done] : sent)
            model_[chat].push_back(
                {made.time, made.sequence, done.get().value, made.text, 0, false});
    }

    void import(std::size_t count) {
        auto import = store_->begin_import(account_, "wechat", "/x");
        const auto chat = random_() % chats_.size();
        std::vector<Row> rows;
        for (std::size_t i = 0; i < count; ++i) {
            rows.push_back(row());
            rows.back().source_key = ++key_;  // each one is new
        }
        std::ranges::sort(rows, {}, [](const Row& one) {
            return std::tuple{one.time, one.sequence, one.source_key};
        });
        std::map<std::int64_t, const Row*> by_key;
        for (const auto& one : rows) by_key[one.source_key] = &one;
        import->begin_chat(chats_[chat]);
        const auto cut = random_() % rows.size();
        import->put({chats_[chat], {rows.begin(), rows.begin() + static_cast<long>(cut)}}, Stop{});
        import->put({chats_[chat], {rows.begin() + static_cast<long>(cut), rows.end()}}, Stop{});
        import->end_chat(chats_[chat], {});
        const auto id = import->id().value;
        const auto counts = import->finish(ImportState::done, "{}", "");
        // Rows equal to live ones of their second are recognised: ask the table which came in.
        auto on = db::Connection::open(settings_.file,
                                       {.access = db::Access::read_only, .key = settings_.key});
        auto all = on.prepare("select id, skey from message where import = $1");
        all.bind(1, id);
        std::int64_t added = 0;
        for (; all.step(); ++added) {
            const auto& one = *by_key.at(all.integer(1));
            model_[chat].push_back({one.time, one.sequence, all.integer(0), one.text, id, false});
        }
        EXPECT_EQ(counts.added, added);
        EXPECT_EQ(counts.added + counts.same, static_cast<std::int64_t>(count));
        imports_.push_back(id);
    }

    template <class Change>
    void change(Change change) {
        auto& rows = model_[random_() % chats_.size()];
        if (rows.empty()) return;
        auto& row = rows[random_() % rows.size()];
        if (!row.erased) change(MessageId{row.id}, row);
    }

    void undo() {
        if (imports_.empty()) return;
        const auto at = random_() % imports_.size();
        const auto id = imports_[at];
        store_->undo(ImportId{id}, {}, Stop{});
        for (auto& [chat, rows] : model_)
            std::erase_if(rows, [&](const ModelRow& row) { return row.import == id; });
        imports_.erase(imports_.begin() + static_cast<long>(at));
    }

    fs::path cache() const { return fs::path{settings_.file} += ".cache"; }

    void keep_cache() {
        if (!fs::exists(cache())) return;  // nothing to be cached yet
        fs::copy_file(cache(), folder_.path / "older.cache", fs::copy_options::overwrite_existing);
    }

    void restart() {
        store_.reset();
        switch (random_() % 5) {
            case 0:
                fs::remove(cache());
                break;
            case 1:
                if (fs::exists(folder_.path / "older.cache"))
                    fs::copy_file(folder_.path / "older.cache", cache(),
                                  fs::copy_options::overwrite_existing);
                break;
            case 2:
                damage();
                break;
            default:
                break;
        }
        open();
    }

    void damage() {
        if (!fs::exists(cache())) return;
        std::fstream file{cache(), std::ios::binary | std::ios::in | std::ios::out};
        const auto size = fs::file_size(cache());
        for (int i = 0; i < 3; ++i) {
            file.seekp(static_cast<std::streamoff>(random_() % size));
            file.put(static_cast<char>(random_()));
        }
    }

    TempFolder folder_;
    Settings settings_;
    FixedClock clock_{from_seconds(1'700'000'000)};
    std::mt19937 random_;
    std::unique_ptr<Store> store_;
    AccountId account_;
    std::vector<PersonId> people_;
    std::vector<ChatId> chats_;
    std::map<std::size_t, std::vector<ModelRow>> model_;
    std::vector<std::int64_t> imports_;
    std::int64_t key_ = 0, now_ = 0;
};

class StateMachine : public testing::TestWithParam<std::uint32_t> {};

TEST_P(StateMachine, memory_equals_the_table_after_every_step) {
    Machine machine{GetParam()};
    for (int i = 0; i < 25 && !testing::Test::HasFailure(); ++i) {
        SCOPED_TRACE("step " + std::to_string(i));
        machine.step();
        machine.check();
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, StateMachine, testing::Range(1u, 5u));

}  // namespace
}  // namespace kith::store
