// Parts of files, block by block.
#include "sources/blocks.h"

#include "tests/sources/collect.h"

namespace kith::sources {
namespace {

std::vector<std::string> blocks_of(const std::filesystem::path& file, const Blocks& blocks) {
    std::vector<std::string> out;
    read_blocks(file, blocks, [&](std::string& block) { out.push_back(block); }, {});
    return out;
}

TEST(Blocks, a_part_of_a_file_comes_in_order) {
    const test::Folder folder;
    const auto file = folder.write("x", "0123456789");
    using Texts = std::vector<std::string>;
    EXPECT_EQ(blocks_of(file, {.bytes = 4}), (Texts{"0123", "4567", "89"}));
    EXPECT_EQ(blocks_of(file, {.from = 3, .to = 8, .bytes = 4}), (Texts{"3456", "7"}));
    EXPECT_EQ(blocks_of(file, {.from = 8, .to = 80, .bytes = 4}), (Texts{"89"}));
    EXPECT_EQ(blocks_of(file, {.from = 10}), Texts{});
    EXPECT_EQ(blocks_of(file, {.from = 5, .to = 5}), Texts{});
    EXPECT_EQ(blocks_of(file, {.from = 99}), Texts{});
    EXPECT_EQ(blocks_of(folder.write("empty", ""), {}), Texts{});
}

TEST(Blocks, what_cannot_be_opened_is_told_and_a_stop_is_heard) {
    const test::Folder folder;
    EXPECT_THROW(blocks_of(folder / "absent", {}), Error);
    StopSource stop;
    stop.request(StopReason::user);
    const auto file = folder.write("x", "0123456789");
    EXPECT_THROW(read_blocks(file, {}, [](std::string&) {}, stop.stop()), Error);
}

}  // namespace
}  // namespace kith::sources
