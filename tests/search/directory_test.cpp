// The directory: who is in it, in which order, with which numbers.
#include "search/directory.h"

#include <gtest/gtest.h>

#include "tests/search/find_archive.h"

namespace kith::search {
namespace {

class Entries : public testing::Test {
  protected:
    Directory get() const { return directory(*made::to_snapshot(archive, 2), archive.accounts); }
    made::Archive archive = made::people_and_chats();
};

TEST_F(Entries, columns_have_one_length_and_the_generation_of_the_snapshot) {
    const auto made = get();
    EXPECT_EQ(made.generation, 7U);
    const auto size = made.ids.size();
    EXPECT_EQ(size, 6U);
    for (const auto other : {made.chats.size(), made.people.size(), made.names.size(),
                             made.alt.size(), made.kind.size(), made.source.size(),
                             made.count.size(), made.last_ts.size(), made.avatar.size()})
        EXPECT_EQ(other, size);
}

TEST_F(Entries, the_newest_comes_first_and_notices_and_erased_rows_do_not_count) {
    archive.chats[1].rows = {{1, 100, 0, Kind::text, 0, "a"}, {2, 200, 0, Kind::image, 0, ""}};
    archive.chats[5].rows = {{3, 150, 0, Kind::text, 0, "a"},
                             {4, 250, 0, Kind::text, 0, "b"},
                             {5, 300, 0, Kind::text, kDeleted, "c"},
                             {6, 400, store::kNobody, Kind::system, 0, "d"}};
    const auto made = get();
    EXPECT_EQ(made.names[0], "家里");
    EXPECT_EQ(made.count[0], 2U);
    EXPECT_EQ(made.last_ts[0], 250);
    EXPECT_EQ(made.chats[0], 6);
    EXPECT_EQ(made.people[0], 0);
    EXPECT_EQ(made.names[1], "Lin Wei");
    EXPECT_EQ(made.count[1], 2U);
    EXPECT_EQ(made.last_ts[1], 200);
    EXPECT_EQ(made.count[2], 0U);
    EXPECT_EQ(made.last_ts[2], 0);
    EXPECT_EQ(made.names[2], "Eva");
    EXPECT_EQ(made.names[3], "周末爬山");
}

TEST_F(Entries, an_entry_tells_names_kind_and_source) {
    archive.people[1].avatar = "https://example.org/a.jpg";
    archive.people[2].avatar = "data:" + std::string(kAvatarBytes, 'x');
    const auto made = get();
    const auto at = [&](std::string_view name) {
        return static_cast<std::size_t>(std::ranges::find(made.names, name) - made.names.begin());
    };
    EXPECT_EQ(made.alt[at("阿梅")], "May\nmei88");
    EXPECT_EQ(made.ids[at("阿梅")], "wxid_mei");
    EXPECT_EQ(made.people[at("阿梅")], 2);
    EXPECT_EQ(made.avatar[at("阿梅")], "https://example.org/a.jpg");
    EXPECT_EQ(made.avatar[at("Lin Wei")], "");
    EXPECT_EQ(made.alt[at("Eva")], "");
    EXPECT_EQ(made.source[at("Eva")], "telegram");
    EXPECT_EQ(made.source[at("家里")], "wechat");
    EXPECT_EQ(made.kind[at("Eva")], static_cast<std::uint8_t>(EntryKind::person));
    EXPECT_EQ(made.kind[at("新闻")], static_cast<std::uint8_t>(EntryKind::official));
    EXPECT_EQ(made.kind[at("家里")], static_cast<std::uint8_t>(EntryKind::group));
}

TEST_F(Entries, friends_without_a_chat_are_listed_and_strangers_are_not) {
    archive.people.push_back(made::person(6, "wxid_quiet", "Quiet"));
    archive.people.push_back(made::person(7, "wxid_stranger", "Stranger", "", "", 0));
    const auto made = get();
    ASSERT_EQ(made.ids.size(), 7U);
    const auto quiet = std::ranges::find(made.ids, "wxid_quiet") - made.ids.begin();
    EXPECT_EQ(made.chats[static_cast<std::size_t>(quiet)], 0);
    EXPECT_EQ(made.people[static_cast<std::size_t>(quiet)], 6);
    EXPECT_EQ(std::ranges::count(made.ids, "wxid_stranger"), 0);
    EXPECT_EQ(std::ranges::count(made.ids, "wxid_me"), 0);
}

TEST_F(Entries, a_sender_is_shown_by_remark_then_nickname_then_nick) {
    const auto snapshot = made::to_snapshot(archive);
    const auto name = [&](std::size_t chat, std::int64_t id) {
        return sender_name(*snapshot, snapshot->chats[chat], store::PersonId{id});
    };
    EXPECT_EQ(name(4, 2), "阿梅");
    EXPECT_EQ(name(5, 3), "老林");
    EXPECT_EQ(name(4, 3), "Lin Wei");
    EXPECT_EQ(name(4, 0), "");
    EXPECT_EQ(name(4, 99), "");
}

TEST_F(Entries, a_chat_without_names_is_shown_by_its_key) {
    archive.chats[4].info.title = "";
    archive.people[3].nick = "";
    const auto snapshot = made::to_snapshot(archive);
    EXPECT_EQ(chat_name(*snapshot, snapshot->chats[4]), "77@chatroom");
    EXPECT_EQ(chat_name(*snapshot, snapshot->chats[2]), "user4");
}

}  // namespace
}  // namespace kith::search
