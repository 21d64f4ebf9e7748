// Entries of zip files: safe names, links, bombs, damage.
#include "sources/zip/zip.h"

#include "tests/sources/collect.h"
#include "tests/sources/zip/make_zip.h"

namespace kith::sources::zip {
namespace {

using test::MadeZip;

struct Visited {
    std::map<std::string, std::string> files;
    std::vector<std::string> warnings;
};

Visited visit_bytes(const std::string& bytes, const Limits& limits = {}) {
    Visited out;
    std::string* now = nullptr;
    Events events;
    events.entry = [&](const Entry& entry) {
        now = &out.files[entry.name];
        return true;
    };
    events.data = [&](std::string_view piece) {
        now->append(piece);
        return true;
    };
    events.warning = [&](const std::string& text) { out.warnings.push_back(text); };
    visit(std::string_view{bytes}, limits, events, {});
    return out;
}

std::string reason_of(const std::string& bytes, const Limits& limits) {
    try {
        visit_bytes(bytes, limits);
        return "";
    } catch (const Error& error) {
        return error.reason();
    }
}

TEST(Zip, safe_names_stay_below_the_folder) {
    EXPECT_EQ(safe_name("a/b.db"), "a/b.db");
    EXPECT_EQ(safe_name("./a//b"), "a/b");
    EXPECT_EQ(safe_name("群\\聊.json"), "群/聊.json");
    for (const std::string& bad :
         {std::string{}, std::string{"/etc/passwd"}, std::string{"../x"}, std::string{"a/../../x"},
          std::string{"a\\..\\x"}, std::string{"C:\\x"}, std::string{"c:x"}, std::string{"a/"},
          std::string{"\\\\host\\x"}, std::string("a\0b", 3), std::string(300, 'x'),
          std::string(2000, 'x'), std::string{"."}}) {
        EXPECT_EQ(safe_name(bad), "") << bad;
    }
    std::string deep;
    for (std::size_t i = 0; i <= kNameParts; ++i) deep += "a/";
    EXPECT_EQ(safe_name(deep + "x"), "");
}

TEST(Zip, files_come_out_and_links_and_bad_names_do_not) {
    const auto visited = visit_bytes(MadeZip{}
                                         .file("a/x.txt", "hello")
                                         .file("../evil", "no")
                                         .link("link", "/etc/passwd")
                                         .file("群.txt", "你好")
                                         .bytes());
    EXPECT_EQ(visited.files,
              (std::map<std::string, std::string>{{"a/x.txt", "hello"}, {"群.txt", "你好"}}));
    EXPECT_EQ(visited.warnings.size(), 2U);
}

// As Windows, macOS and browsers write them: the name is marked as UTF-8 (general purpose bit 11).
TEST(Zip, names_marked_as_utf8_are_read_whatever_the_locale) {
    constexpr std::string_view hex =
        "504b030414000008000000002100ac2a93d802000000020000000f000000e8818ae5a4a92ff09f98"
        "802e7478746869504b0102140314000008000000002100ac2a93d802000000020000000f00000000"
        "00000000000000800100000000e8818ae5a4a92ff09f98802e747874504b05060000000001000100"
        "3d0000002f0000000000";
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2)
        bytes += static_cast<char>(std::stoi(std::string{hex.substr(i, 2)}, nullptr, 16));
    const auto visited = visit_bytes(bytes);
    EXPECT_EQ(visited.files, (std::map<std::string, std::string>{{"聊天/😀.txt", "hi"}}));
    EXPECT_TRUE(visited.warnings.empty());
}

TEST(Zip, limits_end_a_bomb) {
    const auto bomb = MadeZip{}.file("x", std::string(8 << 20, '0')).bytes();
    EXPECT_LT(bomb.size(), 100'000U);
    EXPECT_EQ(reason_of(bomb, {.bytes = 1 << 20}), "zip_bytes");
    EXPECT_EQ(reason_of(bomb, {.ratio = 10, .ratio_from = 1 << 20}), "zip_ratio");
    EXPECT_EQ(reason_of(bomb, {}), "");
    MadeZip many;
    for (int i = 0; i < 20; ++i) many.file(std::to_string(i), "x");
    EXPECT_EQ(reason_of(many.bytes(), {.entries = 10}), "zip_entries");
}

TEST(Zip, damaged_files_are_refused_or_end_early) {
    EXPECT_EQ(reason_of("", {}), "zip_damaged");
    EXPECT_EQ(reason_of("PK\x03\x04", {}), "zip_damaged");
    EXPECT_EQ(reason_of("hello, this is a text file and no zip at all", {}), "zip_damaged");
    const auto whole = MadeZip{}.file("a", "first").file("b", std::string(100'000, 'x')).bytes();
    for (std::size_t cut = 0; cut < whole.size(); cut += 7) {
        try {
            visit_bytes(whole.substr(0, cut));
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Errc::invalid);
        }
    }
}

TEST(Zip, is_told_by_its_first_bytes) {
    test::Folder folder;
    EXPECT_TRUE(is_zip(folder.write("x.txt", MadeZip{}.file("a", "b").bytes())));
    EXPECT_FALSE(is_zip(folder.write("x.zip", "text")));
    EXPECT_FALSE(is_zip(folder.path()));
}

TEST(Zip, a_visit_can_be_stopped) {
    StopSource stop;
    stop.request(StopReason::user);
    const auto bytes = MadeZip{}.file("a", "b").bytes();
    EXPECT_THROW(visit(std::string_view{bytes}, {}, {}, stop.stop()), Error);
}

}  // namespace
}  // namespace kith::sources::zip
