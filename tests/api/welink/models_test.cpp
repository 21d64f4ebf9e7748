// W047 and W065 through the router and real sockets: a profile, the default one, every failure.
#include <condition_variable>
#include <fstream>

#include "tests/api/asking.h"
#include "tests/support/scripted_model.h"

namespace kith::test {
namespace {

using tests::ScriptedModel;

constexpr std::string_view kTest = "/api/ai/llm/test";
constexpr std::string_view kEmbedTest = "/api/ai/vec/test-embedding";

std::string error(std::string_view text) {
    return "{\"error\":" + json::write(std::string{text}) + "}";
}

class ModelsApi : public testing::Test {
  protected:
    void settings(const std::string& body) {
        const auto reply = app_.send(http::Method::put, "/api/preferences/llm", body);
        ASSERT_EQ(reply.status, 200) << reply.body;
    }
    static std::string profile(const std::string& id, const std::string& base,
                               const std::string& key = "sk-canary",
                               const std::string& provider = "custom",
                               const std::string& model = "m1") {
        return R"({"id":")" + id + R"(","name":"一","provider":")" + provider + R"(","api_key":")" +
               key + R"(","base_url":")" + base + R"(","model":")" + model + "\"}";
    }
    void profiles(const std::string& list) { settings(R"({"llm_profiles":[)" + list + "]}"); }
    void expect(const Reply& reply, int status, std::string_view body) {
        EXPECT_EQ(reply.status, status) << reply.body;
        EXPECT_EQ(reply.body, body);
    }

