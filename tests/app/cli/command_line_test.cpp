// What may be said on the command line, and what happens when something else is.
#include <gtest/gtest.h>

#include "tests/app/cli/command.h"

namespace kith::app::cli {
namespace {

using test::kDone;
using test::kFailed;
using test::kWrongArguments;

class CommandLine : public testing::Test {
  protected:
    test::Ran run(const std::vector<std::string>& arguments) const {
        return test::Kith{folder_ / "data", environment_, {}}(arguments);
    }
    test::TempFolder folder_;
    std::map<std::string, std::string> environment_;
};

TEST_F(CommandLine, nothing_at_all_shows_the_help_as_an_error) {
    const auto ran = run({});
    EXPECT_EQ(ran.code, kWrongArguments);
    EXPECT_EQ(ran.out, "");
    EXPECT_NE(ran.err.find("Usage: kith [options]"), std::string::npos) << ran.err;
}

TEST_F(CommandLine, an_unknown_command_is_refused_with_2) {
    const auto ran = run({"dance"});
    EXPECT_EQ(ran.code, kWrongArguments);
    EXPECT_NE(ran.err.find("dance"), std::string::npos) << ran.err;
    EXPECT_NE(ran.err.find("kith --help"), std::string::npos) << ran.err;
}

TEST_F(CommandLine, an_unknown_option_names_itself_and_where_help_is) {
    const auto ran = run({"people", "--colour"});
    EXPECT_EQ(ran.code, kWrongArguments);
    EXPECT_NE(ran.err.find("--colour"), std::string::npos) << ran.err;
    EXPECT_NE(ran.err.find("kith people --help"), std::string::npos) << ran.err;
}

TEST_F(CommandLine, chinese_readers_are_told_in_chinese) {
    environment_["LANG"] = "zh_CN.UTF-8";
    EXPECT_TRUE(run({"people", "--colour"}).err.starts_with("kith：参数有误：不认识的参数"));
    EXPECT_TRUE(run({"search"}).err.starts_with("kith：参数有误：缺少参数"));
    EXPECT_TRUE(run({"people", "--limit", "many"}).err.starts_with("kith：参数有误：参数值不对"));
    EXPECT_TRUE(run({"people"}).err.starts_with("kith：")) << run({"people"}).err;
}

TEST_F(CommandLine, values_are_checked) {
    for (const auto& wrong : std::vector<std::vector<std::string>>{
             {"people", "--limit", "-1"},
             {"people", "--limit", "x"},
             {"people", "--sort", "loudest"},
             {"search", "x", "--context", "101"},
             {"search", "x", "--sort", "up"},
             {"search"},
             {"show"},
             {"show", "x", "--before", "0"},
             {"show", "x", "--before", "1", "--after", "2"},
             {"show", "x", "--at", "2024", "--after", "2"},
             {"import", "--undo", "-3"},
             {"serve", "--clock", "noon"},
             {"people", "people"},
         })
        EXPECT_EQ(run(wrong).code, kWrongArguments) << wrong.back();
}

TEST_F(CommandLine, import_needs_exactly_one_thing_to_do) {
    EXPECT_EQ(run({"import"}).code, kWrongArguments);
    EXPECT_EQ(run({"import", "x", "--list"}).code, kWrongArguments);
    EXPECT_EQ(run({"import", "--list", "--undo", "1"}).code, kWrongArguments);
    EXPECT_NE(run({"import"}).err.find("kith import --help"), std::string::npos);
}

TEST_F(CommandLine, settings_that_are_wrong_are_errors) {
    EXPECT_EQ(run({"people", "--timezone", "Mars/Olympus"}).code, kFailed);
    EXPECT_EQ(run({"people", "--key-file", "/no/such/key"}).code, kFailed);
    EXPECT_EQ(run({"serve", "--listen", "nonsense"}).code, kFailed);
    EXPECT_EQ(run({"serve", "--log-level", "loud"}).code, kFailed);
}

TEST_F(CommandLine, the_folder_is_not_made_by_asking) {
    for (const auto* command : {"people", "doctor"}) run({command});
    run({"search", "x"});
    run({"show", "x"});
    run({"import", "--list"});
    EXPECT_FALSE(std::filesystem::exists(folder_ / "data"));
}

TEST_F(CommandLine, without_data_it_says_how_to_get_some) {
    const auto ran = run({"search", "爬山"});
    EXPECT_EQ(ran.code, kFailed);
    EXPECT_NE(ran.err.find("kith import PATH"), std::string::npos) << ran.err;
    EXPECT_NE(ran.err.find((folder_ / "data").string()), std::string::npos) << ran.err;
}

TEST_F(CommandLine, data_may_be_named) {
    const auto ran = run({"search", "x", "--data", (folder_ / "other").string()});
    EXPECT_NE(ran.err.find("/other"), std::string::npos) << ran.err;
}

TEST_F(CommandLine, the_version_has_a_command_and_a_flag) {
    EXPECT_EQ(run({"version"}).out, "kith " KITH_VERSION "\n");
    EXPECT_EQ(run({"--version"}).out, "kith " KITH_VERSION "\n");
}

TEST_F(CommandLine, arguments_of_any_bytes_are_survived) {
    for (const auto& hostile :
         {std::string{"\xFF\xFE"}, std::string{"%s%n"}, std::string(65'536, 'x'), std::string{},
          std::string{"'\";--"}, std::string{"👨\u200D👩"}}) {
        EXPECT_NE(run({hostile}).code, kDone);
        EXPECT_NE(run({"search", hostile}).code, kDone);
        EXPECT_NE(run({"show", hostile}).code, kDone);
        EXPECT_NE(run({"import", "/no/such/" + hostile}).code, kDone);
    }
}

TEST_F(CommandLine, the_clock_needs_permission) {
    EXPECT_EQ(run({"people", "--clock", "1"}).code, kFailed);  // no data, but no objection either
    const auto look_up = [this](std::string_view name) -> std::optional<std::string> {
        return name == "KITH_DATA" ? std::optional{folder_.path().string()} : std::nullopt;
    };
    std::ostringstream out, err;
    Console console{{out}, {err}, nullptr, Texts{}, {}};
    const std::vector<std::string> arguments{"people", "--clock", "1"};
    EXPECT_EQ(cli::run(arguments, look_up, console), kFailed);
    EXPECT_NE(err.str().find("KITH_TEST"), std::string::npos) << err.str();
}

}  // namespace
}  // namespace kith::app::cli
