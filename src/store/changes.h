// Changing single rows: edit, recall, erase, and taking rows out again. On the writer thread.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "store/core.h"

namespace kith::store {

struct IdRange {
    std::int64_t first{}, last{};
};

// Changes a row and keeps its old version; false when it is unknown or erased. Not on the writer
// thread: waits for it.
bool change_row(Core& core, MessageId id, Why why, std::function<void(Row&)> apply);

// After a commit: what the table holds now is shown. `row` is in the chat's chunks.
void show_changed(Core& core, const StoredRow& row);
void show_erased(Core& core, const StoredRow& row);
// Rows with ids in these ranges leave the chat. Cost: all ids of the chat are looked at, 0.3 ns
// each, and the chunks concerned are copied.
void show_removed(Core& core, ChatId chat, std::span<const IdRange> gone);

}  // namespace kith::store
