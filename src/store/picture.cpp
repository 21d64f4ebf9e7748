// What memory shows.
#include "store/picture.h"

#include <algorithm>

#include "store/keys.h"

namespace kith::store {

std::int64_t ChatState::last_second() const {
    if (rows->chunks.empty()) return -1;
    const auto columns = rows->chunks.back()->columns();
    return columns.time[columns.size - 1];
}

Picture::Picture(std::uint64_t first_generation)
    : version_{first_generation}, keys_{std::make_shared<Keys>()} {
    publish();
}

SnapshotPtr Picture::current() const {
    const std::lock_guard guard{mutex_};
    return current_;
}

ChatState* Picture::find(ChatId chat) {
    const auto at = chats_.find(chat);
    return at == chats_.end() ? nullptr : &at->second;
}

void Picture::add(const Directory::Changes& changes) {
    Keys::Added added;
    if (!changes.people.empty()) {
        auto& people = people_.own();
        for (const auto& [person, import] : changes.people) {
            const auto at = std::ranges::lower_bound(people, person->id, {},
                                                     [](const auto& one) { return one->id; });
            if (at != people.end() && (*at)->id == person->id) {
                *at = person;
            } else {
                people.insert(at, person);
                added.people.push_back(person);
            }
        }
    }
    for (const auto& entry : changes.chats) {
        auto& state = chats_[entry.info->id];
        if (!state.rows) {
            state.rows = std::make_shared<ChatRows>();
            state.people = entry.people;
            added.chats.push_back(entry.info);
        }
        state.info = entry.info;
        touch(entry.info->id);
    }
    keys_ = keys_->with(added);
    for (const auto& account : changes.accounts) keys_ = keys_->with_self(account.id, account.self);
}

void Picture::remove(const Directory::Found& gone) {
    std::vector<std::shared_ptr<const ChatInfo>> chats;
    for (const auto id : gone.chats) {
        const auto at = chats_.find(id);
        if (at == chats_.end()) continue;
        messages_ -= at->second.size;
        chats.push_back(at->second.info);
        chats_.erase(at);
        gone_.push_back(id);
    }
    if (gone.people.empty()) {
        keys_ = keys_->without(chats);
        return;
    }
    auto& people = people_.own();
    std::erase_if(people, [&](const auto& person) {
        return std::ranges::binary_search(gone.people, person->id);
    });
    Keys::Added left;
    left.people = people;
    for (const auto& [id, state] : chats_) left.chats.push_back(state.info);
    keys_ = keys_->only(left);
}

void Picture::set_rows(ChatState& state, std::vector<ChunkPtr> chunks, SharedList<ErasedRow> erased,
                       std::optional<RowOrder> end) {
    auto rows = std::make_shared<ChatRows>();
    rows->version = ++version_;
    rows->chunks = std::move(chunks);
    rows->people = state.people->list();
    rows->erased = std::move(erased);
    std::uint64_t size = 0;
    for (const auto& chunk : rows->chunks) size += chunk->size();
    messages_ += size - state.size;
    state.size = size;
    state.end = end;
    if (state.tail && (rows->chunks.empty() || rows->chunks.back() != state.tail))
        state.tail.reset();
    state.rows = std::move(rows);
    touch(state.info->id);
}

std::uint64_t Picture::publish() {
    auto next = current_ ? std::make_shared<Snapshot>(*current_) : std::make_shared<Snapshot>();
    std::ranges::sort(gone_);
    if (!gone_.empty())
        std::erase_if(next->chats, [&](const Chat& chat) {
            return std::ranges::binary_search(gone_, chat.info->id);
        });
    std::ranges::sort(touched_);
    touched_.erase(std::unique(touched_.begin(), touched_.end()), touched_.end());
    for (const auto id : touched_) {
        const auto* state = find(id);
        if (!state) continue;
        const auto at = std::ranges::lower_bound(next->chats, id, {},
                                                 [](const Chat& chat) { return chat.info->id; });
        if (at != next->chats.end() && at->info->id == id)
            *at = {state->info, state->rows};
        else
            next->chats.insert(at, {state->info, state->rows});
    }
    gone_.clear();
    touched_.clear();
    next->people = people_;
    next->keys = keys_;
    next->messages = messages_;
    next->generation = ++version_;
    SnapshotPtr old = std::move(next);
    {
        const std::lock_guard guard{mutex_};
        old.swap(current_);
    }
    return version_;
}

}  // namespace kith::store
