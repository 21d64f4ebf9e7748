// Rows of the table into runs per chat.
#include "store/row_collector.h"

#include <algorithm>

#include "store/seconds.h"

namespace kith::store {

RowCollector::Open& RowCollector::open(ChatId chat, State& state) {
    if (!state.open) {
        if (open_.size() < kOpenBuilders) {
            open_.push_back(std::make_unique<Open>());
        } else {
            // The one that waited longest goes to the end of the list and is used again.
            const auto oldest =
                std::ranges::min_element(open_, {}, [](const auto& one) { return one->used; });
            close(**oldest);
            std::iter_swap(oldest, std::prev(open_.end()));
        }
        state.open = open_.back().get();
        state.open->chat = chat;
    }
    state.open->used = ++clock_;
    return *state.open;
}

void RowCollector::close(Open& open) {
    auto& state = chats_[open.chat];
    if (open.builder.size() != 0) state.runs.runs.back().chunks.push_back(open.builder.build());
    state.open = nullptr;
}

void RowCollector::add(ChatId chat, ChatPeople& people, MessageId id, const Row& row) {
    auto& state = chats_[chat];
    if ((row.flags & kDeleted) != 0) {
        const auto second = std::clamp<std::int64_t>(second_of(row.time), 0, UINT32_MAX);
        state.runs.erased.push_back({static_cast<std::uint32_t>(second), id});
        return;
    }
    const RowOrder order{row.time, row.sequence};
    auto& builder = open(chat, state).builder;
    auto& runs = state.runs.runs;
    if (runs.empty() || order < *runs.back().last) {
        if (builder.size() != 0) runs.back().chunks.push_back(builder.build());
        runs.push_back({{}, order, order});
    }
    if (row.sender != state.last_sender) {
        state.last_number = people.index(row.sender);
        state.last_sender = row.sender;
    }
    if (!builder.add(row, state.last_number, id)) {
        runs.back().chunks.push_back(builder.build());
        builder.add(row, state.last_number, id);
    }
    runs.back().last = order;
}

std::unordered_map<ChatId, RowCollector::ChatRuns> RowCollector::take() {
    for (auto& one : open_)
        if (chats_[one->chat].open == one.get()) close(*one);
    std::unordered_map<ChatId, ChatRuns> made;
    for (auto& [chat, state] : chats_) made.emplace(chat, std::move(state.runs));
    chats_.clear();
    open_.clear();
    return made;
}

}  // namespace kith::store
