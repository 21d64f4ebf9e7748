// Keys in layers: the same answers as one map.
#include "store/keys.h"

#include <gtest/gtest.h>

#include <map>

namespace kith::store {
namespace {

std::shared_ptr<const Person> person(std::int64_t id, std::int64_t account, std::string key) {
    auto made = std::make_shared<Person>();
    made->id = PersonId{id};
    made->account = AccountId{account};
    made->key = std::move(key);
    return made;
}

TEST(Keys, many_small_additions_answer_like_one_map) {
    std::shared_ptr<const Keys> keys = std::make_shared<Keys>();
    std::map<std::string, std::int64_t> expected;
    for (int i = 1; i <= 1000; ++i) {
        const auto key = "wxid_" + std::to_string(i * 7919 % 1000);
        Keys::Added added;
        added.people.push_back(person(i, 1, key));
        keys = keys->with(added);
        expected[key] = i;
    }
    for (const auto& [key, id] : expected) EXPECT_EQ(keys->person(key), id) << key;
    EXPECT_EQ(keys->person("wxid_1000"), 0);
}

TEST(Keys, the_first_account_wins_whatever_the_order) {
    const auto keys = Keys{}.with({{person(9, 2, "k")}, {}})->with({{person(3, 1, "k")}, {}});
    EXPECT_EQ(keys->person("k"), 3);
    const auto other = Keys{}.with({{person(3, 1, "k"), person(9, 2, "k")}, {}});
    EXPECT_EQ(other->person("k"), 3);
}

TEST(Keys, an_older_list_does_not_see_what_came_later) {
    const auto before = Keys{}.with({{person(1, 1, "a")}, {}});
    const auto after =
        before->with({{person(2, 1, "b")}, {}})->with_self(AccountId{1}, PersonId{2});
    EXPECT_EQ(before->person("b"), 0);
    EXPECT_EQ(before->self(AccountId{1}), PersonId{});
    EXPECT_EQ(after->person("b"), 2);
    EXPECT_EQ(after->self(AccountId{1}), PersonId{2});
}

std::shared_ptr<const ChatInfo> chat(std::int64_t id, std::int64_t account, std::string key) {
    auto made = std::make_shared<ChatInfo>();
    made->id = ChatId{id};
    made->account = AccountId{account};
    made->key = std::move(key);
    return made;
}

TEST(Keys, a_chat_that_is_removed_is_found_no_more_and_another_account_has_the_key_then) {
    const auto first = chat(1, 1, "k"), second = chat(2, 2, "k");
    auto keys = Keys{}.with({{}, {first}})->with({{}, {second}});
    EXPECT_EQ(keys->chat("k", ChatKind::direct), 1);
    keys = keys->without(std::vector{first});
    EXPECT_EQ(keys->chat("k", ChatKind::direct), 2);
    keys = keys->without(std::vector{second});
    EXPECT_EQ(keys->chat("k", ChatKind::direct), 0);
    keys = keys->with({{}, {chat(9, 1, "k")}});
    EXPECT_EQ(keys->chat("k", ChatKind::direct), 9);
    EXPECT_EQ(keys->chat("k", ChatKind::group), 0);
}

TEST(Keys, additions_and_removals_in_turn_answer_like_one_map) {
    std::shared_ptr<const Keys> keys = std::make_shared<Keys>();
    std::map<std::string, std::shared_ptr<const ChatInfo>> expected;
    for (int i = 1; i <= 3000; ++i) {
        const auto key = std::to_string(i * 7919 % 311);
        const auto at = expected.find(key);
        if (at == expected.end()) {
            expected[key] = chat(i, 1, key);
            keys = keys->with({{}, {expected[key]}});
        } else {
            keys = keys->without(std::vector{at->second});
            expected.erase(at);
        }
    }
    for (int i = 0; i < 311; ++i) {
        const auto at = expected.find(std::to_string(i));
        EXPECT_EQ(keys->chat(std::to_string(i), ChatKind::direct),
                  at == expected.end() ? 0 : at->second->id.value);
    }
}

}  // namespace
}  // namespace kith::store
