// Rows of the table, in the order of their ids, into runs per chat. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "store/chat_people.h"
#include "store/runs.h"

namespace kith::store {

inline constexpr std::size_t kOpenBuilders = 64;  // chats with a chunk being built, per thread

class RowCollector {
  public:
    struct ChatRuns {
        std::vector<Run> runs;
        std::vector<ErasedRow> erased;
    };

    // Rows of a chat must come with ascending ids.
    void add(ChatId chat, ChatPeople& people, MessageId id, const Row& row);
    // Ends all chunks.
    std::unordered_map<ChatId, ChatRuns> take();

  private:
    struct Open {
        ChatId chat;
        ChunkBuilder builder;
        std::uint64_t used{};
    };
    struct State {
        ChatRuns runs;
        Open* open{};
        PersonId last_sender;
        std::uint16_t last_number = kNobody;
    };
    Open& open(ChatId chat, State& state);
    void close(Open& open);

    std::unordered_map<ChatId, State> chats_;
    std::vector<std::unique_ptr<Open>> open_;
    std::uint64_t clock_ = 0;
};

}  // namespace kith::store
