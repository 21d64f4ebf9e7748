// What a file says about itself before it is read.
#include "sources/chatlab/head.h"

#include "tests/sources/collect.h"

namespace kith::sources::chatlab {
namespace {

using test::Folder;

std::string lines(int count) {
    std::string out =
        R"({"_type":"header","chatlab":{"version":"0.0.2"},"meta":{"name":"n","type":"private"}})"
        "\n"
        R"({"_type":"member","platformId":"a","accountName":"甲"})"
        "\n";
    for (int i = 0; i < count; ++i) {
        out += "{\"_type\":\"message\",\"sender\":\"a\",\"timestamp\":" +
               std::to_string(1703001600 + i) + ",\"type\":0,\"content\":\"你好\"}\n";
    }
    return out;
}

TEST(Head, a_small_file_is_counted) {
    Folder folder;
    const auto head = read_head(folder.write("x", lines(5)), "x", Depth::sample, {});
    EXPECT_EQ(head.form, Form::lines);
    EXPECT_TRUE(head.has_meta);
    EXPECT_EQ(head.members.size(), 1U);
    EXPECT_EQ(head.messages, 5);
    EXPECT_EQ(head.first, 1703001600);
    EXPECT_EQ(head.last, 1703001604);
    EXPECT_EQ(head.sample[0].text, "你好");
}

TEST(Head, a_large_file_is_estimated_without_reading_it) {
    Folder folder;
    const auto head = read_head(folder.write("x", lines(20'000)), "x", Depth::sample, {});
    EXPECT_EQ(head.sample.size(), kSampleMessages);
    EXPECT_NEAR(static_cast<double>(head.messages), 20'000, 200);
    EXPECT_EQ(head.last, 1703001600 + 19'999);
}

TEST(Head, a_file_without_news_is_only_asked_for_its_members) {
    Folder folder;
    const auto head = read_head(folder.write("x", lines(5)), "x", Depth::members, {});
    EXPECT_EQ(head.members.size(), 1U);
    EXPECT_TRUE(head.sample.empty());
    EXPECT_TRUE(head.has_meta);
}

TEST(Head, other_files_have_no_form) {
    Folder folder;
    EXPECT_EQ(read_head(folder.write("x", "hello"), "x", Depth::sample, {}).form, Form::none);
}

}  // namespace
}  // namespace kith::sources::chatlab
