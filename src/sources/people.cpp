// See people.h.
#include "sources/people.h"

namespace kith::sources {

std::uint32_t People::add(std::string_view key) {
    if (const auto found = places_.find(key); found != places_.end()) return found->second;
    const auto place = static_cast<std::uint32_t>(list_.size());
    list_.push_back({.key = std::string{key}});
    places_.emplace(key, place);
    return place;
}

std::uint32_t People::find(std::string_view key) const {
    const auto found = places_.find(key);
    return found == places_.end() ? kNobody : found->second;
}

const std::string& name_of(const Person& person) {
    if (!person.remark.empty()) return person.remark;
    return person.nick.empty() ? person.key : person.nick;
}

std::uint32_t Strangers::place(std::string_view key, std::string_view nick) {
    const std::lock_guard lock{mutex_};
    const auto place = met_.add(key);
    if (met_[place].nick.empty()) met_[place].nick = nick;
    return static_cast<std::uint32_t>(known_->size()) + place;
}

Person Strangers::person(std::uint32_t index) const {
    if (index < known_->size()) return (*known_)[index];
    const std::lock_guard lock{mutex_};
    const auto place = index - static_cast<std::uint32_t>(known_->size());
    return place < met_.size() ? met_[place] : Person{};
}

}  // namespace kith::sources
