// What memory shows: the state of each chat, and the snapshot made of them. Only the writer thread
// changes it (and, before that starts, the loading thread); anybody may take the current snapshot.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include "store/directory.h"
#include "store/snapshot.h"
#include "store/table.h"

namespace kith::store {

struct ChatState {
    std::shared_ptr<const ChatInfo> info;
    std::shared_ptr<const ChatRows> rows;
    std::shared_ptr<ChatPeople> people;
    std::optional<RowOrder> end;  // of the last row; nothing: not known, or there is none
    std::shared_ptr<Chunk> tail;  // the last chunk, while live rows go into it
    std::uint64_t size{};         // rows

    // Seconds of the last row, -1 when there is none.
    std::int64_t last_second() const;
};

class Picture {
  public:
    explicit Picture(std::uint64_t first_generation);

    SnapshotPtr current() const;  // any thread

    ChatState* find(ChatId chat);
    const std::unordered_map<ChatId, ChatState>& chats() const { return chats_; }
    std::uint64_t messages() const { return messages_; }

    // Committed accounts, people and chats.
    void add(const Directory::Changes& changes);
    void remove(const Directory::Found& gone);
    // The rows of a chat after a commit. A tail that is not the last chunk any more is let go.
    void set_rows(ChatState& state, std::vector<ChunkPtr> chunks, SharedList<ErasedRow> erased,
                  std::optional<RowOrder> end);
    // Makes everything since the last call visible; the new generation.
    std::uint64_t publish();

  private:
    void touch(ChatId chat) { touched_.push_back(chat); }

    std::unordered_map<ChatId, ChatState> chats_;
    std::uint64_t messages_ = 0;
    std::uint64_t version_;  // of the snapshot and of each chat's rows
    std::vector<ChatId> touched_, gone_;
    SharedList<std::shared_ptr<const Person>> people_;
    std::shared_ptr<const Keys> keys_;
    mutable std::mutex mutex_;
    SnapshotPtr current_;
};

}  // namespace kith::store
