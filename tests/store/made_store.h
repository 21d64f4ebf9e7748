// A store in a temporary folder, and rows for it.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "base/error.h"
#include "store/store.h"

namespace kith::store {

struct TempFolder {
    std::filesystem::path path;
    explicit TempFolder(const std::filesystem::path& in = std::filesystem::temp_directory_path()) {
        auto name = (in / "kith-store-XXXXXX").string();
        path = mkdtemp(name.data());
    }
    ~TempFolder() { std::filesystem::remove_all(path); }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
};

inline Settings settings_in(const TempFolder& folder) {
    Settings settings;
    settings.file = folder.path / "store.db";
    return settings;
}

inline Row text_row(std::int64_t millis, std::string text, PersonId sender = {},
                    std::int64_t key = 0, std::int64_t sequence = 0) {
    Row row;
    row.time = millis;
    row.sequence = sequence;
    row.sender = sender;
    row.raw_type = 1;
    row.source_key = key;
    row.text = std::move(text);
    return row;
}

inline std::string reason_of(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return std::string{name_of(error.code())} + " " + error.reason();
    }
    return "nothing thrown";
}

// Texts of a chat in their order.
inline std::vector<std::string> texts_of(const Snapshot& snapshot, ChatId chat) {
    std::vector<std::string> texts;
    if (const auto* found = snapshot.chat(chat))
        for (const auto& chunk : found->rows->chunks)
            for (std::uint32_t row = 0; row < chunk->size(); ++row)
                texts.push_back(chunk->text_of(row));
    return texts;
}

// All that memory shows, in comparable form. Sender numbers may differ between two loadings, the
// people they stand for may not.
struct ShownRow {
    std::uint32_t time{};
    std::int64_t id{}, sender{}, raw_type{};
    int kind{}, flags{};
    std::string text;
    friend bool operator==(const ShownRow&, const ShownRow&) = default;
    friend std::ostream& operator<<(std::ostream& out, const ShownRow& row) {
        return out << row.id << '@' << row.time << ' ' << row.sender << ' ' << row.flags << ' '
                   << row.text;
    }
};
struct Shown {
    std::map<std::string, std::vector<ShownRow>> chats;
    std::map<std::string, std::vector<std::int64_t>> erased;
    std::map<std::string, std::string> people;
    std::uint64_t messages{};
    friend bool operator==(const Shown&, const Shown&) = default;
};
inline Shown shown(const Snapshot& snapshot) {
    Shown made;
    made.messages = snapshot.messages;
    for (const auto& person : snapshot.people)
        made.people[person->key] = std::to_string(person->id.value) + person->nick + "|" +
                                   person->remark + std::to_string(person->flags);
    for (const auto& chat : snapshot.chats) {
        auto& rows = made.chats[std::to_string(chat.info->id.value) + chat.info->key];
        for (const auto& chunk : chat.rows->chunks) {
            const auto columns = chunk->columns();
            EXPECT_GT(columns.size, 0u);
            EXPECT_LE(columns.size, kChunkRows);
            for (std::uint32_t row = 0; row < columns.size; ++row) {
                const auto sender = columns.sender[row];
                rows.push_back({columns.time[row], chunk->id_of(row).value,
                                sender == kNobody ? 0 : chat.rows->people[sender].value,
                                chunk->raw_type_of(row), columns.kind[row], columns.flags[row],
                                chunk->text_of(row)});
            }
        }
        for (const auto& erased : chat.rows->erased)
            made.erased[chat.info->key].push_back(erased.id.value);
    }
    return made;
}

// A store with one account, two people and one chat; live rows go into it.
class StoreFixture : public testing::Test {
  protected:
    void open() {
        store_.reset();
        store_ = Store::open(settings_, clock_);
    }
    void SetUp() override {
        settings_ = settings_in(folder_);
        open();
        account_ = store_->account("wechat", "wxid_me");
        Person person;
        person.account = account_;
        person.key = "wxid_me";
        me_ = store_->add_person(person);
        person.key = "wxid_li";
        person.nick = "李雷 🙂";
        li_ = store_->add_person(person);
        ChatInfo info;
        info.account = account_;
        info.key = "wxid_li";
        info.peer = li_;
        chat_ = store_->add_chat(info);
    }
    MessageId append(Row row, std::string key = {}) {
        return store_->append({chat_, std::move(row), std::move(key)}).get();
    }
    std::vector<std::string> texts() { return texts_of(*store_->snapshot(), chat_); }

    TempFolder folder_;
    Settings settings_;
    FixedClock clock_{from_seconds(1'700'000'000)};
    std::unique_ptr<Store> store_;
    AccountId account_;
    PersonId me_, li_;
    ChatId chat_;
};

// A store that imports into chats by their keys.
class ImportFixture : public testing::Test {
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
inline Counts array(const ImportCounts& counts) {
    return {counts.added, counts.same, counts.changed};
}

}  // namespace kith::store
