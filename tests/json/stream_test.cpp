// Streams: any cut, any damage, constant memory.
#include "json/stream.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace kith::json {
namespace {

// Feeds a document in pieces of `step` bytes, each in memory of its own so that a sanitizer sees
// every overrun.
struct Seen {
    std::string items, members, error;
    std::uint64_t skipped = 0;
    std::vector<Skipped> skips;
    bool operator==(const Seen& other) const {
        return items == other.items && members == other.members && error == other.error &&
               skipped == other.skipped;
    }
};

Seen document(std::string_view text, std::size_t step,
              std::vector<std::string> lists = {"messages"}, StreamLimits limits = {}) {
    Seen seen;
    const auto line = [](const Item& item) {
        return fmt::format("{}[{}]@{} {}\n", item.key, item.index, item.offset,
                           serialize(item.value));
    };
    DocumentStream stream{std::move(lists), [&](const Item& item) { seen.items += line(item); },
                          [&](const Item& member) { seen.members += line(member); }, limits};
    try {
        for (std::size_t at = 0; at < text.size(); at += step) {
            const std::vector<char> piece{
                text.begin() + static_cast<std::ptrdiff_t>(at),
                text.begin() + static_cast<std::ptrdiff_t>(std::min(at + step, text.size()))};
            stream.feed({piece.data(), piece.size()});
        }
        stream.finish();
        EXPECT_EQ(stream.offset(), text.size());
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::invalid);
        seen.error = error.message();
    }
    seen.skipped = stream.skipped_count();
    seen.skips = stream.skipped();
    return seen;
}

const std::string kDocument =
    "\xEF\xBB\xBF{ \"chatlab\": {\"version\": \"0.0.2\", \"brackets\": \"]}{[\\\"\\\\\"},\n"
    "  \"meta\":null , \"members\":[{\"id\":1},2 , \"x]\"],\r\n\t\"messages\" : [ "
    "{\"content\":\"你好，\\\"世界\\\" ]}\",\"n\":[1,[2,{}]]} , \"\", true,null,-1.5e3,{},[] ] ,"
    "\"na\\u006de\":\"群聊 😀\", \"messages\":[], \"count\":12}\n";

TEST(DocumentStream, items_and_members_come_out_the_same_however_the_text_is_cut) {
    const auto whole = document(kDocument, kDocument.size(), {"messages", "members"});
    EXPECT_EQ(whole.error, "");
    const auto at = [](std::string_view text) { return std::to_string(kDocument.find(text)); };
    EXPECT_EQ(whole.items,
              "members[0]@" + at("{\"id\"") + " {\"id\":1}\nmembers[1]@" + at("2 ,") +
                  " 2\nmembers[2]@" + at("\"x]") + " \"x]\"\nmessages[0]@" + at("{\"content") +
                  " {\"content\":\"你好，\\\"世界\\\" ]}\",\"n\":[1,[2,{}]]}\nmessages[1]@" +
                  at("\"\", true") + " \"\"\nmessages[2]@" + at("true,") + " true\nmessages[3]@" +
                  at("null,-") + " null\nmessages[4]@" + at("-1.5") + " -1500\nmessages[5]@" +
                  at("{},[]") + " {}\nmessages[6]@" + at("[] ]") + " []\n");
    EXPECT_EQ(whole.members,
              "chatlab[0]@" + at("{\"version") +
                  " {\"version\":\"0.0.2\",\"brackets\":\"]}{[\\\"\\\\\"}\nmeta[0]@" +
                  at("null ,") + " null\nname[0]@" + at("\"群") + " \"群聊 😀\"\ncount[0]@" +
                  at("12}") + " 12\n");
    for (std::size_t step = 1; step < 80; ++step) {
        EXPECT_EQ(document(kDocument, step, {"messages", "members"}), whole) << step;
    }
}

