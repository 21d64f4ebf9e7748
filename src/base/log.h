// Log lines. Never put message text, names of people, keys or queries into them: levels, counts,
// codes, file names only.
#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <string_view>

namespace kith::log {

enum class Level { debug, info, warn, error };

// To standard error from `level` on, and to a rotating file (3 x 5 MB, mode 0600) when one is
// given. Call once at start.
void start(Level level, const std::filesystem::path& file = {});
bool enabled(Level level);
void write(Level level, std::string_view text);

template <class... Args>
void debug(fmt::format_string<Args...> text, Args&&... args) {
    if (enabled(Level::debug)) write(Level::debug, fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void info(fmt::format_string<Args...> text, Args&&... args) {
    if (enabled(Level::info)) write(Level::info, fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void warn(fmt::format_string<Args...> text, Args&&... args) {
    if (enabled(Level::warn)) write(Level::warn, fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void error(fmt::format_string<Args...> text, Args&&... args) {
    write(Level::error, fmt::format(text, std::forward<Args>(args)...));
}

}  // namespace kith::log
