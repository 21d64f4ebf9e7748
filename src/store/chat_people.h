// The people of one chat, numbered in the order of their first message: what Columns::sender
// indexes. Only grows while the store is open.
#pragma once

#include <cstdint>
#include <mutex>
#include <unordered_map>

#include "base/error.h"
#include "store/chunk.h"
#include "store/shared_list.h"
#include "store/types.h"

namespace kith::store {

inline constexpr std::size_t kMaxPeople = 65'535;  // of one chat

// Any thread.
class ChatPeople {
  public:
    // Throws Error{too_large} for one person too many. None = kNobody.
    std::uint16_t index(PersonId person) {
        if (!person) return kNobody;
        const std::lock_guard guard{mutex_};
        const auto found = numbers_.find(person);
        if (found != numbers_.end()) return found->second;
        require(numbers_.size() < kMaxPeople, Errc::too_large,
                "a chat cannot have more than 65,535 people", "too_many_people");
        const auto number = static_cast<std::uint16_t>(numbers_.size());
        numbers_.emplace(person, number);
        list_.push_back(person);
        return number;
    }

    SharedList<PersonId> list() const {
        const std::lock_guard guard{mutex_};
        return list_;
    }

  private:
    mutable std::mutex mutex_;
    std::unordered_map<PersonId, std::uint16_t> numbers_;
    SharedList<PersonId> list_;
};

}  // namespace kith::store
