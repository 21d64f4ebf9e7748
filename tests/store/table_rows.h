// A database with the store's tables and some rows, without a store.
#pragma once

#include <vector>

#include "db/db.h"
#include "store/schema.h"
#include "store/table.h"

namespace kith::store {

struct Table {
    Table() : on{db::Connection::memory()} {
        make_schema(on);
        writer.emplace(on);
    }
    void insert(std::int64_t id, std::int64_t millis, std::int64_t sequence, std::string text,
                std::int64_t key = 0, std::int64_t import = 0, ChatId chat = ChatId{1}) {
        Row row;
        row.time = millis;
        row.sequence = sequence;
        row.raw_type = 1;
        row.source_key = key;
        row.text = std::move(text);
        writer->insert(MessageId{id}, chat, row, ImportId{import});
    }
    db::Connection on;
    std::optional<MessageWriter> writer;
};

}  // namespace kith::store
