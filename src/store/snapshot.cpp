// Looking things up in a snapshot.
#include "store/snapshot.h"

#include <algorithm>
#include <limits>

#include "store/keys.h"

namespace kith::store {
namespace {

std::uint32_t column_time(std::int64_t seconds) {
    return static_cast<std::uint32_t>(
        std::clamp<std::int64_t>(seconds, 0, std::numeric_limits<std::uint32_t>::max()));
}

}  // namespace

std::uint64_t Chat::size() const {
    std::uint64_t rows_in_all = 0;
    for (const auto& chunk : rows->chunks) rows_in_all += chunk->size();
    return rows_in_all;
}

std::pair<std::uint32_t, std::uint32_t> rows_in(const Columns& columns, Range range) {
    const auto* first = columns.time;
    const auto* last = columns.time + columns.size;
    if (range.from != 0) first = std::lower_bound(first, last, column_time(range.from));
    if (range.to < 0) last = first;
    if (range.to > 0) last = std::upper_bound(first, last, column_time(range.to));
    return {static_cast<std::uint32_t>(first - columns.time),
            static_cast<std::uint32_t>(last - columns.time)};
}

const Chat* Snapshot::chat(ChatId id) const {
    const auto at =
        std::lower_bound(chats.begin(), chats.end(), id,
                         [](const Chat& chat, ChatId wanted) { return chat.info->id < wanted; });
    return at != chats.end() && at->info->id == id ? &*at : nullptr;
}

const Person* Snapshot::person(PersonId id) const {
    const auto* at =
        std::lower_bound(people.begin(), people.end(), id,
                         [](const auto& person, PersonId wanted) { return person->id < wanted; });
    return at != people.end() && (*at)->id == id ? at->get() : nullptr;
}

const Chat* Snapshot::chat_by_key(std::string_view key, ChatKind kind) const {
    if (keys) return chat(ChatId{keys->chat(key, kind)});
    const auto at = std::ranges::find_if(
        chats, [&](const Chat& chat) { return chat.info->kind == kind && chat.info->key == key; });
    return at == chats.end() ? nullptr : &*at;
}

const Person* Snapshot::person_by_key(std::string_view key) const {
    if (keys) return person(PersonId{keys->person(key)});
    const auto* at = std::find_if(people.begin(), people.end(),
                                  [&](const auto& person) { return person->key == key; });
    return at == people.end() ? nullptr : at->get();
}

PersonId Snapshot::self(AccountId account) const {
    if (keys) return keys->self(account);
    const auto* at = std::find_if(people.begin(), people.end(), [&](const auto& person) {
        return person->account == account && (person->flags & kSelf) != 0;
    });
    return at == people.end() ? PersonId{} : (*at)->id;
}

}  // namespace kith::store
