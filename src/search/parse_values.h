// The words of the search language: names of operators and of their values, English and Chinese.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace kith::search {

enum class Operator : std::uint8_t {
    in,
    from,
    with,
    group,
    source,
    after,
    before,
    on,
    hour,
    weekday,
    has,
    is,
    mood,
    sort
};
inline constexpr std::size_t kOperatorCount = 14;

enum class Sort : std::uint8_t { newest, oldest, best };
std::string_view name_of(Sort sort);  // "new", "old", "best"

// What `is:` asks about.
enum class State : std::uint8_t { mine, theirs, in_private, in_group, late, system, opener };

// The English name, "in".
std::string_view name_of(Operator op);
// `folded` as text::fold() gives it, without the colon.
std::optional<Operator> operator_named(std::u16string_view folded);
// Code points of the longest name.
inline constexpr std::size_t kOperatorName = 8;

// Values, folded. Nothing when the word has no meaning there.
std::optional<State> state_named(std::u16string_view folded);
std::optional<Sort> sort_named(std::u16string_view folded);
bool is_mood(std::u16string_view folded);
// "me", 我, …
bool means_me(std::u16string_view folded);

// Sets as bits; several values are separated by commas and joined.
std::optional<std::uint32_t> kinds_of(std::u16string_view folded);     // bit = Kind
std::optional<std::uint32_t> hours_of(std::u16string_view folded);     // bit 0..23; 22-3 wraps
std::optional<std::uint32_t> weekdays_of(std::u16string_view folded);  // bit 0 = Sunday .. 6

// English values of an operator for suggestions; empty for those that take names or times.
std::span<const std::string_view> values_of(Operator op);

}  // namespace kith::search