TEST(DocumentStream, offsets_point_at_the_text_of_the_item) {
    DocumentStream stream{{"messages"},
                          [](const Item& item) {
                              EXPECT_EQ(kDocument.substr(item.offset, item.text.size()), item.text);
                          },
                          {}};
    for (const char byte : kDocument) stream.feed({&byte, 1});
    stream.finish();
}

TEST(DocumentStream, a_document_cut_off_anywhere_gives_its_complete_items_and_an_error) {
    const auto whole = document(kDocument, 7);
    const auto complete = kDocument.rfind('}') + 1;
    for (std::size_t n = 0; n < complete; ++n) {
        const auto part = document(std::string_view{kDocument}.substr(0, n), 7);
        EXPECT_EQ(part.error, fmt::format("invalid JSON at byte {}", n));
        EXPECT_TRUE(whole.items.starts_with(part.items));
        EXPECT_TRUE(whole.members.starts_with(part.members));
    }
}

TEST(DocumentStream, what_was_complete_before_a_wrong_byte_is_handed_out) {
    const auto seen = document("{\"messages\":[{\"a\":1},{\"a\":1,}],\"x\":1}", 5);
    EXPECT_EQ(seen.items, "messages[0]@13 {\"a\":1}\n");
    EXPECT_EQ(seen.error, "invalid JSON at byte 28");
    const std::vector<std::pair<std::string, std::size_t>> wrong{{"", 0},
                                                                 {"  ", 2},
                                                                 {"{,}", 1},
                                                                 {"{\"a\":1,}", 7},
                                                                 {"{\"a\" 1}", 5},
                                                                 {"{\"a\":}", 5},
                                                                 {"{\"a\":1 \"b\":2}", 7},
                                                                 {"{\"messages\":[1,]}", 15},
                                                                 {"{\"messages\":[,1]}", 13},
                                                                 {"{\"messages\":[1 2]}", 15},
                                                                 {"{} x", 3},
                                                                 {"{}{}", 2},
                                                                 {"\xEF\xBB{}", 0},
                                                                 {"{1:2}", 1},
                                                                 {"{\"messages\":[1}", 14},
                                                                 {"]", 0},
                                                                 {"{\"messages\":[1]]", 15}};
    for (const auto& [text, at] : wrong) {
        EXPECT_EQ(document(text, 3).error, fmt::format("invalid JSON at byte {}", at)) << text;
        EXPECT_EQ(document(text, 1).error, fmt::format("invalid JSON at byte {}", at)) << text;
    }
}

TEST(DocumentStream, after_an_error_it_stays_over) {
    DocumentStream stream{{}, {}, {}};
    EXPECT_THROW(stream.feed("}"), Error);
    EXPECT_THROW(stream.feed("{}"), Error);
    EXPECT_THROW(stream.finish(), Error);
}

TEST(DocumentStream, the_document_can_itself_be_a_list_or_a_single_value) {
    EXPECT_EQ(document("[1,{\"a\":2}]", 2, {""}).items, "[0]@1 1\n[1]@3 {\"a\":2}\n");
    EXPECT_EQ(document("[]", 1, {""}).error, "");
    EXPECT_EQ(document("[1] ", 1).members, "[0]@0 [1]\n");
    EXPECT_EQ(document(" 12", 1).members, "[0]@1 12\n");
    EXPECT_EQ(document("\"x\"", 1).members, "[0]@0 \"x\"\n");
    EXPECT_EQ(document("{}", 1).error, "");
    EXPECT_EQ(document("12 13", 2).error, "invalid JSON at byte 3");
}

TEST(DocumentStream, a_named_list_that_is_no_list_is_a_member) {
    const auto seen = document(R"({"messages":{"a":1},"messages":null})", 4);
    EXPECT_EQ(seen.items, "");
    EXPECT_EQ(seen.members, "messages[0]@12 {\"a\":1}\nmessages[0]@31 null\n");
}