    ScriptedModel server_;
    TestApp app_;
};

TEST_F(ModelsApi, a_profile_that_answers_is_ok) {
    profiles(profile("p1", server_.base_url()));
    expect(app_.post(kTest, R"({"profile_id":"p1"})"), 200,
           R"({"ok":true,"provider":"custom","model":"m1"})");
    const auto asked = server_.asked();
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_EQ(asked[0].target, "/v1/chat/completions");
    EXPECT_EQ(asked[0].header("authorization"), "Bearer sk-canary");
    const auto body = server_.last_body();
    EXPECT_EQ(json::serialize(*json::find(body, "messages")),
              R"([{"role":"user","content":"Hi"}])");
    EXPECT_EQ(json::serialize(*json::find(body, "stream")), "true");
}

TEST_F(ModelsApi, without_a_body_or_with_an_unknown_id_the_default_one_is_tested) {
    profiles(profile("p1", server_.base_url()) + "," +
             profile("p2", server_.base_url(), "sk-2", "openai", "m2"));
    for (const auto* body : {"", " ", "{}", R"({"profile_id":""})", R"({"profile_id":"p9"})",
                             R"({"profile_id":null})", R"({"PROFILE_ID":"p1"} x)"})
        expect(app_.post(kTest, body), 200, R"({"ok":true,"provider":"custom","model":"m1"})");
    expect(app_.post(kTest, R"({"profile_id":"p2"})"), 200,
           R"({"ok":true,"provider":"openai","model":"m2"})");
    EXPECT_EQ(server_.asked().back().header("authorization"), "Bearer sk-2");
}

TEST_F(ModelsApi, a_changed_profile_is_tested_as_it_is_now) {
    ScriptedModel other;
    profiles(profile("p1", server_.base_url()));
    EXPECT_EQ(app_.post(kTest).status, 200);
    profiles(profile("p1", other.base_url(), "sk-other"));
    EXPECT_EQ(app_.post(kTest).status, 200);
    EXPECT_EQ(server_.asked().size(), 1U);
    ASSERT_EQ(other.asked().size(), 1U);
    EXPECT_EQ(other.asked()[0].header("authorization"), "Bearer sk-other");
}

TEST_F(ModelsApi, without_a_model_or_a_key_the_way_to_the_settings_is_shown) {
    expect(app_.post(kTest), 400, error("请先在设置中配置 AI 接口"));
    profiles(profile("p1", "", "", "deepseek", ""));
    expect(app_.post(kTest), 400, error("请先在设置中配置 API Key 或完成 Google 授权"));
    EXPECT_TRUE(server_.asked().empty());
}

TEST_F(ModelsApi, what_the_model_answers_instead_is_told_without_the_key) {
    profiles(profile("p1", server_.base_url()));
    server_.say({.status = 401, .error = R"({"error":"bad key sk-canary"})"});
    auto reply = app_.post(kTest);
    EXPECT_EQ(reply.status, 500);
    EXPECT_NE(reply.body.find("API 错误 401："), std::string::npos) << reply.body;
    EXPECT_EQ(reply.body.find("sk-canary"), std::string::npos) << reply.body;
    for (const int status : {400, 404, 429, 500, 503}) {
        server_.say({.status = status, .error = "x"});
        reply = app_.post(kTest);
        EXPECT_EQ(reply.status, 500);
        EXPECT_NE(reply.body.find(std::to_string(status)), std::string::npos) << reply.body;
    }
    expect(app_.post(kTest), 200, R"({"ok":true,"provider":"custom","model":"m1"})");
}

TEST_F(ModelsApi, nobody_there_and_nothing_configured_are_500) {
    profiles(profile("p1", "http://127.0.0.1:1/v1"));
    auto reply = app_.post(kTest);
    EXPECT_EQ(reply.status, 500);
    EXPECT_NE(reply.body.find("请求失败："), std::string::npos) << reply.body;
    profiles(profile("p1", ""));
    expect(app_.post(kTest), 500, error("未配置 Base URL"));
    profiles(profile("p1", server_.base_url(), "sk", "custom", ""));
    expect(app_.post(kTest), 500, error("未配置模型"));
}

TEST_F(ModelsApi, wrong_bodies_are_refused) {
    profiles(profile("p1", server_.base_url()));
    for (const auto* body : {"not json", "[]", "7", R"({"profile_id":7})",
                             R"({"profile_id":["p1"]})", "{\"profile_id\":\"\xff\"}", "{"})
        expect(app_.post(kTest, body), 400, error("请求格式错误"));
    EXPECT_TRUE(server_.asked().empty());
}

TEST_F(ModelsApi, hostile_ids_are_just_unknown) {
    profiles(profile("p1", server_.base_url()));
    for (const auto& hostile : kHostile) {
        if (hostile.find('\xff') != std::string::npos) continue;  // no JSON
        expect(app_.post(kTest, R"({"profile_id":)" + json::write(hostile) + "}"), 200,
               R"({"ok":true,"provider":"custom","model":"m1"})");
    }
}

TEST_F(ModelsApi, the_embedder_that_was_chosen_is_tested) {
    tests::StandIn embedder{[](const tests::Asked& asked, net::Peer& peer) {
        if (asked.header("authorization") != "Bearer sk-canary")
            return peer.answer("no sk-canary", "401 Unauthorized");
        peer.answer(R"({"data":[{"index":0,"embedding":[0.5,1]}]})");
    }};
    const auto chosen = [&](const std::string& provider, const std::string& key) {
        settings(R"({"embedding_provider":")" + provider + R"(","embedding_api_key":")" + key +
                 R"(","embedding_base_url":")" + embedder.url("/v1") +
                 R"(","embedding_model":"e1"})");
    };
    chosen("openai", "");
    expect(app_.post(kEmbedTest, ""), 500, error("未配置 Embedding API Key"));
    chosen("openai", "sk-canary");
    expect(app_.post(kEmbedTest, ""), 200, R"({"ok":true,"provider":"openai","model":"e1"})");
    EXPECT_EQ(embedder.last().target, "/v1/embeddings");
    EXPECT_EQ(app_.post(kEmbedTest, "whatever").status, 200) << "its body is not read";
    chosen("jina", "sk-wrong");
    const auto reply = app_.post(kEmbedTest, "");
    EXPECT_EQ(reply.status, 500);
    EXPECT_NE(reply.body.find("embedding API 错误 401："), std::string::npos) << reply.body;
    settings(R"({"embedding_provider":"custom","embedding_api_key":"sk","embedding_model":"e"})");
    expect(app_.post(kEmbedTest, ""), 500, error("未配置 Embedding Base URL"));
}

