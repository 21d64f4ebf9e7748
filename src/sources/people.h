// The people of a source while it is read: a list and the way from a key to its place.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sources/source.h"

namespace kith::sources {

struct KeyHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const {
        return std::hash<std::string_view>{}(key);
    }
};
template <class T>
using ByKey = std::unordered_map<std::string, T, KeyHash, std::equal_to<>>;

// Grows while a source is opened, is only read after that.
class People {
  public:
    // The place of this key; a new, nameless person when nobody has it yet.
    std::uint32_t add(std::string_view key);
    // kNobody when nobody has it.
    std::uint32_t find(std::string_view key) const;

    Person& operator[](std::uint32_t index) { return list_[index]; }
    const Person& operator[](std::uint32_t index) const { return list_[index]; }
    std::size_t size() const { return list_.size(); }
    const std::vector<Person>& list() const { return list_; }

  private:
    std::vector<Person> list_;
    ByKey<std::uint32_t> places_;
};

// The name to show: remark, else nick, else key.
const std::string& name_of(const Person& person);

// People whom only rows name, met while chats are read. Their places follow those of the people
// who were known before. Any thread.
class Strangers {
  public:
    explicit Strangers(const std::vector<Person>& known) : known_{&known} {}
    std::uint32_t place(std::string_view key, std::string_view nick = {});
    // Of all: those known before too.
    Person person(std::uint32_t index) const;

  private:
    const std::vector<Person>* known_;  // not changed while reading
    mutable std::mutex mutex_;
    People met_;
};

}  // namespace kith::sources