TEST(DocumentStream, what_is_longer_than_its_limit_is_skipped_and_counted) {
    const StreamLimits limits{.item_bytes = 10, .member_bytes = 12};
    const std::string text =
        R"({"big":"0123456789abc","ok":"0123456789","messages":[1,"0123456789",{"a":[1,2,3,4]},2]})";
    for (const std::size_t step : {1UL, 4UL, 9UL, text.size()}) {
        const auto seen = document(text, step, {"messages"}, limits);
        EXPECT_EQ(seen.error, "");
        EXPECT_EQ(seen.members, "ok[0]@28 \"0123456789\"\n");
        EXPECT_EQ(seen.items, "messages[0]@53 1\nmessages[3]@84 2\n");
        ASSERT_EQ(seen.skipped, 3U);
        EXPECT_EQ(seen.skips[0].key, "big");
        EXPECT_EQ(seen.skips[0].bytes, 15U);
        EXPECT_EQ(seen.skips[2].index, 2U);
        EXPECT_EQ(seen.skips[2].offset, 68U);
    }
}

TEST(DocumentStream, a_key_that_never_ends_is_an_error) {
    EXPECT_EQ(document("{\"" + std::string(100000, 'k') + "\":1}", 1000).error,
              "invalid JSON at byte 1");
}

TEST(DocumentStream, invalid_utf8_becomes_the_replacement_character) {
    EXPECT_EQ(document("{\"messages\":[\"a\xFF\xE4\xB8\"],\"\xFF\":1}", 3).items,
              "messages[0]@13 \"a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"\n");
}

TEST(DocumentStream, nesting_without_end_is_refused) {
    EXPECT_EQ(
        document("{\"messages\":[" + std::string(100000, '[') + std::string(100000, ']') + "]}",
                 4096)
            .error,
        fmt::format("invalid JSON at byte {}", 13 + kMaxDepth));
}

TEST(DocumentStream, what_a_callback_throws_passes_through) {
    DocumentStream stream{{"a"}, [](const Item&) { throw Error{Errc::cancelled, "enough"}; }, {}};
    try {
        stream.feed("{\"a\":[1,2]}");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::cancelled);
    }
}

TEST(DocumentStream, an_item_of_eight_mebibytes_arrives_whole) {
    const std::string long_text(8 << 20, 'x');
    std::size_t bytes = 0;
    DocumentStream stream{
        {"a"}, [&](const Item& item) { bytes = item.value.as_string().size(); }, {}};
    const std::string text = "{\"a\":[\"" + long_text + "\"]}";
    for (std::size_t at = 0; at < text.size(); at += 65536) {
        stream.feed(std::string_view{text}.substr(at, 65536));
    }
    stream.finish();
    EXPECT_EQ(bytes, long_text.size());
}

// What happens on the way through a document, one event per line.
std::string walked(std::string_view text, std::size_t step, const std::vector<std::string>& lists,
                   Broken broken = Broken::ends) {
    std::string seen;
    const auto told = [&](const char* what) {
        return [&seen, what](const Item& at) {
            seen += fmt::format("{} {}/{}[{}]@{} {}\n", what, at.in, at.key, at.index, at.offset,
                                serialize(at.value));
        };
    };
    Walk walk;
    walk.entered = [&](std::string_view path, std::uint64_t offset) {
        seen += fmt::format("in {}@{}\n", path, offset);
    };
    walk.left = [&](std::string_view path, std::uint64_t offset) {
        seen += fmt::format("out {}@{}\n", path, offset);
    };
    walk.wanted = [](std::string_view, std::string_view key, std::uint64_t) {
        return key != "dull";
    };
    walk.broken = broken;
    DocumentStream stream{lists, told("item"), told("member"), {}, std::move(walk)};
    try {
        for (std::size_t at = 0; at < text.size(); at += step) stream.feed(text.substr(at, step));
        stream.finish();
    } catch (const Error& error) {
        seen += error.message();
    }
    if (stream.skipped_count() > 0) seen += fmt::format("{} skipped", stream.skipped_count());
    return seen;
}

