// preferences.json: its form, its sealed secrets, what older, newer and damaged ones do.
#include "core/preferences/codec.h"

#include "json/json.h"
#include "tests/core/imports/made_imports.h"

namespace kith::core {
namespace {

const Secret kStoreKey{std::string(64, 'a')};

class Codec : public testing::Test {
  protected:
    PreferencesCodec codec(const Secret& store_key = {}) {
        return {KeyFile{folder_.path / "preferences.key"}, store_key};
    }
    static PreferencesFile with_key() {
        PreferencesFile file;
        file.values.schema_version = 2;
        file.values.llm_api_key = Secret{"sk-canary"};
        file.values.timezone = "Asia/Tokyo";
        return file;
    }
    std::string why(std::string_view text, const Secret& store_key = {}) {
        try {
            codec(store_key).decode(text);
            return "(well)";
        } catch (const Error& error) {
            EXPECT_EQ(error.reason(), "preferences");
            return error.message();
        }
    }

    TempFolder folder_;
};

TEST_F(Codec, two_spaces_a_level_and_empty_members_left_out) {
    PreferencesFile file;
    file.values.schema_version = 2;
    file.values.blocked_users = {"a,b", "\"{[\\"};
    file.values.prompt_templates.value["group_sim"] = "{{name}}: ";
    EXPECT_EQ(codec().encode(file),
              "{\n"
              "  \"schema_version\": 2,\n"
              "  \"blocked_users\": [\n"
              "    \"a,b\",\n"
              "    \"\\\"{[\\\\\"\n"
              "  ],\n"
              "  \"blocked_groups\": [],\n"
              "  \"prompt_templates\": {\n"
              "    \"group_sim\": \"{{name}}: \"\n"
              "  }\n"
              "}\n");
    EXPECT_FALSE(std::filesystem::exists(folder_.path / "preferences.key"));
}

TEST_F(Codec, secrets_are_sealed_and_come_back) {
    const auto text = codec().encode(with_key());
    EXPECT_EQ(text.find("canary"), std::string::npos);
    EXPECT_NE(text.find("\"llm_api_key\": \"kith-sealed-1:"), std::string::npos) << text;
    EXPECT_NE(text.find("Asia/Tokyo"), std::string::npos);
    const auto back = codec().decode(text);
    EXPECT_EQ(back.values.llm_api_key.value.reveal(), "sk-canary");
    EXPECT_FALSE(back.outdated);
}

TEST_F(Codec, with_an_encrypted_store_nothing_of_it_can_be_read) {
    const auto text = codec(kStoreKey).encode(with_key());
    for (const auto* hidden : {"canary", "Tokyo", "timezone", "llm_api_key"})
        EXPECT_EQ(text.find(hidden), std::string::npos) << hidden;
    EXPECT_FALSE(std::filesystem::exists(folder_.path / "preferences.key"));
    const auto back = codec(kStoreKey).decode(text);
    EXPECT_EQ(back.values.llm_api_key.value.reveal(), "sk-canary");
    EXPECT_EQ(back.values.timezone.value, "Asia/Tokyo");
    EXPECT_FALSE(back.outdated);
    EXPECT_NE(why(text).find("no key was given"), std::string::npos);
    EXPECT_NE(why(text, Secret{std::string(64, 'b')}).find("another key"), std::string::npos);
}

TEST_F(Codec, plain_texts_are_taken_and_asked_to_be_written_anew) {
    const std::string plain = R"({"schema_version":2,"llm_api_key":"sk-plain"})";
    const auto file = codec().decode(plain);
    EXPECT_EQ(file.values.llm_api_key.value.reveal(), "sk-plain");
    EXPECT_TRUE(file.outdated);
    EXPECT_FALSE(codec().decode(R"({"schema_version":2,"port":"8080"})").outdated);
    EXPECT_TRUE(codec(kStoreKey).decode(R"({"schema_version":2})").outdated);
}

TEST_F(Codec, without_its_key_a_secret_stays_locked_until_the_key_is_back) {
    const auto key = folder_.path / "preferences.key", away = folder_.path / "away";
    const auto text = codec().encode(with_key());
    std::filesystem::rename(key, away);
    auto file = codec().decode(text);
    EXPECT_TRUE(is_locked(file.values.llm_api_key));
    EXPECT_FALSE(file.outdated);
    const auto again = codec().encode(file);
    EXPECT_FALSE(std::filesystem::exists(key)) << "no key is made for what is sealed already";
    std::filesystem::rename(away, key);
    EXPECT_EQ(codec().decode(again).values.llm_api_key.value.reveal(), "sk-canary");
}

TEST_F(Codec, members_that_nobody_knows_stay) {
    auto file = codec().decode(
        R"({"schema_version":2,"theme":{"dark":true},"port":"1","later":[1,null,"阿梅"]})");
    file.values.port = "2";
    const auto text = codec().encode(file);
    EXPECT_NE(text.find("\"port\": \"2\""), std::string::npos);
    const auto back = json::parse(text);
    EXPECT_EQ(json::serialize(*json::find(back, "theme")), R"({"dark":true})");
    EXPECT_EQ(json::serialize(*json::find(back, "later")), R"([1,null,"阿梅"])");
}

TEST_F(Codec, an_older_one_gets_its_image_profile) {
    const auto file =
        codec().decode(R"({"image_provider":"doubao","image_api_key":"sk-i","image_model":"m"})");
    EXPECT_TRUE(file.outdated);
    EXPECT_EQ(file.values.schema_version, 2);
    ASSERT_EQ(file.values.image_profiles.value.size(), 1U);
    const auto& profile = file.values.image_profiles.value[0];
    EXPECT_EQ(profile.id, "img-default");
    EXPECT_EQ(profile.name, "默认");
    EXPECT_EQ(profile.provider, "doubao");
    EXPECT_EQ(profile.api_key.value.reveal(), "sk-i");
    EXPECT_EQ(profile.model.value, "m");
    EXPECT_TRUE(codec().decode("{}").values.image_profiles.value.empty());
}

TEST_F(Codec, newer_and_damaged_ones_are_told_without_showing_them) {
    EXPECT_NE(why(R"({"schema_version":3})").find("a newer Kith wrote it (schema_version 3)"),
              std::string::npos);
    for (const auto* text :
         {"", " ", "{", "[]", "7", "null", "{\"schema_version\":2,", "\xff\xfe",
          R"({"schema_version":2,"llm_api_key":"sk-canary")",
          R"({"schema_version":2,"llm_api_key":["sk-canary"]})", R"({"schema_version":"2"})",
          R"({"schema_version":2,"llm_profiles":{"id":"sk-canary"}})",
          R"({"schema_version":2,"sealed":"AAAA"})"}) {
        const auto message = why(text);
        EXPECT_TRUE(message.starts_with("preferences.json: ")) << message;
        EXPECT_NE(message.find("left as it is"), std::string::npos) << message;
        EXPECT_EQ(message.find("canary"), std::string::npos) << message;
    }
}

}  // namespace
}  // namespace kith::core
