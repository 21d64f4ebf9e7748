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
    for (const auto& layer : layers_) {  // O(log n) layers
        const auto at = ((*layer).*map).find(key);
        if (at == ((*layer).*map).end()) continue;
        if (best.id == 0 || at->second.account < best.account) best = at->second;
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

void Keys::put(Map& map, std::string key, Entry entry) {
    const auto [at, fresh] = map.try_emplace(std::move(key), entry);
    if (!fresh && entry.account < at->second.account) at->second = entry;
}

std::shared_ptr<const Keys> Keys::with(const Added& added) const {
    auto next = std::make_shared<Keys>(*this);
    if (added.people.empty() && added.chats.empty()) return next;
    auto layer = std::make_shared<Layer>();
    for (const auto& person : added.people)
        put(layer->people, person->key, {person->account.value, person->id.value});
    for (const auto& chat : added.chats)
        put(layer->chats, chat_key(chat->key, chat->kind), {chat->account.value, chat->id.value});
    while (!next->layers_.empty() && next->layers_.back()->size() <= layer->size()) {
        for (const auto& [key, entry] : next->layers_.back()->people)
            put(layer->people, key, entry);
        for (const auto& [key, entry] : next->layers_.back()->chats) put(layer->chats, key, entry);
        next->layers_.pop_back();
    }
    next->layers_.push_back(std::move(layer));
    return next;
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
