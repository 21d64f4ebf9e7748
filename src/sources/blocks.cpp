// See blocks.h.
#include "sources/blocks.h"

#include <algorithm>
#include <fstream>

#include "base/error.h"
#include "sources/files.h"

namespace kith::sources {

void read_blocks(const std::filesystem::path& file, const Blocks& blocks,
                 const std::function<void(std::string& block)>& take, const Stop& stop) {
    std::ifstream in{file, std::ios::binary};
    require(in.is_open(), Errc::unavailable, text_of(file.filename()) + " cannot be opened");
    in.seekg(static_cast<std::streamoff>(blocks.from));
    std::string block;
    for (auto left = blocks.to - blocks.from; in && left > 0; left -= block.size()) {
        stop.check();
        block.resize(std::min<std::uint64_t>(blocks.bytes, left));
        in.read(block.data(), static_cast<std::streamsize>(block.size()));
        block.resize(static_cast<std::size_t>(in.gcount()));
        if (!block.empty()) take(block);
    }
}

}  // namespace kith::sources
