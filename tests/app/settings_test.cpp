// Settings: which of flag, variable and file wins, and what is refused.
#include "app/settings.h"

#include <fstream>
#include <map>

#include "tests/support/test_app.h"

namespace kith::app {
namespace {

class SettingsTest : public testing::Test {
  protected:
    Settings load(Flags flags = {}) {
        if (!flags.data) flags.data = folder_.path().string();
        return load_settings(flags, [this](std::string_view name) -> std::optional<std::string> {
            const auto found = environment_.find(std::string{name});
            return found == environment_.end() ? std::nullopt : std::optional{found->second};
        });
    }
    std::string refused(const Flags& flags = {}) {
        try {
            load(flags);
        } catch (const Error& error) {
            return error.message();
        }
        return "nothing was thrown";
    }
    void file(std::string_view text) { std::ofstream{folder_ / "kith.json"} << text; }

    test::TempFolder folder_;
    std::map<std::string, std::string> environment_{{"HOME", "/home/x"}};
};

TEST_F(SettingsTest, defaults_are_loopback_and_sealed) {
    const auto settings = load();
    ASSERT_EQ(settings.listen.size(), 1u);
    EXPECT_EQ(http::to_string(settings.listen[0]), "127.0.0.1:8080");
    EXPECT_FALSE(settings.remote_avatars);
    EXPECT_FALSE(settings.insecure);
    EXPECT_EQ(settings.timezone, "Asia/Shanghai");
    EXPECT_TRUE(settings.key.empty());
}

TEST_F(SettingsTest, a_flag_wins_over_a_variable_and_that_over_the_file) {
    file(R"({"timezone":"Europe/Berlin","listen":["127.0.0.1:1"],"log_level":"debug"})");
    EXPECT_EQ(load().timezone, "Europe/Berlin");
    environment_["KITH_TIMEZONE"] = "Asia/Tokyo";
    environment_["KITH_LISTEN"] = "127.0.0.1:2,[::1]:3";
    EXPECT_EQ(load().timezone, "Asia/Tokyo");
    EXPECT_EQ(load().listen.size(), 2u);
    Flags flags;
    flags.timezone = "UTC";
    flags.listen = {":4"};
    EXPECT_EQ(load(flags).timezone, "UTC");
    EXPECT_EQ(http::to_string(load(flags).listen[0]), "127.0.0.1:4");
    EXPECT_EQ(load(flags).log_level, "debug");
}

TEST_F(SettingsTest, the_models_lie_in_the_persons_cache_unless_another_folder_is_named) {
    EXPECT_EQ(load().models, "/home/x/.cache/kith/models");
    EXPECT_FALSE(load().fetch_models);
    EXPECT_EQ(load().model_idle, std::chrono::minutes{10});
    environment_["XDG_CACHE_HOME"] = "/cache";
    EXPECT_EQ(load().models, "/cache/kith/models");
    file(R"({"models":"/file","model_idle_minutes":3})");
    EXPECT_EQ(load().models, "/file");
    EXPECT_EQ(load().model_idle, std::chrono::minutes{3});
    environment_["KITH_MODELS"] = "/variable";
    EXPECT_EQ(load().models, "/variable");
    Flags flags;
    flags.models = "/flag/./x";
    flags.fetch_models = true;
    EXPECT_EQ(load(flags).models, "/flag/x");
    EXPECT_TRUE(load(flags).fetch_models);
}

TEST_F(SettingsTest, the_idle_time_of_sessions_is_thirty_minutes_unless_it_is_said) {
    EXPECT_EQ(load().v0_idle_minutes, 30);
    file(R"({"v0":{"session_idle_minutes":0}})");
    EXPECT_EQ(load().v0_idle_minutes, 0);
    environment_["KITH_V0_SESSION_IDLE_MINUTES"] = "-5";
    EXPECT_LT(load().v0_idle_minutes, 0);
    environment_["KITH_V0_SESSION_IDLE_MINUTES"] = "9223372036854775807";
    EXPECT_GT(load().v0_idle_minutes, 1'000'000);  // and fits into a span of time
    environment_["KITH_V0_SESSION_IDLE_MINUTES"] = "30 min";
    EXPECT_EQ(refused(), "KITH_V0_SESSION_IDLE_MINUTES: expected a number of minutes");
    file(R"({"v0":{"session_idle_minutes":"x"}})");
    EXPECT_NE(refused(), "nothing was thrown");
}

TEST_F(SettingsTest, what_is_wrong_is_named) {
    Flags flags;
    flags.timezone = "Mars/Olympus";
    EXPECT_EQ(refused(flags), "timezone: no such zone: Mars/Olympus");
    flags = {};
    flags.log_level = "loud";
    EXPECT_EQ(refused(flags), "log_level: one of debug, info, warn, error");
    file(R"({"listen":"x"})");
    EXPECT_EQ(refused(), "kith.json: listen: expected a list");
    file("{");
    EXPECT_TRUE(refused().starts_with("kith.json: "));
}

TEST_F(SettingsTest, the_clock_can_only_be_set_for_tests) {
    Flags flags;
    flags.clock = 1;
    EXPECT_EQ(refused(flags), "--clock works only with KITH_TEST=1");
    environment_["KITH_TEST"] = "1";
    EXPECT_EQ(load(flags).fixed_clock, 1);
}

TEST_F(SettingsTest, a_key_file_holds_64_digits) {
    Flags flags;
    flags.key_file = (folder_ / "key").string();
    EXPECT_TRUE(refused(flags).starts_with("cannot read"));
    std::ofstream{folder_ / "key"} << "abc";
    EXPECT_EQ(refused(flags), "the key file does not hold 64 hexadecimal digits");
    std::ofstream{folder_ / "key"} << std::string(64, 'a') << "\n";
    EXPECT_EQ(load(flags).key.reveal(), std::string(64, 'a'));
}

TEST_F(SettingsTest, the_data_folder_follows_the_platform) {
    const auto at = [this] {
        return default_data_folder([this](std::string_view name) -> std::optional<std::string> {
                   const auto found = environment_.find(std::string{name});
                   return found == environment_.end() ? std::nullopt : std::optional{found->second};
               })
            .string();
    };
    EXPECT_EQ(at(), "/home/x/.local/share/kith");
    environment_["XDG_DATA_HOME"] = "/data";
    EXPECT_EQ(at(), "/data/kith");
    environment_["KITH_DATA"] = "/mine";
    EXPECT_EQ(at(), "/mine");
}

TEST_F(SettingsTest, the_language_follows_the_locale) {
    EXPECT_EQ(load().language, "en");
    environment_["LANG"] = "zh_CN.UTF-8";
    EXPECT_EQ(load().language, "zh-CN");
    environment_["LC_ALL"] = "en_US.UTF-8";
    EXPECT_EQ(load().language, "en");
}

TEST_F(SettingsTest, an_address_outside_loopback_needs_the_operators_word) {
    Flags flags;
    flags.listen = {"0.0.0.0:8080"};
    auto settings = load(flags);
    EXPECT_THROW(check_addresses(settings), Error);
    settings.insecure = true;
    EXPECT_NO_THROW(check_addresses(settings));
    flags.listen = {"127.0.0.1:80", "[::1]:80"};
    EXPECT_NO_THROW(check_addresses(load(flags)));
}

TEST_F(SettingsTest, a_public_demo_locks_the_models_unless_it_says_otherwise) {
    EXPECT_FALSE(load().demo_locks_models);
    environment_["DEMO_MODE"] = "true";
    EXPECT_TRUE(load().demo_locks_models);
    environment_["DEMO_DISABLE_AI"] = "false";
    EXPECT_FALSE(load().demo_locks_models);
    environment_["DEMO_DISABLE_AI"] = "0";
    environment_["DEMO_MODE"] = "1";
    EXPECT_FALSE(load().demo_locks_models);
}

TEST_F(SettingsTest, the_longest_test_of_a_model_can_be_set) {
    EXPECT_EQ(load().model_test, std::chrono::seconds{60});
    file(R"({"model_test_seconds":5})");
    EXPECT_EQ(load().model_test, std::chrono::seconds{5});
    file(R"({"model_test_seconds":-1})");
    EXPECT_EQ(load().model_test, std::chrono::seconds{60});
}

}  // namespace
}  // namespace kith::app
