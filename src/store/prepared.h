// A piece of an import made ready on the reader's thread: matched, folded and in chunks. The writer
// only gives ids, inserts and publishes.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "store/chat_people.h"
#include "store/match.h"
#include "store/shape.h"

namespace kith::store {

struct Prepared {
    ChatId chat;
    // Rows to be added, in order. The first `late.size()` go before the position given; the others
    // to the end of the chat.
    std::vector<Row> rows;
    std::vector<std::uint64_t> late;
    std::vector<std::shared_ptr<Chunk>> chunks;  // of `rows`, not numbered
    // New versions of rows that are there.
    std::vector<Row> changes;
    std::vector<std::uint64_t> change_positions;
    std::vector<MessageId> change_ids;
    std::vector<ChunkPtr> change_chunks;

    std::uint64_t version{};  // of the chat's rows when it was matched
    std::int64_t same{};
    std::uint32_t done{};  // rows written already; positions move up by as many
    bool opened{};         // changes and `same` are written and counted

    bool has_positions() const { return !late.empty() || !changes.empty(); }
    bool empty() const { return rows.empty() && changes.empty(); }
};

// `rows` of one chat against what is stored now. Folds each added text once: 0.45 us a row.
Prepared prepare(ChatId chat, std::vector<Row> rows, const ChatRows& stored, ChatPeople& people,
                 const Reading& reading, const ImportFormats& formats, MessageReader& reader);

// True when the row comes seconds after everything that is stored: it can equal nothing there.
bool goes_to_end(const ChatRows& stored, const Row& first);

// For live rows and after a lost race: one chunk of rows whose ids are known.
std::vector<ChunkPtr> build_chunks(std::span<const Row> rows, std::span<const MessageId> ids,
                                   ChatPeople& people);

}  // namespace kith::store
