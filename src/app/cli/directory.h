// The people and groups of the archive (X03) as commands use them, and finding one by what was
// typed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/door.h"

namespace kith::app::cli {

struct Contact {
    enum class Kind : std::uint8_t { person, group, official };
    std::string id, name;
    std::vector<std::string> others;  // further names
    Kind kind{};
    std::int64_t chat{};  // 0 = no conversation
    std::uint64_t messages{};
    std::int64_t last{};  // Unix seconds, 0 = none
};

// Newest message first. Cost: everybody once.
std::vector<Contact> contacts(Door& door, const Stop& stop);

// Who may be meant, best way of meaning it only: number ("12", "#12") or key, else the whole name,
// else a part of a name; cases and widths do not count.
std::vector<Contact> meant_by(std::string_view typed, const std::vector<Contact>& all);

}  // namespace kith::app::cli
