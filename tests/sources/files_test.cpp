// Stamps, heads and the bounded walk.
#include "sources/files.h"

#include "tests/sources/collect.h"

namespace kith::sources {
namespace {
namespace fs = std::filesystem;

using test::Folder;

TEST(Files, stamps_change_with_the_file) {
    Folder folder;
    const auto file = folder.write("x", "abc");
    const auto first = stamp_of(file);
    EXPECT_EQ(first.size, 3);
    EXPECT_GT(first.modified, 1'500'000'000'000'000'000);
    folder.write("x", "abcd");
    EXPECT_NE(stamp_of(file), first);
    EXPECT_EQ(stamp_of(folder / "absent"), Stamp{});
}

TEST(Files, a_wal_file_belongs_to_its_database) {
    Folder folder;
    const auto file = folder.write("x.db", "abc");
    const auto alone = database_stamp(file);
    folder.write("x.db-wal", "");
    EXPECT_EQ(database_stamp(file), alone);
    folder.write("x.db-wal", "12");
    EXPECT_EQ(database_stamp(file).size, 5);
}

TEST(Files, a_moment_of_a_database_ends_with_a_change_or_begins_with_one_under_way) {
    Folder folder;
    std::string bytes(100, 'x');
    const auto file = folder.write("x.db", bytes);
    const auto time = fs::last_write_time(file);
    const auto before = moment_of(file);
    EXPECT_FALSE(before.under_way);
    EXPECT_EQ(moment_of(file), before);
    // As large and, to the file's clock, as old as before: the counter tells.
    bytes[27] = 'y';
    folder.write("x.db", bytes);
    fs::last_write_time(file, time);
    EXPECT_EQ(stamp_of(file), before.stamp);
    EXPECT_NE(moment_of(file), before);

    folder.write("x.db-journal", std::string(512, '\0'));  // kept for later, with nothing in it
    EXPECT_FALSE(moment_of(file).under_way);
    folder.write("x.db-journal", "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7 and pages");
    EXPECT_TRUE(moment_of(file).under_way);
}

TEST(Files, a_database_that_ends_inside_a_page_was_cut_short) {
    Folder folder;
    std::string bytes{"SQLite format 3\0\x10\0", 18};  // pages of 4,096 bytes
    bytes.resize(8192);
    EXPECT_FALSE(is_cut_short(folder.write("a", bytes)));
    EXPECT_TRUE(is_cut_short(folder.write("a", std::string_view{bytes}.substr(0, 8191))));
    bytes.replace(16, 2, std::string{"\0\1", 2});  // of 65,536
    EXPECT_TRUE(is_cut_short(folder.write("a", bytes)));
    bytes.resize(65'536);
    EXPECT_FALSE(is_cut_short(folder.write("a", bytes)));
    bytes.replace(16, 2, std::string(2, '\0'));
    EXPECT_FALSE(is_cut_short(folder.write("a", bytes)));
    EXPECT_FALSE(is_cut_short(folder.write("a", "short")));
    EXPECT_FALSE(is_cut_short(folder / "absent"));
}

TEST(Files, heads_and_pieces) {
    Folder folder;
    const auto file = folder.write("x", "0123456789");
    EXPECT_EQ(head_of(file, 4), "0123");
    EXPECT_EQ(head_of(file, 100), "0123456789");
    EXPECT_EQ(piece_of(file, 7, 100), "789");
    EXPECT_EQ(piece_of(file, 100, 5), "");
    EXPECT_EQ(head_of(folder.path(), 4), "");
    EXPECT_EQ(head_of(folder / "absent", 4), "");
}

TEST(Files, a_walk_is_sorted_bounded_and_follows_no_links) {
    Folder folder;
    folder.write("b", "x");
    folder.write("a/1/2/deep", "x");
    folder.write("a/1/2/3/too/deep", "x");
    folder.write(".hidden", "x");
    folder.write(".git/config", "x");
    fs::create_directory_symlink(folder / "a", folder / "loop");
    fs::create_symlink(folder / "b", folder / "link");
    std::vector<std::string> names;
    for (const auto& file : walk(folder.path(), {})) {
        names.push_back(text_of(file.lexically_relative(folder.path())));
    }
    EXPECT_EQ(names, (std::vector<std::string>{"a/1/2/deep", "b"}));
    EXPECT_TRUE(walk(folder / "absent", {}).empty());
    EXPECT_TRUE(walk(folder / "b", {}).empty());
}

TEST(Files, a_hash_of_nothing_is_its_start) {
    EXPECT_EQ(fnv(""), kFnvStart);
    EXPECT_EQ(fnv("a"), 0xAF63DC4C8601EC8CULL);  // the published value
}

}  // namespace
}  // namespace kith::sources
