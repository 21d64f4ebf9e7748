// Chats, people and the owner of a set of files.
#include "sources/chatlab/collection.h"

#include "tests/sources/collect.h"

namespace kith::sources::chatlab {
namespace {

FileHead head(const std::string& part, Meta meta, const std::vector<std::string>& members) {
    FileHead out{.path = part,
                 .part = part,
                 .form = Form::lines,
                 .has_meta = true,
                 .meta = std::move(meta),
                 .messages = 10};
    out.stamp.size = 100;
    for (const auto& id : members) out.members.push_back({.id = id, .name = "name of " + id});
    return out;
}

TEST(Collection, the_owner_is_in_every_direct_chat) {
    const auto all = collect({head("1", {.name = "name of a", .type = "private"}, {"me", "a"}),
                              head("2", {.name = "name of b", .type = "private"}, {"b", "me"})},
                             {}, {});
    EXPECT_EQ(all.overview.account, "me");
    ASSERT_EQ(all.chats.size(), 2U);
    EXPECT_EQ(all.chats[0].key, "a");
    EXPECT_EQ(all.people[all.chats[0].peer].key, "a");
    EXPECT_TRUE(all.people[all.people.find("me")].is_self);
    EXPECT_EQ(all.overview.network, "unknown");
}

TEST(Collection, two_people_whose_chat_has_another_name_leave_the_question_open) {
    const auto all = collect({head("1", {.name = "x", .type = "private"}, {"a", "b"})}, {}, {});
    EXPECT_EQ(all.overview.account, "");
    EXPECT_EQ(all.overview.candidates.size(), 2U);
    EXPECT_EQ(all.owner_of_file[0], kNobody);
    const auto told =
        collect({head("1", {.name = "x", .type = "private"}, {"a", "b"})}, {.owner = "a"}, {});
    EXPECT_EQ(told.overview.account, "a");
    EXPECT_EQ(told.chats[0].key, "b");
}

TEST(Collection, what_the_file_says_counts) {
    const auto all = collect(
        {head("1",
              {.name = "群", .platform = "qq", .type = "group", .group_id = "77", .owner_id = "me"},
              {"a", "me"})},
        {}, {});
    EXPECT_EQ(all.overview.account, "me");
    EXPECT_EQ(all.overview.network, "qq");
    EXPECT_EQ(all.chats[0].key, "77");
    EXPECT_EQ(all.chats[0].title, "群");
    EXPECT_EQ(all.chats[0].members.size(), 2U);
}

TEST(Collection, files_of_one_chat_are_one_chat) {
    const auto all = collect({head("1", {.name = "群", .type = "group", .group_id = "7"}, {"a"}),
                              head("2", {.name = "群2", .type = "group", .group_id = "7"}, {"b"}),
                              head("3", {.name = "别", .type = "group"}, {"a"})},
                             {}, {});
    ASSERT_EQ(all.chats.size(), 2U);
    EXPECT_EQ(all.parts[0].size(), 2U);
    EXPECT_EQ(all.chats[0].messages, 20);
    EXPECT_EQ(all.chats[0].members.size(), 2U);
    EXPECT_EQ(all.chats[1].key, "group:别");
}

TEST(Collection, different_owners_are_a_warning_and_each_file_keeps_its_own) {
    const auto all =
        collect({head("1", {.name = "x", .type = "private", .owner_id = "me"}, {"me", "a"}),
                 head("2", {.name = "y", .type = "private", .owner_id = "you"}, {"you", "a"})},
                {}, {});
    EXPECT_EQ(all.overview.warnings.size(), 1U);
    EXPECT_NE(all.owner_of_file[0], all.owner_of_file[1]);
}

TEST(Collection, files_without_a_header_are_named) {
    auto broken = head("bad.json", {}, {});
    broken.has_meta = false;
    const auto all = collect({broken, head("1", {.name = "x", .type = "group"}, {"a"})}, {}, {});
    EXPECT_EQ(all.overview.files, 1);
    ASSERT_EQ(all.overview.warnings.size(), 1U);
    EXPECT_TRUE(all.overview.warnings[0].starts_with("bad.json"));
}

}  // namespace
}  // namespace kith::sources::chatlab
