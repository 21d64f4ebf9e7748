// Each file has one reader, whatever it looks like.
#include "sources/exports.h"

#include "tests/sources/collect.h"

namespace kith::sources {
namespace {

const std::string kChatlab =
    R"({"chatlab":{"version":"0.0.2"},"meta":{"name":"n","type":"private"},"members":[],"messages":[]})";
const std::string kChat =
    R"({"name":"n","type":"personal_chat","id":7,"messages":[{"id":1,"type":"message"}]})";
const std::string kAccount =
    R"({"about":"x","personal_information":{"user_id":1},"chats":{"about":"y","list":[]}})";

TEST(Exports, are_told_by_what_they_hold) {
    EXPECT_EQ(export_format(std::string_view{kChatlab}), "chatlab");
    EXPECT_EQ(export_format(std::string_view{kChat}), "telegram");
    EXPECT_EQ(export_format(std::string_view{kAccount}), "telegram");
    for (const char* other : {"", "{}", "[]", "{\"messages\":[]}", "{\"name\":\"n\",\"id\":7}",
                              R"({"name":"n","type":"module","id":7})"}) {
        EXPECT_EQ(export_format(std::string_view{other}), "") << other;
    }
}

TEST(Exports, a_file_that_could_be_both_is_chatlab_wherever_it_says_so) {
    const test::Folder folder;
    const std::string both = R"({"chatlab":{"version":"0.0.2"},)" + kChat.substr(1);
    EXPECT_EQ(export_format(std::string_view{both}), "chatlab");
    EXPECT_EQ(export_format(folder.write("a.json", both)), "chatlab");
    // Far behind what would be enough to take it for the other.
    const auto late = kChat.substr(0, kChat.size() - 1) + R"(,"x":")" + std::string(9000, 'x') +
                      R"(","chatlab":{"version":"0.0.2"}})";
    EXPECT_EQ(export_format(folder.write("b.json", late)), "chatlab");
    // A word, not the header of the format.
    const auto word = R"({"chatlab":"x",)" + kChat.substr(1);
    EXPECT_EQ(export_format(folder.write("c.json", word)), "telegram");
}

TEST(Exports, a_file_that_cannot_be_read_is_none) {
    EXPECT_EQ(export_format(std::filesystem::path{"/nothing/here.json"}), "");
}

}  // namespace
}  // namespace kith::sources
