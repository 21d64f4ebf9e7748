// Finding the one who is meant.
#include "app/cli/directory.h"

#include <gtest/gtest.h>

#include "tests/app/cli/command.h"

namespace kith::app::cli {
namespace {

std::vector<std::string> ids(const std::vector<Contact>& found) {
    std::vector<std::string> all;
    for (const auto& one : found) all.push_back(one.id);
    return all;
}

using Ids = std::vector<std::string>;

const std::vector<Contact> kAll{
    {.id = "wxid_1", .name = "阿梅", .others = {"周思敏", "ＡＭＥＩ"}, .chat = 3},
    {.id = "wxid_2", .name = "阿梅", .chat = 4},
    {.id = "77@chatroom", .name = "阿梅和她的朋友", .kind = Contact::Kind::group, .chat = 5},
    {.id = "4", .name = "Straße", .chat = 6},
    {.id = "wxid_9", .name = "100%", .chat = 0},
};

TEST(MeantBy, a_number_or_a_key_is_certain) {
    EXPECT_EQ(ids(meant_by("#3", kAll)), Ids{"wxid_1"});
    EXPECT_EQ(ids(meant_by("5", kAll)), Ids{"77@chatroom"});
    EXPECT_EQ(ids(meant_by("wxid_2", kAll)), Ids{"wxid_2"});
    EXPECT_EQ(ids(meant_by("4", kAll)), (Ids{"wxid_2", "4"}));  // a number here, a key there
}

TEST(MeantBy, a_whole_name_comes_before_a_part) {
    EXPECT_EQ(ids(meant_by("阿梅", kAll)), (Ids{"wxid_1", "wxid_2"}));
    EXPECT_EQ(ids(meant_by("周思敏", kAll)), Ids{"wxid_1"});
}

TEST(MeantBy, a_part_of_a_name_will_do) {
    EXPECT_EQ(ids(meant_by("朋友", kAll)), Ids{"77@chatroom"});
    EXPECT_EQ(ids(meant_by("思", kAll)), Ids{"wxid_1"});
}

TEST(MeantBy, cases_and_widths_do_not_count) {
    EXPECT_EQ(ids(meant_by("amei", kAll)), Ids{"wxid_1"});
    EXPECT_EQ(ids(meant_by("STRASSE", kAll)), Ids{"4"});
    EXPECT_EQ(ids(meant_by("％", kAll)), Ids{"wxid_9"});
}

TEST(MeantBy, nobody_is_meant_by_nothing) {
    EXPECT_TRUE(meant_by("", kAll).empty());
    EXPECT_TRUE(meant_by("小明", kAll).empty());
    EXPECT_TRUE(meant_by("\xFF\xFE", kAll).empty());
}

TEST(MeantBy, no_conversation_has_no_number) {
    EXPECT_TRUE(meant_by("0", {{.id = "x", .name = "x", .chat = 0}}).empty());
}

TEST(Contacts, are_those_of_the_directory) {
    Settings settings;
    settings.data = test::small_data().data;
    Door door{settings, Missing::refuse, Stop{}};
    const auto all = contacts(door, Stop{});
    ASSERT_EQ(meant_by("阿梅", all).size(), 1U);
    const auto amei = meant_by("阿梅", all).front();
    EXPECT_EQ(amei.id, "amei");
    EXPECT_EQ(amei.messages, 5U);
    EXPECT_EQ(amei.last, 1'709'730'000);
    EXPECT_EQ(amei.kind, Contact::Kind::person);
    EXPECT_EQ(meant_by("77@chatroom", all).front().kind, Contact::Kind::group);
}

}  // namespace
}  // namespace kith::app::cli
