// What --help says about commands and options, in both languages.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/cli/texts.h"

namespace kith::app::cli {

struct HelpEntry {
    std::string_view key;  // "search", "search limit"
    std::string_view en, zh;
};
std::span<const HelpEntry> help_entries();

// Throws Error{internal} for a key that is not in the table.
std::string help_text(std::string_view key, Language language);

}  // namespace kith::app::cli
