// Both forms of the format, told apart by content and read piece by piece.
#include "sources/chatlab/stream.h"

#include "tests/sources/collect.h"

namespace kith::sources::chatlab {
namespace {

using test::Folder;

const std::string kHeader =
    R"({"_type":"header","chatlab":{"version":"0.0.2"},"meta":{"name":"n","type":"private"}})"
    "\n";
const std::string kDocument =
    R"({"chatlab":{"version":"0.0.1"},"meta":{"name":"n"},"members":[{"platformId":"a"}],)"
    R"("messages":[{"sender":"a"},{"sender":"b"}]})";

struct Heard {
    int metas = 0, members = 0;
    std::vector<std::string> senders, skips;
    std::vector<std::uint64_t> places;
    Ending ending;
};

Heard listen(const std::filesystem::path& file, std::uint64_t from = 0, std::size_t block = 7) {
    Heard out;
    Events events;
    events.meta = [&](const json::value&) { return ++out.metas, true; };
    events.member = [&](const json::value&) { return ++out.members, true; };
    events.message = [&](const json::value& message, std::uint64_t place) {
        out.senders.emplace_back(json::text_or_empty(json::find(message, "sender")));
        out.places.push_back(place);
        return true;
    };
    events.skipped = [&](std::string_view reason, const std::string& where) {
        out.skips.push_back(std::string{reason} + '|' + where);
    };
    out.ending = read_objects(file, form_of(file), from, block, events, {});
    return out;
}

TEST(Stream, forms_are_told_by_their_content) {
    EXPECT_EQ(form_of(std::string_view{kHeader}), Form::lines);
    EXPECT_EQ(form_of(std::string_view{kDocument}), Form::document);
    EXPECT_EQ(form_of(std::string_view{"\xEF\xBB\xBF\n# remark\n" + kHeader}), Form::lines);
    EXPECT_EQ(form_of(std::string_view{"\xEF\xBB\xBF" + kDocument}), Form::document);
    for (const std::string_view other :
         {"", "{", "{}", "[]", "null", "{\"chatlab\":1}", "{\"meta\":{\"chatlab\":{}}}", "#",
          "plain text with \"chatlab\"", "{\"messages\":[]}", "\x00\xFF\x7F"}) {
        EXPECT_EQ(form_of(other), Form::none) << other;
    }
    EXPECT_EQ(form_of(std::string_view{kDocument}.substr(0, 60)), Form::document);
}

// Exporters put the group's picture into the header.
TEST(Stream, a_header_line_with_a_picture_is_still_a_header_line) {
    Folder folder;
    for (const std::size_t picture : {5'000, 100'000, 300'000, 3'000'000}) {
        const auto meta = R"("meta":{"name":"n","groupAvatar":"data:image/jpeg;base64,)" +
                          std::string(picture, 'A') + "\"}";
        const auto message = std::string{R"({"_type":"message","sender":"a"})"} + "\n";
        const auto lines = folder.write(
            "l", R"({"_type":"header","chatlab":{"version":"0.0.2"},)" + meta + "}\n" + message);
        EXPECT_EQ(form_of(lines), Form::lines) << picture;
        EXPECT_EQ(listen(lines, 0, 65'536).senders.size(), 1U);
        const auto document =
            folder.write("d", R"({"chatlab":{},)" + meta + R"(,"messages":[{"sender":"a"}]})");
        EXPECT_EQ(form_of(document), Form::document) << picture;
        EXPECT_EQ(listen(document, 0, 65'536).senders.size(), 1U);
    }
}

TEST(Stream, lines_are_read_whatever_the_blocks) {
    Folder folder;
    const auto file =
        folder.write("x", kHeader +
                              "# a remark {\n{\"_type\":\"member\",\"platformId\":\"a\"}\n\n"
                              "{\"_type\":\"message\",\"sender\":\"a\"}\n"
                              "{\"_type\":\"message\",\"sender\":\"b#\"}\n");
    for (const std::size_t block : {1, 2, 7, 64, 100'000}) {
        const auto heard = listen(file, 0, block);
        EXPECT_EQ(heard.metas, 1);
        EXPECT_EQ(heard.members, 1);
        EXPECT_EQ(heard.senders, (std::vector<std::string>{"a", "b#"}));
        EXPECT_TRUE(heard.skips.empty());
        EXPECT_EQ(heard.ending.line_end, std::filesystem::file_size(file));
    }
}

TEST(Stream, bad_lines_are_passed_over_and_named) {
    Folder folder;
    const auto file = folder.write("x", kHeader +
                                            "not json\n{\"_type\":\"message\",\"sender\":\"a\"}\n"
                                            "{\"_type\":\"message\",\"sender\":\"b\"\n");
    const auto heard = listen(file);
    EXPECT_EQ(heard.senders, (std::vector<std::string>{"a"}));
    ASSERT_EQ(heard.skips.size(), 2U);
    EXPECT_TRUE(heard.skips[0].starts_with("bad_line|line 2: ")) << heard.skips[0];
    EXPECT_TRUE(heard.skips[1].starts_with("bad_line|line 4: ")) << heard.skips[1];
}

TEST(Stream, many_bad_lines_are_all_counted) {
    Folder folder;
    std::string lines = kHeader;
    for (int i = 0; i < 500; ++i) lines += "bad\n";
    EXPECT_EQ(listen(folder.write("x", lines), 0, 1000).skips.size(), 500U);
}

TEST(Stream, reading_goes_on_where_it_ended) {
    Folder folder;
    const auto first = kHeader + "{\"_type\":\"message\",\"sender\":\"a\"}\n";
    const auto end = listen(folder.write("x", first)).ending.line_end;
    EXPECT_EQ(end, first.size());
    const auto file = folder.write("x", first + "{\"_type\":\"message\",\"sender\":\"b\"}");
    const auto more = listen(file, end);
    EXPECT_EQ(more.senders, (std::vector<std::string>{"b"}));
    EXPECT_EQ(more.places, (std::vector<std::uint64_t>{end}));
    EXPECT_EQ(more.ending.line_end, end);  // the last line has no end yet
}

TEST(Stream, documents_are_read_whatever_the_blocks) {
    Folder folder;
    const auto file = folder.write("x", "\xEF\xBB\xBF" + kDocument);
    for (const std::size_t block : {3, 10, 1000}) {
        const auto heard = listen(file, 0, block);
        EXPECT_EQ(heard.metas, 1);
        EXPECT_EQ(heard.members, 1);
        EXPECT_EQ(heard.senders, (std::vector<std::string>{"a", "b"}));
        EXPECT_EQ(heard.ending.problem, "");
    }
}

TEST(Stream, a_document_that_ends_too_early_keeps_what_was_complete) {
    Folder folder;
    const auto heard = listen(folder.write("x", kDocument.substr(0, kDocument.size() - 6)));
    EXPECT_EQ(heard.senders, (std::vector<std::string>{"a"}));
    EXPECT_NE(heard.ending.problem, "");
}

TEST(Stream, a_file_that_is_not_there_is_unavailable) {
    Folder folder;
    EXPECT_THROW(read_objects(folder / "absent", Form::lines, 0, 100, {}, {}), Error);
    EXPECT_EQ(form_of(folder / "absent"), Form::none);
}

}  // namespace
}  // namespace kith::sources::chatlab
