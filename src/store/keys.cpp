// Finding people and chats by the key of their source.
#include "store/keys.h"

#include <algorithm>

namespace kith::store {
namespace {

std::string chat_key(std::string_view key, ChatKind kind) {
    std::string made{kind == ChatKind::group ? 'g' : 'd'};
    return made.append(key);
}

}  // namespace

std::int64_t Keys::find(Map Layer::* map, const std::string& key) const {
    Entry best;
    std::vector<std::int64_t> seen;
    for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer) {  // O(log n) layers
        const auto [from, to] = ((**layer).*map).equal_range(key);
        for (auto at = from; at != to; ++at) {
            const auto& entry = at->second;
            if (std::ranges::find(seen, entry.account) != seen.end()) continue;
            seen.push_back(entry.account);
            if (entry.id != 0 && (best.id == 0 || entry.account < best.account)) best = entry;
        }
    }
    return best.id;
}

std::int64_t Keys::person(std::string_view key) const {
    return find(&Layer::people, std::string{key});
}

std::int64_t Keys::chat(std::string_view key, ChatKind kind) const {
    return find(&Layer::chats, chat_key(key, kind));
}

PersonId Keys::self(AccountId account) const {
    const auto at = std::ranges::find(selves_, account, &std::pair<AccountId, PersonId>::first);
    return at == selves_.end() ? PersonId{} : at->second;
}

void Keys::put(Map& map, const std::string& key, Entry entry) {
    const auto [from, to] = map.equal_range(key);
    const bool known =
        std::any_of(from, to, [&](const auto& one) { return one.second.account == entry.account; });
    if (!known) map.emplace(key, entry);
}

std::shared_ptr<Keys> Keys::with(std::shared_ptr<Layer> newest) const {
    auto next = std::make_shared<Keys>(*this);
    while (!next->layers_.empty() && next->layers_.back()->size() <= newest->size()) {
        const auto& older = *next->layers_.back();
        for (const auto& [key, entry] : older.people) put(newest->people, key, entry);
        for (const auto& [key, entry] : older.chats) put(newest->chats, key, entry);
        next->layers_.pop_back();
    }
    if (next->layers_.empty()) {
        const auto gone = [](const auto& one) { return one.second.id == 0; };
        std::erase_if(newest->people, gone);
        std::erase_if(newest->chats, gone);
    }
    next->layers_.push_back(std::move(newest));
    return next;
}

std::shared_ptr<const Keys> Keys::with(const Added& added) const {
    if (added.people.empty() && added.chats.empty()) return std::make_shared<Keys>(*this);
    auto layer = std::make_shared<Layer>();
    for (const auto& person : added.people)
        put(layer->people, person->key, {person->account.value, person->id.value});
    for (const auto& chat : added.chats)
        put(layer->chats, chat_key(chat->key, chat->kind), {chat->account.value, chat->id.value});
    return with(std::move(layer));
}

std::shared_ptr<const Keys> Keys::without(
    std::span<const std::shared_ptr<const ChatInfo>> chats) const {
    auto layer = std::make_shared<Layer>();
    for (const auto& chat : chats)
        put(layer->chats, chat_key(chat->key, chat->kind), {chat->account.value, 0});
    return with(std::move(layer));
}

std::shared_ptr<const Keys> Keys::only(const Added& left) const {
    Keys none;
    none.selves_ = selves_;
    std::erase_if(none.selves_, [&](const auto& self) {
        return std::ranges::none_of(left.people,
                                    [&](const auto& person) { return person->id == self.second; });
    });
    return none.with(left);
}

std::shared_ptr<const Keys> Keys::with_self(AccountId account, PersonId person) const {
    auto next = std::make_shared<Keys>(*this);
    const auto at =
        std::ranges::find(next->selves_, account, &std::pair<AccountId, PersonId>::first);
    if (at == next->selves_.end())
        next->selves_.emplace_back(account, person);
    else
        at->second = person;
    return next;
}

}  // namespace kith::store
