// Moving one opened source into one import of the store: people, chats, rows, marks, on several
// reading threads.
#pragma once

#include <functional>

#include "core/imports/report.h"
#include "sources/source.h"
#include "store/store.h"

namespace kith::core {

struct TransferProgress {
    std::int64_t done{}, total{};  // rows
    std::string chat;              // shown name of a chat being read
};

struct TransferOptions {
    int readers = 2;
    // Called by the reading threads now and then; throws to end the transfer.
    std::function<void(const TransferProgress&)> progress;
};

// Gives everything of the source to the import and waits until it is durable is left to the caller
// (Import::finish). Rows are handed over chat by chat, largest first. Cost: every row once. Throws
// what readers, store or progress throw; the other threads are stopped first.
void transfer(sources::Source& source, store::Import& import, store::AccountId account,
              const TransferOptions& options, ImportReport& report, const Stop& stop);

// A picture, voice, video or sticker whose file the source does not contain.
bool media_is_missing(const sources::Message& message);

// A source's row in the store's shape.
store::Row to_row(sources::Message&& message, store::PersonId sender);
store::Person to_person(const sources::Person& person, store::AccountId account);

}  // namespace kith::core