TEST_F(ModelsApi, without_an_embedder_the_test_says_so) {
    const auto reply = app_.post(kEmbedTest, "");
    EXPECT_EQ(reply.status, 500);
    EXPECT_NE(reply.body.find("请先在设置中配置 Embedding"), std::string::npos) << reply.body;
}

TEST_F(ModelsApi, an_embedder_that_gives_nothing_is_no_embedder) {
    for (const auto* body :
         {R"({"data":[]})", R"({"data":[{"index":0,"embedding":[]}]})", "{}", "not json", ""}) {
        tests::StandIn embedder{[&](const tests::Asked&, net::Peer& peer) { peer.answer(body); }};
        settings(
            R"({"embedding_provider":"openai","embedding_api_key":"sk","embedding_base_url":")" +
            embedder.url() + "\"}");
        EXPECT_EQ(app_.post(kEmbedTest, "").status, 500) << body;
    }
}

TEST_F(ModelsApi, other_methods_are_refused) {
    expect_only(app_, http::Method::post, kTest);
    expect_only(app_, http::Method::post, kEmbedTest);
}

TEST_F(ModelsApi, damaged_preferences_are_told) {
    std::ofstream{app_.folder() / "data" / "preferences.json"} << "{";
    for (const auto& path : {kTest, kEmbedTest}) {
        const auto reply = app_.post(path);
        EXPECT_EQ(reply.status, 500);
        EXPECT_NE(reply.body.find("preferences.json: "), std::string::npos) << reply.body;
    }
}

TEST_F(ModelsApi, this_machine_is_no_egress) {
    profiles(profile("p1", server_.base_url()));
    EXPECT_EQ(app_.post(kTest).status, 200);
    const auto boot = app_.get("/api/kith/boot");
    EXPECT_EQ(text_at(boot, "egress"), R"({"sealed":true,"calls":0,"bytes":0})");
    EXPECT_EQ(text_at(boot, "model"),
              R"({"id":"p1","name":"一","provider":"custom","local":true,"ready":true})");
}

// An address that nothing is ever sent to.
TEST_F(ModelsApi, a_request_to_another_machine_is_counted_even_when_it_fails) {
    profiles(profile("p1", "http://255.255.255.255:9/v1"));
    const auto boot_before = app_.get("/api/kith/boot");
    EXPECT_EQ(text_at(boot_before, "egress"), R"({"sealed":false,"calls":0,"bytes":0})");
    EXPECT_EQ(app_.post(kTest).status, 500);
    const auto after = app_.get("/api/kith/boot").at("egress");
    EXPECT_EQ(json::serialize(*json::find(after, "calls")), "1");
    EXPECT_NE(json::serialize(*json::find(after, "bytes")), "0");
}

TEST(SlowModel, model_silent_ends_after_the_longest_time) {
    std::mutex mutex;
    std::condition_variable changed;
    bool over = false;
    ScriptedModel server;
    server.say({.before = [&](std::size_t) {
        std::unique_lock lock{mutex};
        changed.wait(lock, [&] { return over; });
    }});
    TestApp app{{.model_test = std::chrono::seconds{1}}};
    app.send(http::Method::put, "/api/preferences/llm",
             R"({"llm_provider":"custom","llm_api_key":"sk","llm_model":"m","llm_base_url":")" +
                 server.base_url() + "\"}");
    const auto reply = app.post(kTest);
    EXPECT_EQ(reply.status, 500);
    EXPECT_EQ(reply.body, error("请求失败：超时"));
    {
        const std::lock_guard guard{mutex};
        over = true;
    }
    changed.notify_all();
}

TEST(ModelsInDemo, a_public_demo_tests_nothing) {
    TestApp app{{.demo_locks_models = true}};
    for (const auto& path : {kTest, kEmbedTest}) {
        const auto reply = app.post(path);
        EXPECT_EQ(reply.status, 403);
        EXPECT_EQ(reply.body, error("Demo 模式下不允许修改 AI 配置"));
    }
}

}  // namespace
}  // namespace kith::test
