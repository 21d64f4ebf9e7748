// Reading and writing rows of the message table by id.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "store/schema.h"
#include "store/types.h"

namespace kith::store {

// What the columns in memory do not hold.
struct RowFacts {
    MessageId id;
    std::int64_t time{}, sequence{};  // milliseconds
    std::int64_t source_key{};        // 0 = none
    std::int64_t import{};            // 0 = written live
};

struct StoredRow {
    MessageId id;
    ChatId chat;
    std::int64_t import{};
    Row row;
};

// One thread at a time.
class MessageReader {
  public:
    explicit MessageReader(db::Connection& on);

    // Both: `ids` ascending; missing ids are left out; answers ascend too. Neighbouring ids are
    // read in one go: about 0.2 us a row, 4 us for one that stands alone.
    void facts(std::span<const MessageId> ids, std::vector<RowFacts>& out);
    void rows(std::span<const MessageId> ids, const std::function<void(StoredRow&&)>& take);
    // True when the owner (not an import) changed the row.
    bool changed_by_owner(MessageId id);

  private:
    db::Statement facts_, rows_, old_;
};

// Order of a row inside its chat; equal orders are told apart by the id.
struct RowOrder {
    std::int64_t time{}, sequence{};
    friend auto operator<=>(const RowOrder&, const RowOrder&) = default;
};

// The columns of a select of all of a row, in this order.
inline constexpr std::string_view kRowColumns =
    "id, chat, ts, seq, sender, kind, flags, raw_type, import, skey, extra, body";
// The row a statement over kRowColumns stands at.
StoredRow stored_row(const db::Statement& at);

// On the write connection, inside a transaction.
class MessageWriter {
  public:
    explicit MessageWriter(db::Connection& on);

    void insert(MessageId id, ChatId chat, const Row& row, ImportId import);
    // Keeps the present version, then replaces kind, flags, type, text and details.
    void change(MessageId id, const Row& row, Why why, std::int64_t at, ImportId import);
    void raise_revision(ChatId chat);

  private:
    db::Statement insert_, keep_, change_, raise_;
};

}  // namespace kith::store
