// What a model is asked: the language of the rules, the order of what was said, the limits.
#include "core/replies/prompt.h"

#include <gtest/gtest.h>

#include "tests/support/acted_model.h"
#include "text/utf8.h"

namespace kith::core {
namespace {

using test::ActedModel;

SessionMessage said(std::int64_t id, Role role, std::string text) {
    SessionMessage message;
    message.id = id;
    message.role = role;
    message.text = std::move(text);
    return message;
}

Session session() {
    Session made;
    made.uuid = "8d1f";
    return made;
}

const Language kZh = Language::chinese, kEn = Language::english;

TEST(PromptLanguage, is_that_of_the_larger_number_of_words) {
    EXPECT_EQ(language_of("你好，我想咨询一个问题"), kZh);
    EXPECT_EQ(language_of("What's the weather like?"), kEn);
    EXPECT_EQ(language_of("What does 你好 mean in English?"), kEn);
    EXPECT_EQ(language_of("帮我翻译 hello world 这句话"), kZh);
    EXPECT_EQ(language_of("don't"), kEn);
    EXPECT_EQ(language_of("𠀀𠀁"), kZh);
    EXPECT_EQ(language_of("\xFF\xFE 你"), kZh);
}

TEST(PromptLanguage, is_unknown_without_words) {
    EXPECT_EQ(language_of(""), std::nullopt);
    EXPECT_EQ(language_of("42 %% 🙂 ……"), std::nullopt);
}

TEST(PromptRules, are_text_in_both_languages) {
    for (const auto language : {kZh, kEn}) {
        const auto rules = reply_rules(language);
        EXPECT_TRUE(text::valid_utf8(rules));
        EXPECT_EQ(language_of(rules), language);
        EXPECT_GT(text::length(rules), 80u);
        EXPECT_LT(rules.size(), 2000u);  // it costs its length at every first reply
    }
}

TEST(Prompt, begins_with_the_rules_and_ends_with_the_question) {
    ActedModel model{test::says("")};
    const std::vector history{said(1, Role::user, "我叫小林"),
                              said(2, Role::assistant, "你好小林")};
    const auto ask = reply_prompt(session(), history, said(3, Role::user, "我叫什么？"), model);
    ASSERT_EQ(ask.turns.size(), 4u);
    EXPECT_EQ(ask.turns[0].speaker, llm::Speaker::system);
    EXPECT_EQ(ask.turns[0].text, text::trim(reply_rules(kZh)));
    EXPECT_EQ(ask.turns[1].speaker, llm::Speaker::user);
    EXPECT_EQ(ask.turns[1].text, "我叫小林");
    EXPECT_EQ(ask.turns[2].speaker, llm::Speaker::assistant);
    EXPECT_EQ(ask.turns[3].speaker, llm::Speaker::user);
    EXPECT_EQ(ask.turns[3].text, "我叫什么？");
    EXPECT_EQ(ask.conversation, "8d1f");
    EXPECT_FALSE(ask.max_tokens.has_value());
}

TEST(Prompt, of_a_text_without_words_takes_the_language_of_the_last_one_that_has_some) {
    ActedModel model{test::says("")};
    const std::vector history{said(1, Role::user, "早上好呀"), said(2, Role::user, "good morning"),
                              said(3, Role::user, "🙂")};
    EXPECT_EQ(reply_prompt(session(), history, said(4, Role::user, "?!"), model).turns[0].text,
              text::trim(reply_rules(kEn)));
    EXPECT_EQ(reply_prompt(session(), {}, said(4, Role::user, "?!"), model).turns[0].text,
              text::trim(reply_rules(kZh)));
}

TEST(Prompt, has_the_last_twenty_messages_whole) {
    ActedModel model{test::says("")};
    std::vector<SessionMessage> history;
    for (int i = 1; i <= 50; ++i)
        history.push_back(said(i, Role::user, std::to_string(i) + std::string(5000, 'x')));
    const auto ask = reply_prompt(session(), history, said(99, Role::user, "go on"), model);
    ASSERT_EQ(ask.turns.size(), 22u);
    EXPECT_EQ(ask.turns[1].text, "31" + std::string(5000, 'x'));
    EXPECT_EQ(ask.turns[20].text, "50" + std::string(5000, 'x'));
}

TEST(Prompt, for_the_model_inside_drops_what_is_oldest_and_never_the_question) {
    ActedModel model{test::says(""), "local"};
    std::vector<SessionMessage> history;
    for (int i = 1; i <= 10; ++i)
        history.push_back(said(i, Role::user, std::string(2000, static_cast<char>('a' + i))));
    auto ask = reply_prompt(session(), history, said(99, Role::user, "and now?"), model);
    ASSERT_EQ(ask.turns.size(), 2 + 5u);  // five times 2,000 are below 10 KiB, six are not
    EXPECT_EQ(ask.turns[1].text.front(), 'a' + 6);
    EXPECT_EQ(ask.max_tokens, kLocalAnswerTokens);
    const std::string longest(20'000, 'q');
    ask = reply_prompt(session(), history, said(99, Role::user, longest), model);
    ASSERT_EQ(ask.turns.size(), 2u);
    EXPECT_EQ(ask.turns[1].text, longest);
}

}  // namespace
}  // namespace kith::core