TEST(DocumentStream, lists_that_lie_deeper_come_out_item_by_item) {
    const std::string text =
        R"({"dull":[{"x":"]}"}],"chats":{"about":"a","list":[{"id":1,"messages":[5,[6]]},7,)"
        R"({"messages":{},"id":2}]},"list":[8]})";
    const std::string expected =
        "in @0\nin chats@29\nmember chats/about[0]@38 \"a\"\nin chats/list@49\n"
        "in chats/list/*@50\nmember chats/list/*/id[0]@56 1\nin chats/list/*/messages@69\n"
        "item chats/list/*/messages[0]@70 5\nitem chats/list/*/messages[1]@72 [6]\n"
        "out chats/list/*/messages@76\nout chats/list/*@77\nitem chats/list[1]@78 7\n"
        "in chats/list/*@80\nmember chats/list/*/messages[0]@92 {}\n"
        "member chats/list/*/id[0]@100 2\nout chats/list/*@102\nout chats/list@103\nout chats@104\n"
        "member /list[0]@112 [8]\nout @116\n";
    const std::vector<std::string> lists{"chats/list", "chats/list/*/messages"};
    for (std::size_t step = 1; step <= text.size(); ++step) {
        EXPECT_EQ(walked(text, step, lists), expected) << step;
    }
}

TEST(DocumentStream, a_foreign_key_that_looks_like_a_path_is_only_a_key) {
    EXPECT_EQ(walked(R"({"a/b":[1],"*":[2],"a":{"*":[3]}})", 3, {"a/b"}),
              "in @0\nmember /a/b[0]@7 [1]\nmember /*[0]@15 [2]\nin a@23\nmember a/*[0]@28 [3]\n"
              "out a@32\nout @33\n");
}

TEST(DocumentStream, what_is_no_json_is_skipped_where_that_was_asked_for) {
    const std::string deep = std::string(100, '[') + std::string(100, ']');
    const std::string text = R"({"m":[1,{"a":},)" + deep + R"(,2],"x":nul,"y":3})";
    EXPECT_EQ(walked(text, 7, {"m"}, Broken::skipped),
              "in @0\nin m@5\nitem /m[0]@6 1\nitem /m[3]@216 2\nout m@218\n"
              "member /y[0]@231 3\nout @233\n3 skipped");
    EXPECT_EQ(walked(text, 7, {"m"}, Broken::ends),
              "in @0\nin m@5\nitem /m[0]@6 1\ninvalid JSON at byte 13");
}

// Damaged documents: the stream accepts exactly what the parser of whole texts accepts, however the
// text is cut.
TEST(DocumentStream, agrees_with_the_parser_on_damaged_documents) {
    std::uint32_t seed = 4242;
    const auto next = [&] { return seed = seed * 1664525U + 1013904223U, seed >> 16; };
    const std::string letters = "{}[]\",:\\ 0-tn\n\xFF\xE4";
    int accepted = 0;
    for (int round = 0; round < 4000; ++round) {
        std::string text = kDocument.substr(3);
        for (auto changes = next() % 3; changes > 0; --changes) {
            const auto at = next() % text.size();
            const char letter = letters[next() % letters.size()];
            switch (next() % 3) {
                case 0:
                    text[at] = letter;
                    break;
                case 1:
                    text.insert(at, 1, letter);
                    break;
                default:
                    text.erase(at, 1 + next() % 3);
            }
        }
        bool whole = true;
        try {
            parse(text, {.utf8 = Utf8::repaired});
        } catch (const Error&) {
            whole = false;
        }
        const auto seen = document(text, text.size(), {"messages", "members"});
        ASSERT_EQ(seen.error.empty(), whole) << text;
        ASSERT_EQ(document(text, 1 + next() % 30, {"messages", "members"}), seen) << text;
        accepted += whole ? 1 : 0;
    }
    EXPECT_GT(accepted, 1000);
    EXPECT_LT(accepted, 3500);
}

}  // namespace
}  // namespace kith::json
