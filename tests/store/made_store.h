// A store in a temporary folder, and rows for it.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
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

}  // namespace kith::store
