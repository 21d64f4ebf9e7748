// Foreign files of any size, block by block. Nothing here writes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "base/stop.h"

namespace kith::sources {

// A part of a file, read block by block.
struct Blocks {
    std::uint64_t from{}, to = UINT64_MAX;     // [from, to), or to the file's end
    std::size_t bytes = std::size_t{1} << 20;  // of one block, the memory that it takes
};
// Throws Error{unavailable} when the file cannot be opened, what `stop` asks for and what `take`
// throws. `take` may overwrite its block.
void read_blocks(const std::filesystem::path& file, const Blocks& blocks,
                 const std::function<void(std::string& block)>& take, const Stop& stop);

}  // namespace kith::sources
