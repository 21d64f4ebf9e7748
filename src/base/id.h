// Distinct integer identifiers: ChatId and PersonId cannot be swapped by accident.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace kith {

template <class Tag>
struct Id {
    std::int64_t value{};
    constexpr Id() = default;
    constexpr explicit Id(std::int64_t v) : value{v} {}
    constexpr explicit operator bool() const {
        return value != 0;
    }  // 0 = none; real ids start at 1
    friend constexpr auto operator<=>(Id, Id) = default;
};

}  // namespace kith

template <class Tag>
struct std::hash<kith::Id<Tag>> {
    std::size_t operator()(kith::Id<Tag> id) const noexcept {
        return std::hash<std::int64_t>{}(id.value);
    }
};
