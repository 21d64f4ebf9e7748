// The search language: what each text means, in both languages.
#include "search/query.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "base/error.h"
#include "text/fold.h"

namespace kith::search {
namespace {

struct Case {
    std::string text, tree;
};

void PrintTo(const Case& c, std::ostream* out) {
    *out << c.text;
}

class Tree : public testing::TestWithParam<Case> {};

TEST_P(Tree, text_becomes_this_tree_without_a_problem) {
    const auto query = parse(GetParam().text);
    EXPECT_EQ(to_string(query), GetParam().tree);
    EXPECT_TRUE(query.problems.empty()) << query.problems[0].message;
}

INSTANTIATE_TEST_SUITE_P(
    Words, Tree,
    testing::Values(Case{"", ""}, Case{"  \t\n\xE3\x80\x80 ", ""}, Case{"爬山", R"("爬山")"},
                    Case{"周六 爬山", R"((all "周六" "爬山"))"},
                    Case{"周六\xE3\x80\x80爬山", R"((all "周六" "爬山"))"},
                    Case{"\"exact phrase\"", R"("exact phrase")"}, Case{"“全 角”", R"("全 角")"},
                    Case{"＂全 角＂", R"("全 角")"}, Case{"「他说\"好\"」", R"("他说"好"")"},
                    Case{"他说“好”", R"("他说“好”")"}, Case{"a -b", R"((all "a" (not "b")))"},
                    Case{"a －b", R"((all "a" (not "b")))"},
                    Case{"-\"a b\" c", R"((all (not "a b") "c"))"},
                    Case{"--help", R"((not "-help"))"}, Case{"a - b", R"((all "a" "-" "b"))"},
                    Case{"-", R"("-")"}, Case{"a-b", R"("a-b")"},
                    Case{"100% a_b *", R"((all "100%" "a_b" "*"))"},
                    Case{"http://x.y foo:bar 12:30", R"((all "http://x.y" "foo:bar" "12:30"))"},
                    Case{"a' OR 1=1", R"((any "a'" "1=1"))"}, Case{"\"in:阿梅\"", R"("in:阿梅")"}));

INSTANTIATE_TEST_SUITE_P(
    Structure, Tree,
    testing::Values(Case{"a OR b", R"((any "a" "b"))"}, Case{"a 或 b", R"((any "a" "b"))"},
                    Case{"a 或者 b", R"((any "a" "b"))"}, Case{"a ＯＲ b", R"((any "a" "b"))"},
                    Case{"a or b", R"((all "a" "or" "b"))"}, Case{"OR", R"("OR")"},
                    Case{"或", R"("或")"}, Case{"ORANGE a", R"((all "ORANGE" "a"))"},
                    Case{"a \"OR\" b", R"((all "a" "OR" "b"))"},
                    Case{"a b OR c d", R"((any (all "a" "b") (all "c" "d")))"},
                    Case{"a (b OR c) d", R"((all "a" (any "b" "c") "d"))"},
                    Case{"a （b OR c） d", R"((all "a" (any "b" "c") "d"))"},
                    Case{"-(a OR b)", R"((not (any "a" "b")))"}, Case{"(a)", R"("a")"},
                    Case{"a OR(b c)", R"((any "a" (all "b" "c")))"},
                    Case{"((a b) OR (c -d))", R"((any (all "a" "b") (all "c" (not "d"))))"},
                    Case{"f(x) :)", "(all \"f(x)\" \":)\")"},
                    Case{"(f(x) OR y)", "(any \"f(x)\" \"y\")"}, Case{"(in:群(2))", "in:群(2)"}));

INSTANTIATE_TEST_SUITE_P(
    Operators, Tree,
    testing::Values(
        Case{"in:阿梅", "in:阿梅"}, Case{"在:阿梅", "in:阿梅"}, Case{"在：阿梅", "in:阿梅"},
        Case{"IN:阿梅 Ｉｎ：b", "(all in:阿梅 in:b)"}, Case{"in:\"Lin Wei\"", "in:Lin Wei"},
        Case{"in:“Lin Wei”", "in:Lin Wei"}, Case{"from:me 来自:我", "(all from:me from:我)"},
        Case{"with:x 和:x 跟:x 与:x", "(all with:x with:x with:x with:x)"},
        Case{"group:g 群:g 群聊:g", "(all group:g group:g group:g)"},
        Case{"source:wechat 来源:wechat", "(all source:wechat source:wechat)"},
        Case{"after:2024 之后:2024 自:2024", "(all after:2024 after:2024 after:2024)"},
        Case{"before:2024-03 之前:2024-03", "(all before:2024-03 before:2024-03)"},
        Case{"on:7d 日期:7天 时间:7d", "(all on:7d on:7天 on:7d)"},
        Case{"after:last month x", R"((all after:last month "x"))"},
        Case{"on:last 7 days x", R"((all on:last 7 days "x"))"},
        Case{"on:上个月 x", R"((all on:上个月 "x"))"},
        Case{"hour:0-4 小时:22-3", "(all hour:0-4 hour:22-3)"},
        Case{"weekday:6 星期:六 周:日", "(all weekday:6 weekday:六 weekday:日)"},
        Case{"has:image 含:图片 包含:语音", "(all has:image has:图片 has:语音)"},
        Case{"is:late 是:深夜", "(all is:late is:深夜)"}, Case{"-is:mine", "(not is:mine)"},
        Case{"sort:old x", R"("x")"}, Case{"sort:new", ""},
        Case{"爬山 from:阿梅 after:2023 -饭", R"((all "爬山" from:阿梅 after:2023 (not "饭")))"}));

struct Bad {
    std::string text, tree, reason;
    Place place;
};

void PrintTo(const Bad& c, std::ostream* out) {
    *out << c.text;
}

class BadPart : public testing::TestWithParam<Bad> {};

TEST_P(BadPart, is_named_by_place_and_the_rest_runs) {
    const auto query = parse(GetParam().text);
    EXPECT_EQ(to_string(query), GetParam().tree);
    ASSERT_EQ(query.problems.size(), 1U);
    EXPECT_EQ(query.problems[0].reason, GetParam().reason);
    EXPECT_EQ(query.problems[0].place, GetParam().place);
    EXPECT_FALSE(query.problems[0].message.empty());
}

INSTANTIATE_TEST_SUITE_P(
    All, BadPart,
    testing::Values(Bad{"爬山 has:banana x", R"((all "爬山" "x"))", "unknown_value", {3, 13}},
                    Bad{"😀 has:banana", R"("😀")", "unknown_value", {2, 12}},
                    Bad{"x in: y", R"((all "x" "y"))", "missing_value", {2, 5}},
                    Bad{"x in:", R"("x")", "missing_value", {2, 5}},
                    Bad{"x in:\"\"", R"("x")", "unknown_value", {2, 7}},
                    Bad{"x 情绪:积极", R"("x")", "not_available", {2, 7}},
                    Bad{"x mood:pos", R"("x")", "not_available", {2, 10}},
                    Bad{"x mood:blue", R"("x")", "unknown_value", {2, 11}},
                    Bad{"x hour:24", R"("x")", "unknown_value", {2, 9}},
                    Bad{"x hour:-1", R"("x")", "unknown_value", {2, 9}},
                    Bad{"x weekday:八", R"("x")", "unknown_value", {2, 11}},
                    Bad{"x on:2024-02-30", R"("x")", "unknown_value", {2, 15}},
                    Bad{"x on:3月", R"("x")", "unknown_value", {2, 7}},
                    Bad{"after:last x", R"("x")", "unknown_value", {0, 10}},
                    Bad{"with:me x", R"("x")", "unknown_value", {0, 7}},
                    Bad{"is:happy x", R"("x")", "unknown_value", {0, 8}},
                    Bad{"x -sort:new", R"("x")", "misplaced", {2, 11}},
                    Bad{"sort:up x", R"("x")", "unknown_value", {0, 7}},
                    Bad{"x \"abc def", R"((all "x" "abc def"))", "unclosed", {2, 3}},
                    Bad{"x (a b", R"((all "x" (all "a" "b")))", "unclosed", {2, 3}},
                    Bad{"x ()", R"("x")", "empty", {2, 4}},
                    Bad{"x \"\"", R"("x")", "empty", {2, 4}},
                    Bad{"x \xE2\x80\x8B", R"("x")", "empty", {2, 3}},
                    Bad{"a ) b", R"((all "a" "b"))", "misplaced", {2, 3}},
                    Bad{"a OR", R"("a")", "misplaced", {2, 4}},
                    Bad{"OR a", R"("a")", "misplaced", {0, 2}},
                    Bad{"a OR OR b", R"((any "a" "b"))", "misplaced", {2, 4}},
                    Bad{"(has:nope) x", R"("x")", "unknown_value", {1, 9}}));

TEST(Query, sort_is_taken_from_the_last_order_named) {
    EXPECT_EQ(parse("x").sort, Sort::newest);
    EXPECT_EQ(parse("x sort:old").sort, Sort::oldest);
    EXPECT_EQ(parse("排序：相关 x").sort, Sort::best);
    EXPECT_EQ(parse("sort:old sort:新").sort, Sort::newest);
}

TEST(Query, words_are_folded_and_keep_what_was_written) {
    const auto query = parse("ＡＢＣ Straße");
    ASSERT_EQ(query.terms.size(), 2U);
    EXPECT_EQ(query.terms[0].folded, u"abc");
    EXPECT_EQ(query.terms[0].value, "ＡＢＣ");
    EXPECT_EQ(query.terms[1].folded, u"strasse");
    EXPECT_EQ(query.terms[1].place, (Place{4, 10}));
}

TEST(Query, values_arrive_as_sets) {
    const auto query = parse("hour:22-3 weekday:6,日 has:image,视频 is:opener");
    ASSERT_EQ(query.terms.size(), 4U);
    EXPECT_EQ(query.terms[0].set, 0b1100'0000'0000'0000'0000'1111U);
    EXPECT_EQ(query.terms[1].set, 0b100'0001U);
    EXPECT_EQ(query.terms[2].set, 0b1010U);
    EXPECT_EQ(query.terms[3].state, State::opener);
    EXPECT_TRUE(parse("from:我").terms[0].me);
    EXPECT_FALSE(parse("from:我们").terms[0].me);
}

std::string repeated(std::string_view part, std::size_t times) {
    std::string out;
    while (times-- > 0) out += part;
    return out;
}

std::string reason_of(std::string_view text) {
    try {
        (void)parse(text);
    } catch (const Error& error) {
        return error.code() == Errc::invalid ? error.reason() : "another code";
    }
    return "";
}

TEST(Query, limits_are_exact) {
    EXPECT_EQ(reason_of(repeated("爬", kQueryCodePoints)), "");
    EXPECT_EQ(reason_of(repeated("爬", kQueryCodePoints + 1)), "query_long");
    EXPECT_EQ(reason_of(std::string(64 * 1024, 'a')), "query_long");
    EXPECT_EQ(reason_of(repeated("a ", kQueryTerms)), "");
    EXPECT_EQ(reason_of(repeated("a ", kQueryTerms + 1)), "query_terms");
    EXPECT_EQ(reason_of(repeated("(", kQueryDepth) + "a" + repeated(")", kQueryDepth)), "");
    EXPECT_EQ(reason_of(repeated("(", kQueryDepth + 1) + "a"), "query_deep");
    EXPECT_EQ(reason_of(repeated("-(", kQueryDepth + 1) + "a"), "query_deep");
}

TEST(Query, hostile_texts_give_a_query_with_places_inside_the_text) {
    const std::vector<std::string> texts{std::string("\0\0a", 3),
                                         "\xFF\xFE\xC0\x80",
                                         "%%__**",
                                         "'; drop table message; --",
                                         "\"\"\"\"\"",
                                         "：：：",
                                         ":",
                                         "in:in:in:",
                                         "from:(",
                                         "from:)",
                                         "(from:)",
                                         "()()()",
                                         ")))(((",
                                         "-",
                                         "--",
                                         "-(",
                                         "-)",
                                         "OR OR OR",
                                         "a OR OR OR b",
                                         "after:..",
                                         "after:2024..",
                                         "after:99999999999999999999d",
                                         "on:0000-00-00",
                                         "hour:,",
                                         "has:,,",
                                         "weekday:-",
                                         "😀👨‍👩‍👧‍👦 é ẞ ﬁ",
                                         "\xF4\x90\x80\x80",
                                         "“",
                                         "in:“",
                                         "(“)",
                                         "\xE2\x80\x8B-\xE2\x80\x8B"};
    for (const auto& text : texts) {
        const auto query = parse(text);
        const auto length = text::length(query.text);
        for (const auto& problem : query.problems) {
            EXPECT_LT(problem.place.first, problem.place.last) << text;
            EXPECT_LE(problem.place.last, length) << text;
        }
        for (const auto& term : query.terms) EXPECT_LE(term.place.last, length) << text;
    }
}

// Lines of the page for users.
std::vector<std::string> page_lines() {
    std::ifstream file{std::string{KITH_SOURCE_DIR} + "/docs/search-language.md"};
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
}

// The names in a table cell: `in:` gives in.
std::vector<std::string> names_in(std::string_view cell) {
    std::vector<std::string> names;
    for (auto end = cell.find(":`"); end != std::string_view::npos;
         end = cell.find(":`", end + 1)) {
        const auto begin = cell.rfind('`', end) + 1;
        names.emplace_back(cell.substr(begin, end - begin));
    }
    return names;
}

TEST(Query, the_page_for_users_names_every_operator_as_it_is) {
    std::size_t operators = 0;
    for (const auto& line : page_lines()) {
        if (!line.starts_with("| `") || line.find(":` | `") == std::string::npos) continue;
        const auto second = line.find(" | ") + 3;
        const auto english = names_in(line.substr(0, second));
        ASSERT_EQ(english.size(), 1U) << line;
        const auto op = operator_named(text::fold(english[0]));
        ASSERT_TRUE(op) << line;
        ++operators;
        const auto chinese = names_in(line.substr(second, line.find(" | ", second) - second));
        EXPECT_FALSE(chinese.empty()) << line;
        for (const auto& name : chinese) EXPECT_EQ(operator_named(text::fold(name)), op) << name;
    }
    EXPECT_EQ(operators, kOperatorCount);
}

TEST(Query, the_examples_for_users_have_no_problem) {
    std::size_t examples = 0;
    for (const auto& line : page_lines()) {
        if (!line.starts_with("    ")) continue;
        ++examples;
        EXPECT_TRUE(parse(line).problems.empty()) << line;
        EXPECT_TRUE(parse(line).root) << line;
    }
    EXPECT_GE(examples, 3U);
}

}  // namespace
}  // namespace kith::search
