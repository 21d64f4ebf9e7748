// What a request sees: an immutable picture of all chats, taken in a moment and kept for one
// request at most.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/chunk.h"
#include "store/shared_list.h"
#include "store/types.h"

namespace kith::store {

// A row that the owner erased: in no chunk, but known, so that an import does not bring it back.
struct ErasedRow {
    std::uint32_t time{};  // Unix seconds
    MessageId id;
    friend bool operator==(const ErasedRow&, const ErasedRow&) = default;
};

// The messages of one chat, oldest first over all chunks: order is (time, sequence, id).
struct ChatRows {
    std::uint64_t version{};       // changes whenever a row of this chat is added or changed
    std::vector<ChunkPtr> chunks;  // none is empty
    SharedList<PersonId> people;   // Columns::sender indexes this
    SharedList<ErasedRow> erased;  // by (time, id); the store's own business
};

struct Chat {
    std::shared_ptr<const ChatInfo> info;
    std::shared_ptr<const ChatRows> rows;
    // Row positions run over all chunks: position p of the chat is row r of chunk c.
    std::uint64_t size() const;  // O(chunks)
};

struct RowAt {
    std::uint32_t chunk{}, row{};
};

// Rows with from <= time <= to (Unix seconds, 0 = open on that side) as positions [first, last).
// Two binary searches.
struct Range {
    std::int64_t from{}, to{};
    bool all() const { return from == 0 && to == 0; }
    friend bool operator==(const Range&, const Range&) = default;
};
// Rows of `columns` inside the range: [first, last).
std::pair<std::uint32_t, std::uint32_t> rows_in(const Columns& columns, Range range);

class Keys;

struct Snapshot {
    std::uint64_t
        generation{};         // grows with each change; ETag of everything derived from the store
    std::vector<Chat> chats;  // by id, ascending
    SharedList<std::shared_ptr<const Person>> people;  // by id, ascending
    std::uint64_t messages{};
    std::shared_ptr<const Keys>
        keys;  // made by the store; without it keys are looked for one by one

    const Chat* chat(ChatId id) const;  // binary search
    const Person* person(PersonId id) const;
    // By the source's key. With several accounts, the first account that has it.
    const Chat* chat_by_key(std::string_view key, ChatKind kind) const;
    const Person* person_by_key(std::string_view key) const;
    PersonId self(AccountId account) const;  // none when unknown
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

}  // namespace kith::store
