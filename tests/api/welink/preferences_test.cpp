// W076 and W078 through the router: exact answers, masks, what is kept, what is refused.
#include <fstream>
#include <thread>

#include "tests/api/asking.h"

namespace kith::test {
namespace {

constexpr std::string_view kOk = R"({"ok":true})";
constexpr std::string_view kBadBody = R"({"error":"请求格式错误"})";

class PreferencesApi : public testing::Test {
  protected:
    std::string stored() { return app_.get("/api/preferences").body; }
    Reply put(std::string body) {
        return app_.send(http::Method::put, "/api/preferences/llm", std::move(body));
    }
    void expect_saved(std::string body) {
        const auto reply = put(std::move(body));
        EXPECT_EQ(reply.status, 200) << reply.body;
        EXPECT_EQ(reply.body, kOk);
    }
    std::filesystem::path file() { return app_.folder() / "data" / "preferences.json"; }
    std::string text() {
        std::ifstream in{file(), std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }

    TestApp app_;
};

TEST_F(PreferencesApi, at_first_there_is_nothing_but_the_version_and_two_empty_lists) {
    const auto reply = app_.get("/api/preferences");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, R"({"schema_version":2,"blocked_users":[],"blocked_groups":[]})");
    EXPECT_TRUE(reply.type.starts_with("application/json"));
    EXPECT_FALSE(std::filesystem::exists(file()));
}

TEST_F(PreferencesApi, everything_that_was_put_is_there_with_its_secrets_masked) {
    expect_saved(
        R"({"llm_profiles":[{"id":"p1","name":"深","provider":"deepseek","api_key":"sk-canary-1",)"
        R"("model":"m","no_think":true,"reasoning_effort":"high"},)"
        R"({"id":"p2","name":"本地","provider":"ollama","base_url":"http://localhost:1/v1"}],)"
        R"("gemini_client_id":"gid","gemini_client_secret":"canary-g",)"
        R"("ai_analysis_db_path":"/x/ai.db","embedding_provider":"jina",)"
        R"("embedding_api_key":"canary-e","embedding_base_url":"https://e","embedding_model":"em",)"
        R"("embedding_dims":1024,"mem_llm_base_url":"http://m","mem_llm_model":"mm"})");
    EXPECT_EQ(
        stored(),
        R"({"schema_version":2,"blocked_users":[],"blocked_groups":[],)"
        R"("llm_profiles":[{"id":"p1","name":"深","provider":"deepseek","api_key":"__HAS_KEY__",)"
        R"("model":"m","no_think":true,"reasoning_effort":"high"},)"
        R"({"id":"p2","name":"本地","provider":"ollama","base_url":"http://localhost:1/v1"}],)"
        R"("llm_provider":"deepseek","llm_api_key":"__HAS_KEY__","llm_model":"m",)"
        R"("ai_analysis_db_path":"/x/ai.db","embedding_provider":"jina",)"
        R"("embedding_api_key":"__HAS_KEY__","embedding_base_url":"https://e",)"
        R"("embedding_model":"em","embedding_dims":1024,"mem_llm_base_url":"http://m",)"
        R"("mem_llm_model":"mm","gemini_client_id":"gid","gemini_client_secret":"__HAS_KEY__"})");
    EXPECT_EQ(text().find("canary"), std::string::npos);
}

// Vector of the contract §15: same id, other provider, key __HAS_KEY__ -> key emptied.
TEST_F(PreferencesApi, a_masked_profile_key_stays_with_its_id_and_provider) {
    const auto profile = [](const std::string& provider, const std::string& key) {
        return R"({"llm_profiles":[{"id":"p1","name":"n","provider":")" + provider +
               R"(","api_key":")" + key + "\"}]}";
    };
    expect_saved(profile("openai", "sk-1"));
    expect_saved(profile("openai", "__HAS_KEY__"));
    EXPECT_NE(stored().find("__HAS_KEY__"), std::string::npos);
    expect_saved(profile("kimi", "__HAS_KEY__"));
    EXPECT_EQ(stored().find("__HAS_KEY__"), std::string::npos);
    expect_saved(profile("openai", "__HAS_KEY__"));
    EXPECT_EQ(stored().find("__HAS_KEY__"), std::string::npos) << "a lost key does not come back";
}

TEST_F(PreferencesApi, what_is_absent_is_cleared_and_secrets_stay) {
    expect_saved(R"({"llm_provider":"openai","llm_api_key":"sk","llm_model":"m",)"
                 R"("embedding_provider":"openai","embedding_api_key":"sk-e","embedding_dims":3})");
    expect_saved("{}");
    EXPECT_EQ(stored(), R"({"schema_version":2,"blocked_users":[],"blocked_groups":[],)"
                        R"("llm_api_key":"__HAS_KEY__","embedding_api_key":"__HAS_KEY__"})");
}

TEST_F(PreferencesApi, survive_a_restart) {
    expect_saved(R"({"llm_provider":"openai","llm_api_key":"sk"})");
    const auto before = stored();
    app_.restart();
    EXPECT_EQ(stored(), before);
}

TEST_F(PreferencesApi, the_lock_is_shown_and_its_hash_is_not) {
    app_.post("/api/lock/setup", R"({"pin":"1234"})");
    app_.send(http::Method::put, "/api/lock/settings",
              R"({"auto_lock_minutes":30,"lock_on_startup":true})");
    EXPECT_EQ(stored(),
              R"({"schema_version":2,"blocked_users":[],"blocked_groups":[],)"
              R"("lock_pin_hash":"__HAS_KEY__","auto_lock_minutes":30,"lock_on_startup":true})");
}

TEST_F(PreferencesApi, keys_in_any_case_and_bytes_behind_the_value_are_fine) {
    expect_saved(R"({"LLM_Provider":"kimi","unknown":[1]} trailing)");
    EXPECT_NE(stored().find(R"("llm_provider":"kimi")"), std::string::npos);
    expect_saved(R"({"llm_provider":null,"llm_profiles":null})");
    EXPECT_EQ(stored().find("llm_provider"), std::string::npos);
}

TEST_F(PreferencesApi, wrong_bodies_are_refused_in_one_text_and_change_nothing) {
    expect_saved(R"({"llm_provider":"kimi"})");
    const auto before = stored();
    for (const auto* body :
         {"", "not json", "[]", "7", R"({"llm_provider":1})", R"({"llm_profiles":{}})",
          R"({"llm_profiles":[1]})", R"({"llm_profiles":[{"id":7}]})",
          R"({"llm_profiles":[{"no_think":"yes"}]})", R"({"embedding_dims":"1536"})",
          R"({"embedding_dims":1.5})", R"({"embedding_dims":99999999999999999999})",
          R"({"llm_api_key":["sk-canary"]})", "{\"llm_model\":\"\xff\"}"}) {
        const auto reply = put(body);
        EXPECT_EQ(reply.status, 400) << body;
        EXPECT_EQ(reply.body, kBadBody) << body;
    }
    EXPECT_EQ(stored(), before);
}

TEST_F(PreferencesApi, hostile_texts_come_back_as_they_are) {
    for (const auto& hostile : kHostile) {
        if (hostile.find('\xff') != std::string::npos) continue;  // no JSON
        const auto text = json::write(hostile);
        expect_saved(R"({"llm_profiles":[{"id":)" + text + R"(,"name":)" + text +
                     R"(,"provider":)" + text + R"(,"api_key":)" + text + R"(,"base_url":)" + text +
                     R"(,"model":)" + text + "}]}");
        const auto tree = app_.get("/api/preferences").json();
        const auto& profile = json::find(tree, "llm_profiles")->as_array().at(0);
        for (const auto* name : {"id", "name", "provider", "base_url", "model"})
            EXPECT_EQ(json::text_or_empty(json::find(profile, name)), hostile) << name;
        EXPECT_EQ(json::text_or_empty(json::find(profile, "api_key")), "__HAS_KEY__");
        app_.restart();
        EXPECT_EQ(app_.get("/api/preferences").json(), tree);
    }
}

TEST_F(PreferencesApi, too_many_profiles_are_refused) {
    std::string profiles;
    for (int i = 0; i < 101; ++i) profiles += std::string{i == 0 ? "" : ","} + "{}";
    const auto reply = put(R"({"llm_profiles":[)" + profiles + "]}");
    EXPECT_EQ(reply.status, 400);
    EXPECT_EQ(reply.body, R"({"error":"模型配置最多 100 个"})");
}

TEST_F(PreferencesApi, other_methods_are_refused) {
    expect_only(app_, http::Method::get, "/api/preferences");
    expect_only(app_, http::Method::put, "/api/preferences/llm");
}

TEST_F(PreferencesApi, a_damaged_file_is_told_and_kept_and_the_rest_goes_on) {
    expect_saved(R"({"llm_provider":"kimi"})");
    const auto whole = text();
    for (const auto& bad :
         {whole.substr(0, whole.size() / 2), std::string{"{\"schema_version\":3}"}, std::string{},
          std::string{"\xff\xff"}}) {
        std::ofstream{file(), std::ios::trunc} << bad;
        for (const auto& reply : {app_.get("/api/preferences"), put("{}")}) {
            EXPECT_EQ(reply.status, 500) << reply.body;
            EXPECT_NE(reply.body.find("preferences.json: "), std::string::npos) << reply.body;
        }
        EXPECT_EQ(text(), bad);
        EXPECT_EQ(app_.get("/api/kith/boot").status, 200);
        app_.restart();
        EXPECT_EQ(app_.get("/api/preferences").status, 500);
    }
    std::ofstream{file(), std::ios::trunc} << whole;
    EXPECT_NE(stored().find("kimi"), std::string::npos);
}

TEST_F(PreferencesApi, what_cannot_be_written_is_not_saved) {
    expect_saved(R"({"llm_provider":"kimi"})");
    const auto before = text();
    std::filesystem::create_directory(file().string() + ".new");
    const auto reply = put(R"({"llm_provider":"openai"})");
    EXPECT_EQ(reply.status, 500);
    EXPECT_EQ(reply.body, R"({"error":"保存失败"})");
    EXPECT_EQ(text(), before);
    EXPECT_NE(stored().find("kimi"), std::string::npos);
}

TEST_F(PreferencesApi, two_savers_at_once_leave_one_of_both_whole) {
    const auto save = [this](const std::string& who) {
        for (int i = 0; i < 20; ++i) {
            const auto reply = put(R"({"llm_provider":")" + who + R"(","llm_model":")" + who +
                                   R"(","llm_base_url":")" + who + "\"}");
            EXPECT_EQ(reply.status, 200);
        }
    };
    std::thread other{[&] { save("b"); }};
    save("a");
    other.join();
    const auto now = stored();
    const bool a =
        now.find(R"("llm_provider":"a","llm_base_url":"a","llm_model":"a")") != std::string::npos;
    const bool b =
        now.find(R"("llm_provider":"b","llm_base_url":"b","llm_model":"b")") != std::string::npos;
    EXPECT_NE(a, b) << now;
}

TEST(PreferencesInDemo, a_public_demo_shows_but_does_not_change) {
    TestApp app{{.demo_locks_models = true}};
    EXPECT_EQ(app.get("/api/preferences").status, 200);
    const auto reply = app.send(http::Method::put, "/api/preferences/llm", "{}");
    EXPECT_EQ(reply.status, 403);
    EXPECT_EQ(reply.body, R"({"error":"Demo 模式下不允许修改 AI 配置"})");
}

TEST(PreferencesOfAnEncryptedStore, lie_nowhere_in_plain) {
    TestApp app{{.key = Secret{std::string(64, 'a')}}};
    app.send(http::Method::put, "/api/preferences/llm",
             R"({"llm_provider":"canary-p","llm_api_key":"canary-k"})");
    for (const auto& entry : std::filesystem::recursive_directory_iterator{app.folder()}) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in{entry.path(), std::ios::binary};
        const std::string all{std::istreambuf_iterator<char>{in}, {}};
        EXPECT_EQ(all.find("canary"), std::string::npos) << entry.path();
    }
    EXPECT_NE(app.get("/api/preferences").body.find("canary-p"), std::string::npos);
}

}  // namespace
}  // namespace kith::test
