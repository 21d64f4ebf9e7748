// The owner of the preferences: durable, nobody's change is lost, nothing is written over that
// could not be read.
#include "core/preferences/preferences.h"

#include <fstream>
#include <set>
#include <thread>

#include "json/json.h"
#include "tests/core/imports/made_imports.h"

namespace kith::core {
namespace {

class PreferencesTest : public testing::Test {
  protected:
    Preferences open(const Secret& key = {}) { return Preferences{folder_.path, key}; }
    std::string text() {
        std::ifstream in{file_, std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }
    void write(std::string_view text) { std::ofstream{file_, std::ios::trunc} << text; }
    // Files below the folder in which the text stands.
    std::vector<std::string> files_with(std::string_view wanted) {
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::recursive_directory_iterator{folder_.path}) {
            std::ifstream in{entry.path(), std::ios::binary};
            const std::string all{std::istreambuf_iterator<char>{in}, {}};
            if (all.find(wanted) != std::string::npos)
                found.push_back(entry.path().filename().string());
        }
        return found;
    }

    TempFolder folder_;
    std::filesystem::path file_ = folder_.path / "preferences.json";
};

TEST_F(PreferencesTest, without_a_file_there_are_the_defaults_and_none_is_made) {
    auto preferences = open();
    EXPECT_EQ(preferences.current()->schema_version, 2);
    EXPECT_TRUE(preferences.current()->blocked_users.empty());
    EXPECT_EQ(preferences.current(), preferences.current());
    EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(PreferencesTest, a_change_holds_at_once_and_after_a_restart) {
    {
        auto preferences = open();
        const auto before = preferences.current();
        const auto after = preferences.change([](PreferenceValues& values) {
            values.llm_provider = "deepseek";
            values.llm_api_key = Secret{"sk-canary"};
        });
        EXPECT_EQ(preferences.current(), after);
        EXPECT_EQ(before->llm_provider.value, "");
    }
    auto again = open();
    EXPECT_EQ(again.current()->llm_provider.value, "deepseek");
    EXPECT_EQ(again.current()->llm_api_key.value.reveal(), "sk-canary");
    EXPECT_EQ(files_with("sk-canary"), std::vector<std::string>{});
}

TEST_F(PreferencesTest, a_plain_key_in_the_file_is_sealed_at_the_start) {
    write(R"({"schema_version":2,"llm_profiles":[{"id":"p","name":"n","provider":"kimi",)"
          R"("api_key":"sk-canary"}],"theme":"dark"})");
    auto preferences = open();
    EXPECT_EQ(files_with("sk-canary"), std::vector<std::string>{});
    EXPECT_NE(text().find("\"theme\": \"dark\""), std::string::npos);
    EXPECT_EQ(preferences.current()->llm_profiles.value[0].api_key.value.reveal(), "sk-canary");
}

TEST_F(PreferencesTest, with_an_encrypted_store_no_word_lies_plain) {
    const Secret key{std::string(64, 'a')};
    open(key).change([](PreferenceValues& values) {
        values.blocked_users = {"canary-person"};
        values.llm_api_key = Secret{"canary-key"};
    });
    EXPECT_EQ(files_with("canary"), std::vector<std::string>{});
    EXPECT_EQ(open(key).current()->blocked_users, std::vector<std::string>{"canary-person"});
    EXPECT_EQ(reason_of([&] { open().current(); }), "unavailable preferences");
}

TEST_F(PreferencesTest, two_writers_at_once_lose_nothing) {
    auto preferences = open();
    constexpr int kChanges = 50;
    const auto write = [&](const std::string& who) {
        for (int i = 0; i < kChanges; ++i)
            preferences.change([&](PreferenceValues& values) {
                values.blocked_users.push_back(who + std::to_string(i));
            });
    };
    std::thread other{[&] { write("b"); }};
    write("a");
    other.join();
    const auto users = open().current()->blocked_users;
    EXPECT_EQ(users.size(), 2U * kChanges);
    EXPECT_EQ((std::set<std::string>{users.begin(), users.end()}.size()), 2U * kChanges);
}

TEST_F(PreferencesTest, what_somebody_edits_holds_and_is_not_lost_by_the_next_change) {
    auto preferences = open();
    preferences.change([](PreferenceValues& values) { values.port = "1"; });
    write(R"({"schema_version":2,"port":"1","vec_cache_max_keys":7})");
    EXPECT_EQ(preferences.current()->vec_cache_max_keys.value, 7);
    preferences.change([](PreferenceValues& values) { values.port = "2"; });
    EXPECT_EQ(open().current()->vec_cache_max_keys.value, 7);
    EXPECT_EQ(open().current()->port.value, "2");
}

TEST_F(PreferencesTest, a_damaged_or_newer_file_is_an_error_until_it_is_well_and_keeps_its_bytes) {
    for (const auto* bad : {"{\"schema_version\":2,", R"({"schema_version":3,"port":"1"})", ""}) {
        write(bad);
        auto preferences = open();
        EXPECT_EQ(reason_of([&] { preferences.current(); }), "unavailable preferences") << bad;
        EXPECT_EQ(reason_of([&] { preferences.change([](PreferenceValues&) {}); }),
                  "unavailable preferences");
        EXPECT_EQ(text(), bad);
        write(R"({"schema_version":2,"port":"9"})");
        EXPECT_EQ(preferences.current()->port.value, "9");
        std::filesystem::remove(file_);
        EXPECT_EQ(preferences.current()->port.value, "");
    }
}

TEST_F(PreferencesTest, what_cannot_be_saved_does_not_hold) {
    auto preferences = open();
    preferences.change([](PreferenceValues& values) { values.port = "1"; });
    const auto before = text();
    std::filesystem::create_directory(folder_.path / "preferences.json.new");
    EXPECT_EQ(
        reason_of([&] { preferences.change([](PreferenceValues& values) { values.port = "2"; }); }),
        "unavailable disk_error");
    EXPECT_EQ(preferences.current()->port.value, "1");
    EXPECT_EQ(text(), before);
}

TEST_F(PreferencesTest, a_change_that_throws_changes_nothing) {
    auto preferences = open();
    const auto before = preferences.current();
    EXPECT_EQ(reason_of([&] {
                  preferences.change([](PreferenceValues& values) {
                      values.port = "2";
                      throw Error{Errc::invalid, "no", "because"};
                  });
              }),
              "invalid because");
    EXPECT_EQ(preferences.current(), before);
    EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(PreferencesTest, more_than_the_file_may_hold_is_refused) {
    auto preferences = open();
    EXPECT_EQ(reason_of([&] {
                  preferences.change([](PreferenceValues& values) {
                      values.llm_model = std::string(Preferences::kFileBytes, 'x');
                  });
              }),
              "invalid too_large");
    EXPECT_EQ(preferences.current()->llm_model.value, "");
}

}  // namespace
}  // namespace kith::core
