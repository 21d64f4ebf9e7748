// What an import and the writer share.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/stop.h"
#include "store/match.h"
#include "store/prepared.h"
#include "store/store.h"

namespace kith::store {

struct Core;

class ImportWork {
  public:
    ImportWork(ImportId id, SourceId source, AccountId account, Reading reading)
        : id{id}, source{source}, account{account}, reading{std::move(reading)} {}

    const ImportId id;
    const SourceId source;
    const AccountId account;
    const Reading reading;

    // -- any thread --

    // Throws what made the writer give this import up.
    void check() const;
    // A step goes to the writer. `chat` none: marks only. `last` is the last second of its rows.
    void announce(ChatId chat, std::int64_t last);
    // Waits until no piece of the chat that reaches this second is on its way.
    // Both call `hurry` first when there is something to wait for.
    void wait_for_chat(ChatId chat, std::int64_t first, const std::function<void()>& hurry,
                       const Stop& stop);
    void wait_for_all(const std::function<void()>& hurry);
    ImportCounts counts() const;
    // Done prepared pieces, to be freed by a reader: the writer has no time for it.
    void free_leftovers();

    // -- the writer --

    void committed(const ImportCounts& more);
    void arrived(ChatId chat);  // the step is durable and visible, or dropped
    void fail(std::exception_ptr failure);
    bool failed() const;
    void leave(Prepared&& done);
    // Spans of the chat that is being read, by their first id; the last one may still grow.
    struct Span {
        std::int64_t first{}, last{};
    };
    std::unordered_map<ChatId, std::vector<Span>> open_spans;  // the writer's alone
    // Rows of such a chat that were there already. They are added to the import when the chat is
    // whole: a chat that is read again after a crash would count them twice.
    std::unordered_map<ChatId, std::int64_t> open_same;  // the writer's alone

  private:
    struct OnTheWay {
        std::size_t steps{};
        std::int64_t last = -1;
    };
    mutable std::mutex mutex_;
    std::condition_variable moved_;
    std::unordered_map<ChatId, OnTheWay> chats_;
    std::size_t steps_ = 0;
    ImportCounts counts_;
    std::exception_ptr failure_;
    std::vector<Prepared> leftovers_;
};

}  // namespace kith::store
