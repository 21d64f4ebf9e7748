// What is unpacked, where to, and that it goes away.
#include "sources/zip/unpack.h"

#include "tests/sources/collect.h"
#include "tests/sources/zip/make_zip.h"

namespace kith::sources::zip {
namespace {
namespace fs = std::filesystem;

using test::Folder;
using test::MadeZip;

const std::string kLines =
    R"({"_type":"header","chatlab":{"version":"0.0.2"},"meta":{"name":"n","type":"private"}})"
    "\n";
const std::string kDatabase = std::string{"SQLite format 3\0", 16} + std::string(200'000, 'd');

TEST(Unpack, only_what_a_reader_can_use_is_written) {
    Folder folder;
    const auto zip = folder.write("x.zip", MadeZip{}
                                               .file("e/message/message_0.db", kDatabase)
                                               .file("e/message/message_0.db-wal", "wal")
                                               .file("e/chat.jsonl", kLines)
                                               .file("e/photo.jpg", std::string(100'000, 'p'))
                                               .file("../outside.jsonl", kLines)
                                               .file("e/chat.jsonl", "again")
                                               .bytes());
    fs::create_directories(folder / "into");
    const auto warnings = unpack(zip, folder / "into", {}, {});
    EXPECT_EQ(warnings.size(), 2U);
    EXPECT_EQ(test::hashes_of(folder / "into").size(), 3U);
    EXPECT_EQ(test::bytes_of(folder / "into/e/message/message_0.db"), kDatabase);
    EXPECT_EQ(test::bytes_of(folder / "into/e/chat.jsonl"), kLines);
    EXPECT_FALSE(fs::exists(folder / "outside.jsonl"));
}

TEST(Unpack, files_keep_their_times) {
    Folder folder;
    const auto zip = folder.write("x.zip", MadeZip{}.file("c.jsonl", kLines).bytes());
    for (const char* into : {"a", "b"}) {
        fs::create_directories(folder / into);
        unpack(zip, folder / into, {}, {});
    }
    EXPECT_EQ(fs::last_write_time(folder / "a/c.jsonl"), fs::last_write_time(folder / "b/c.jsonl"));
}

TEST(Unpack, a_file_in_the_way_of_a_folder_is_left) {
    Folder folder;
    const auto zip = folder.write(
        "x.zip", MadeZip{}.file("a", kLines).file("a/b.jsonl", kLines).file("z", kLines).bytes());
    fs::create_directories(folder / "into");
    EXPECT_EQ(unpack(zip, folder / "into", {}, {}).size(), 1U);
    EXPECT_TRUE(fs::exists(folder / "into/z"));
}

TEST(Unpack, formats_are_told_by_the_heads_of_entries) {
    Folder folder;
    const auto format = [&](MadeZip&& zip) {
        return format_in(folder.write("x.zip", zip.bytes()), {});
    };
    EXPECT_EQ(format(std::move(MadeZip{}.file("a/b.jsonl", kLines))), "chatlab");
    EXPECT_EQ(format(std::move(MadeZip{}.file("message/message_0.db", kDatabase))), "wechat");
    EXPECT_EQ(format(std::move(MadeZip{}.file("message_0.db", "no database"))), "");
    EXPECT_EQ(format(std::move(MadeZip{}.file("word/document.xml", "<x/>"))), "");
    EXPECT_EQ(format_in(folder.write("x.zip", "PK\x03\x04 damaged"), {}), "");
}

TEST(TempFolder, goes_away_with_its_object) {
    Folder folder;
    fs::path path;
    {
        TempFolder first{folder.path()};
        path = first.path();
        EXPECT_TRUE(fs::is_directory(path));
        EXPECT_EQ(fs::status(path).permissions() & fs::perms::others_all, fs::perms::none);
        TempFolder second{std::move(first)};
        EXPECT_EQ(second.path(), path);
        std::ofstream{path / "file"} << "x";
    }
    EXPECT_FALSE(fs::exists(path));
    EXPECT_THROW(TempFolder{folder / "absent"}, Error);
}

}  // namespace
}  // namespace kith::sources::zip
