// Finding people and chats by the key of their source. Grows in layers, so that one more person
// does not cost a new map of all of them: a layer is merged with the one before when it is as
// large.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/types.h"

namespace kith::store {

// Immutable; any thread.
class Keys {
  public:
    // 0 when unknown. With several accounts the lowest account that has the key.
    std::int64_t person(std::string_view key) const;
    std::int64_t chat(std::string_view key, ChatKind kind) const;
    PersonId self(AccountId account) const;

    struct Added {
        std::vector<std::shared_ptr<const Person>> people;
        std::vector<std::shared_ptr<const ChatInfo>> chats;
    };
    // These keys and new ones. A key that is there already keeps its id when it comes again.
    // Amortised cost: O(log n) per key.
    std::shared_ptr<const Keys> with(const Added& added) const;
    // Without these chats. Amortised cost: O(log n) per key.
    std::shared_ptr<const Keys> without(
        std::span<const std::shared_ptr<const ChatInfo>> chats) const;
    // These alone, with the owners as they are. Cost: all keys.
    std::shared_ptr<const Keys> only(const Added& left) const;
    std::shared_ptr<const Keys> with_self(AccountId account, PersonId person) const;

  private:
    struct Entry {
        std::int64_t account{}, id{};  // id 0: this account has the key no more
    };
    // One entry per account that has the key.
    using Map = std::unordered_multimap<std::string, Entry>;
    struct Layer {
        Map people, chats;
        std::size_t size() const { return people.size() + chats.size(); }
    };
    std::int64_t find(Map Layer::* map, const std::string& key) const;
    std::shared_ptr<Keys> with(std::shared_ptr<Layer> newest) const;
    static void put(Map& map, const std::string& key, Entry entry);

    std::vector<std::shared_ptr<const Layer>> layers_;
    std::vector<std::pair<AccountId, PersonId>> selves_;
};

}  // namespace kith::store
