// The entries of a zip file, one after the other, with limits. Names that lead out of a folder,
// links and bombs are refused.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/stop.h"

namespace kith::sources::zip {

struct Limits {
    std::uint64_t bytes = std::uint64_t{64} << 30;  // unpacked, of all entries
    std::uint64_t entries = 100'000;
    std::uint64_t ratio = 200;                            // unpacked to packed …
    std::uint64_t ratio_from = std::uint64_t{256} << 20;  // … once this much was unpacked
};
inline constexpr std::size_t kNameParts = 16;  // folders in one entry's name
inline constexpr std::size_t kNameBytes = 1024;

bool is_zip(std::string_view head);
bool is_zip(const std::filesystem::path& file);

// The relative path that an entry may have, "" when its name is refused: absolute, with a drive,
// with "..", with a NUL, empty or too long. Backslashes separate too.
std::filesystem::path safe_name(std::string_view name);

struct Entry {
    std::string name;         // as in the archive, valid UTF-8
    std::int64_t modified{};  // Unix seconds, 0 = not said
};
struct Events {
    // An ordinary file with a safe name begins. False: pass over it.
    std::function<bool(const Entry&)> entry;
    // Its bytes, piece by piece. False: enough of this entry.
    std::function<bool(std::string_view bytes)> data;
    std::function<void()> end;
    std::function<void(std::string text)> warning;
};
// Throws Error{invalid} for what is no zip, too_large beyond the limits, unavailable, cancelled.
// Memory: one block.
void visit(const std::filesystem::path& file, const Limits& limits, const Events& events,
           const Stop& stop);
void visit(std::string_view bytes, const Limits& limits, const Events& events, const Stop& stop);

}  // namespace kith::sources::zip
