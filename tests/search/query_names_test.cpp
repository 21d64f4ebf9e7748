// Names in a query: ids, keys, shown names, other names, nicknames; several and none.
#include "search/query_names.h"

#include <gtest/gtest.h>

#include "tests/search/find_archive.h"

namespace kith::search {
namespace {

struct Answer {
    std::vector<std::int64_t> people, chats;
    std::string reason;
    std::vector<std::string> choices;
};

class Names : public testing::Test {
  protected:
    // Of a query with one term.
    Answer ask(std::string_view text) {
        const auto snapshot = made::to_snapshot(archive);
        const auto names = names_of(parse(text), *snapshot, archive.accounts);
        Answer answer;
        if (names.terms.size() != 1) {
            ADD_FAILURE() << text;
            return answer;
        }
        for (const auto id : names.terms[0].people) answer.people.push_back(id.value);
        for (const auto i : names.terms[0].chats)
            answer.chats.push_back(snapshot->chats[i].info->id.value);
        if (names.problems.empty()) return answer;
        answer.reason = names.problems[0].reason;
        for (const auto& choice : names.problems[0].choices)
            answer.choices.push_back(choice.id + ' ' + choice.name);
        EXPECT_EQ(names.terms[0].known, answer.reason == "ambiguous");
        return answer;
    }
    std::vector<std::int64_t> person(std::string_view text) { return ask(text).people; }
    std::vector<std::int64_t> chat(std::string_view text) { return ask(text).chats; }

    made::Archive archive = made::people_and_chats();
};

using Ids = std::vector<std::int64_t>;

TEST_F(Names, a_person_is_known_by_id_key_remark_nick_and_alias) {
    EXPECT_EQ(person("from:#2"), Ids{2});
    EXPECT_EQ(person("from:＃２"), Ids{2});
    EXPECT_EQ(person("from:wxid_mei"), Ids{2});
    EXPECT_EQ(person("from:阿梅"), Ids{2});
    EXPECT_EQ(person("from:may"), Ids{2});
    EXPECT_EQ(person("from:ＭＡＹ"), Ids{2});
    EXPECT_EQ(person("from:mei88"), Ids{2});
    EXPECT_EQ(person("with:\"lin wei\""), Ids{3});
    EXPECT_EQ(person("from:me"), Ids{});
}

TEST_F(Names, a_chat_is_known_by_id_key_title_and_the_names_of_its_person) {
    EXPECT_EQ(chat("in:#5"), Ids{5});
    EXPECT_EQ(chat("in:77@chatroom"), Ids{5});
    EXPECT_EQ(chat("在：周末爬山"), Ids{5});
    EXPECT_EQ(chat("in:阿梅"), Ids{1});
    EXPECT_EQ(chat("in:May"), Ids{1});
    EXPECT_EQ(chat("group:家里"), Ids{6});
    EXPECT_EQ(ask("group:阿梅").reason, "unknown_name");
}

TEST_F(Names, a_shown_name_wins_over_another_name) {
    archive.people[2].remark = "may";  // May is also the nick behind 阿梅
    EXPECT_EQ(person("from:May"), Ids{3});
    EXPECT_EQ(ask("from:May").reason, "");
}

TEST_F(Names, a_key_wins_over_a_name) {
    archive.people[3].nick = "wxid_mei";
    EXPECT_EQ(person("from:wxid_mei"), Ids{2});
}

TEST_F(Names, names_inside_groups_count_when_nothing_else_fits) {
    EXPECT_EQ(person("from:梅子"), Ids{2});
    archive.people[3].nick = "梅子";
    EXPECT_EQ(person("from:梅子"), Ids{4});
}

TEST_F(Names, several_that_fit_equally_are_all_meant_and_listed) {
    archive.people[2].remark = "阿梅";
    const auto answer = ask("from:阿梅");
    EXPECT_EQ(answer.people, (Ids{2, 3}));
    EXPECT_EQ(answer.reason, "ambiguous");
    EXPECT_EQ(answer.choices, (std::vector<std::string>{"#2 阿梅", "#3 阿梅"}));
    const auto chats = ask("in:阿梅");
    EXPECT_EQ(chats.chats, (Ids{1, 2}));
    EXPECT_EQ(chats.choices, (std::vector<std::string>{"#1 阿梅", "#2 阿梅"}));
    archive.chats[4].info.title = "阿梅";
    EXPECT_EQ(chat("in:阿梅"), (Ids{1, 2, 5}));
    EXPECT_EQ(chat("group:阿梅"), Ids{5});
}

TEST_F(Names, an_unknown_name_lists_similar_ones) {
    const auto answer = ask("from:梅");
    EXPECT_EQ(answer.reason, "unknown_name");
    EXPECT_EQ(answer.people, Ids{});
    EXPECT_EQ(answer.choices, std::vector<std::string>{"#2 阿梅"});
    EXPECT_EQ(ask("in:爬").choices, std::vector<std::string>{"#5 周末爬山"});
    EXPECT_EQ(ask("from:zzz").choices, std::vector<std::string>{});
}

TEST_F(Names, lists_of_choices_are_limited) {
    for (std::int64_t id = 6; id < 40; ++id)
        archive.people.push_back(made::person(id, "k" + std::to_string(id), "Same"));
    const auto answer = ask("from:same");
    EXPECT_EQ(answer.people.size(), 34U);
    EXPECT_EQ(answer.choices.size(), kChoices);
    EXPECT_EQ(ask("from:sam").choices.size(), kChoices);
}

TEST_F(Names, an_owner_stands_for_the_rows_of_the_account) {
    const auto snapshot = made::to_snapshot(archive);
    const auto names = names_of(parse("from:林伟本人"), *snapshot, archive.accounts);
    EXPECT_EQ(names.terms[0].mine, std::vector<store::AccountId>{store::AccountId{1}});
}

TEST_F(Names, sources_are_networks) {
    const auto snapshot = made::to_snapshot(archive);
    for (const auto* text : {"source:wechat", "source:WeChat", "来源：微信"}) {
        const auto names = names_of(parse(text), *snapshot, archive.accounts);
        EXPECT_EQ(names.terms[0].accounts, std::vector<store::AccountId>{store::AccountId{1}});
    }
    EXPECT_EQ(ask("source:icq").choices,
              (std::vector<std::string>{"wechat wechat", "telegram telegram"}));
}

TEST_F(Names, a_name_with_marks_and_joined_letters_is_found_however_it_is_built) {
    archive.people[3].nick = "Cafe\u0301 \uFB01ve";  // e + mark, the ligature fi
    EXPECT_EQ(person("from:\"Café five\""), Ids{4});
    EXPECT_EQ(person("from:\"cafe\u0301 FIVE\""), Ids{4});
    EXPECT_EQ(ask("from:\"cafe five\"").reason, "unknown_name");
    archive.people[3].nick = "e\u0301";
    EXPECT_EQ(person("from:é"), Ids{4});
    EXPECT_EQ(ask("from:e").people, Ids{});
}

TEST_F(Names, hostile_names_are_unknown) {
    for (const auto* text : {"from:%", "from:_", "from:#", "from:#0", "from:#99999999999999999999",
                             "from:#2x", "from:\"' or '1'='1\"", "from:\xFF", "from:#-2"})
        EXPECT_EQ(ask(text).reason, "unknown_name") << text;
}

}  // namespace
}  // namespace kith::search
