// Which incoming rows are already there. Without an index: candidates are the rows of the chat with
// the same second.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/snapshot.h"
#include "store/table.h"

namespace kith::store {

// The format ("wechat", "chatlab") that an import read. Any thread.
class ImportFormats {
  public:
    void set(ImportId import, std::string_view format);
    std::string of(std::int64_t import) const;  // "" for live rows

  private:
    mutable std::mutex mutex_;
    std::unordered_map<std::int64_t, std::string> formats_;
};

enum class Verdict : std::uint8_t { add, same, change };

struct Matched {
    Verdict verdict{};
    std::uint64_t position{};  // add: goes before this row; change: this row
    MessageId id;              // change
};

// Who reads.
struct Reading {
    std::string format;  // "" = that of the stored rows
    ImportId import;     // none: a dry run
    // Rows of this import from this id on were added by this very reading: they are told apart from
    // incoming rows by the source, never equal by content.
    MessageId first;
};

// For each incoming row, which are in (time, sequence) order:
//   same    the id of a stored row, or the sender, kind and folded text of one of the same second,
//           the n-th to the n-th. Two rows of one format with different ids are never the same.
//   change  the id of a stored row of the same format, but another text or kind, unless the owner
//           has changed the stored row.
//   add     everything else.
// A row that the owner erased is there. Cost: the rows of equal seconds are read by id, 0.2 to 4 us
// each; nothing else is.
std::vector<Matched> match(const ChatRows& stored, std::span<const Row> incoming,
                           const Reading& reading, const ImportFormats& formats,
                           MessageReader& reader);

// Where a row with this order goes: before the first row that comes after it.
std::uint64_t position_of(const ChatRows& stored, RowOrder order, MessageReader& reader);

}  // namespace kith::store
