// The model profiles in W004: asked where they are, each in its own words.
#include "api/welink/probes.h"

#include <fstream>

#include "tests/api/asking.h"
#include "tests/support/stand_in.h"

namespace kith::test {
namespace {

class Probes : public testing::Test {
  protected:
    json::array health() {
        const auto reply = app_.get("/api/diagnostics");
        EXPECT_EQ(reply.status, 200) << reply.body;
        EXPECT_EQ(reply.body.find("sk-canary"), std::string::npos);
        return reply.at("llm_profiles").as_array();
    }
    void put(const std::string& body) {
        const auto reply = app_.send(http::Method::put, "/api/preferences/llm", body);
        EXPECT_EQ(reply.status, 200) << reply.body;
    }
    static std::string text(const json::value& one, std::string_view name) {
        const auto* found = json::find(one, name);
        return found == nullptr ? "(none)" : json::serialize(*found);
    }

    std::string status_ = "200 OK";
    tests::StandIn server_{
        [this](const tests::Asked&, net::Peer& peer) { peer.answer(R"({"data":[]})", status_); }};
    TestApp app_;
};

TEST_F(Probes, without_profiles_there_is_nothing_to_ask) {
    EXPECT_TRUE(health().empty());
}

TEST_F(Probes, each_profile_is_asked_for_its_models) {
    put(R"({"llm_profiles":[{"id":"p1","name":"本地","provider":"ollama","model":"qwen3",)"
        R"("base_url":")" +
        server_.url("/v1//") +
        R"("},{"id":"p2","name":"云","provider":"openai",)"
        R"("api_key":"sk-canary","base_url":")" +
        server_.url("/v2") + "\"}]}");
    const auto found = health();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(text(found[0], "status"), "\"ok\"");
    EXPECT_EQ(text(found[0], "name"), "\"本地\"");
    EXPECT_EQ(text(found[0], "provider"), "\"ollama\"");
    EXPECT_EQ(text(found[0], "model"), "\"qwen3\"");
    EXPECT_EQ(text(found[0], "has_api_key"), "false");
    EXPECT_TRUE(text(found[0], "message").starts_with("\"HTTP 200，延迟 "));
    EXPECT_EQ(text(found[1], "has_api_key"), "true");
    EXPECT_EQ(text(found[1], "model"), "\"gpt-4o-mini\"");
    std::map<std::string, std::string> keys;
    for (const auto& asked : server_.asked()) keys[asked.target] = asked.header("authorization");
    EXPECT_EQ(keys, (std::map<std::string, std::string>{{"/v1/models", ""},
                                                        {"/v2/models", "Bearer sk-canary"}}));
}

TEST_F(Probes, a_status_becomes_a_word) {
    put(R"({"llm_provider":"openai","llm_api_key":"sk-canary","llm_base_url":")" + server_.url() +
        "\"}");
    for (const auto& [status, word] :
         std::vector<std::pair<std::string, std::string>>{{"200 OK", "\"ok\""},
                                                          {"401 Unauthorized", "\"error\""},
                                                          {"403 Forbidden", "\"error\""},
                                                          {"404 Not Found", "\"warn\""},
                                                          {"302 Found", "\"warn\""},
                                                          {"500 Oops", "\"warn\""}}) {
        status_ = status;
        const auto found = health();
        ASSERT_EQ(found.size(), 1U);
        EXPECT_EQ(text(found[0], "status"), word) << status;
        EXPECT_EQ(text(found[0], "name"), "\"openai\"") << "the single fields have no name";
    }
}

TEST_F(Probes, who_cannot_be_asked_is_skipped_or_told) {
    put(R"({"llm_profiles":[{"id":"1","provider":"claude","api_key":"sk-canary"},)"
        R"({"id":"2","provider":"bedrock"},{"id":"3","provider":"vertex"},)"
        R"({"id":"4","provider":"gemini"},{"id":"5","provider":"local"},)"
        R"({"id":"6","provider":"custom"},)"
        R"({"id":"7","provider":"custom","base_url":"http://127.0.0.1:1"},)"
        R"({"id":"8","provider":"custom","base_url":"阿梅 %\" no address"}]})");
    const auto found = health();
    ASSERT_EQ(found.size(), 8U);
    for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(text(found[i], "status"), "\"skipped\"") << i;
    for (std::size_t i = 5; i < 8; ++i) EXPECT_EQ(text(found[i], "status"), "\"error\"") << i;
    EXPECT_EQ(text(found[5], "base_url"), "(none)");
    EXPECT_EQ(text(found[5], "latency_ms"), "(none)");
    EXPECT_EQ(text(found[5], "message"), "\"未配置 Base URL\"");
    EXPECT_TRUE(text(found[6], "message").starts_with("\"连接失败："));
}

TEST_F(Probes, damaged_preferences_leave_the_rest_of_the_diagnosis) {
    std::ofstream{app_.folder() / "data" / "preferences.json"} << "{";
    EXPECT_TRUE(health().empty());
}

}  // namespace
}  // namespace kith::test
