// Secrets are seen by nobody, and what a client sends back of them means the old one.
#include "core/preferences/secrets.h"

#include <gtest/gtest.h>

#include <set>

#include "json/json.h"

namespace kith::core {
namespace {

using namespace std::string_literals;

// The secrets of the contract §7.2, masks P and B.
const std::vector<std::string> kMasked{
    "lock_pin_hash",        "podcast_tts_api_key", "llm_api_key",          "embedding_api_key",
    "image_api_key",        "notion_token",        "feishu_app_secret",    "webdav_password",
    "s3_secret_key",        "dropbox_token",       "gdrive_client_secret", "onedrive_client_secret",
    "mobile_pairing_token", "gemini_client_secret"};
const std::vector<std::string> kBlanked{"gdrive_access_token",   "gdrive_refresh_token",
                                        "onedrive_access_token", "onedrive_refresh_token",
                                        "gemini_access_token",   "gemini_refresh_token"};

// Every secret set to a text of its own.
PreferenceValues all_set() {
    json::object tree;
    for (const auto* names : {&kMasked, &kBlanked})
        for (const auto& name : *names) tree[name] = "canary-" + name;
    auto values = json::from<PreferenceValues>(tree);
    values.llm_profiles.value.push_back({"p1", "一", "openai", Secret{"canary-profile"}, {}, {}});
    values.image_profiles.value.push_back({"i1", "二", "doubao", Secret{"canary-image"}, {}, {}});
    return values;
}

TEST(Secrets, every_one_is_masked_or_left_out) {
    const auto shown = masked(all_set());
    for (const auto& name : kMasked) {
        ASSERT_NE(shown.if_contains(name), nullptr) << name;
        EXPECT_EQ(json::view(shown.at(name).as_string()), kHasKey) << name;
    }
    for (const auto& name : kBlanked) EXPECT_EQ(shown.if_contains(name), nullptr) << name;
    EXPECT_EQ(json::serialize(shown.at("llm_profiles")),
              R"([{"id":"p1","name":"一","provider":"openai","api_key":"__HAS_KEY__"}])");
    EXPECT_EQ(json::serialize(shown.at("image_profiles")),
              R"([{"id":"i1","name":"二","provider":"doubao","api_key":"__HAS_KEY__"}])");
    EXPECT_EQ(json::serialize(shown).find("canary"), std::string::npos);
}

TEST(Secrets, ones_that_are_not_set_are_not_masked_either) {
    PreferenceValues values;
    values.llm_profiles.value.push_back({"p1", "一", "ollama", {}, {}, "qwen"s});
    EXPECT_EQ(json::serialize(masked(values)),
              R"({"schema_version":0,"blocked_users":[],"blocked_groups":[],)"
              R"("llm_profiles":[{"id":"p1","name":"一","provider":"ollama","model":"qwen"}]})");
}

TEST(Secrets, each_is_visited_once) {
    auto values = all_set();
    std::set<std::string> seen;
    each_secret(values, [&](Secret& secret) {
        seen.insert(secret.reveal());
        secret = Secret{"changed"};
    });
    EXPECT_EQ(seen.size(), kMasked.size() + kBlanked.size() + 2);
    EXPECT_EQ(values.llm_profiles.value[0].api_key.value.reveal(), "changed");
    EXPECT_EQ(values.notion_token.value.reveal(), "changed");
}

TEST(Secrets, an_ordinary_writer_shows_stars) {
    EXPECT_EQ(json::write(all_set()).find("canary"), std::string::npos);
}

TEST(Secrets, what_is_masked_or_empty_means_the_old_one) {
    const Secret there{"old"};
    for (const auto* sent : {"", "__HAS_KEY__", "sk-****1234", "****"})
        EXPECT_EQ(kept_or_new(Secret{sent}, there).reveal(), "old") << sent;
    for (const auto* sent : {"new", " ", "***", "__has_key__", "阿梅"})
        EXPECT_EQ(kept_or_new(Secret{sent}, there).reveal(), sent);
    EXPECT_TRUE(kept_or_new(Secret{"__HAS_KEY__"}, Secret{}).empty());
}

}  // namespace
}  // namespace kith::core
