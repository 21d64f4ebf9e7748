// Defaults of the named providers, word for word as the surface documents them.
#include "llm/profile.h"

#include <gtest/gtest.h>

#include <map>

namespace kith::llm {
namespace {

struct Row {
    std::string base_url, model;
};

// ai.md 4.1.
const std::map<std::string, Row> kTable{
    {"deepseek", {"https://api.deepseek.com/v1", "deepseek-v4-pro"}},
    {"doubao", {"https://ark.cn-beijing.volces.com/api/v3", "doubao-seed-2-0-pro-260215"}},
    {"kimi", {"https://api.moonshot.cn/v1", "kimi-k2.5"}},
    {"gemini", {"https://generativelanguage.googleapis.com/v1beta/openai", "gemini-2.0-flash"}},
    {"glm", {"https://open.bigmodel.cn/api/paas/v4", "glm-4-flash"}},
    {"grok", {"https://api.x.ai/v1", "grok-3-mini"}},
    {"minimax", {"https://api.minimax.io/v1", "MiniMax-Text-01"}},
    {"minimax-cn", {"https://api.minimaxi.com/v1", "MiniMax-Text-01"}},
    {"openai", {"https://api.openai.com/v1", "gpt-4o-mini"}},
    {"ollama", {"http://localhost:11434/v1", "llama3"}},
    {"qwen", {"https://dashscope.aliyuncs.com/compatible-mode/v1", "qwen-plus"}},
    {"hunyuan", {"https://api.hunyuan.cloud.tencent.com/v1", "hunyuan-turbo"}},
    {"qianfan", {"https://qianfan.baidubce.com/v2", "ernie-4.0-turbo-8k"}},
    {"openrouter", {"https://openrouter.ai/api/v1", "openai/gpt-4o-mini"}},
    {"mistral", {"https://api.mistral.ai/v1", "mistral-large-latest"}},
    {"groq", {"https://api.groq.com/openai/v1", "llama-3.3-70b-versatile"}},
    {"together", {"https://api.together.xyz/v1", "meta-llama/Llama-3.3-70B-Instruct-Turbo"}},
    {"fireworks",
     {"https://api.fireworks.ai/inference/v1",
      "accounts/fireworks/models/llama-v3p3-70b-instruct"}},
    {"perplexity", {"https://api.perplexity.ai", "sonar"}},
    {"cohere", {"https://api.cohere.ai/compatibility/v1", "command-r-plus"}},
    {"siliconflow", {"https://api.siliconflow.cn/v1", "deepseek-ai/DeepSeek-V3"}},
    {"yi", {"https://api.lingyiwanwu.com/v1", "yi-large"}},
    {"stepfun", {"https://api.stepfun.com/v1", "step-2-16k"}},
    {"azure", {"", "gpt-4o-mini"}},
    {"custom", {"", ""}},
    {"claude", {"https://api.anthropic.com", "claude-haiku-4-5-20251001"}},
    {"bedrock",
     {"https://bedrock-runtime.us-east-1.amazonaws.com", "us.anthropic.claude-sonnet-4-6"}},
    {"vertex", {"", "google/gemini-2.0-flash-001"}},
    {"mock", {"", "mock"}},
};

Profile of(std::string provider, std::string base_url = {}) {
    Profile profile;
    profile.provider = std::move(provider);
    profile.base_url = std::move(base_url);
    return profile;
}

TEST(Profile, every_named_provider_has_the_documented_defaults) {
    EXPECT_EQ(providers().size(), kTable.size());
    for (const auto& [id, row] : kTable) {
        const auto profile = with_defaults(of(id));
        EXPECT_EQ(profile.base_url, row.base_url) << id;
        EXPECT_EQ(profile.model, row.model) << id;
    }
}

TEST(Profile, what_the_user_wrote_stays_without_the_spaces_around_it) {
    auto profile = of("deepseek", " http://127.0.0.1:9/v1/\n");
    profile.model = "\tr1 ";
    profile.api_key = Secret{" sk-1\r\n"};
    profile = with_defaults(profile);
    EXPECT_EQ(profile.base_url, "http://127.0.0.1:9/v1/");
    EXPECT_EQ(profile.model, "r1");
    EXPECT_EQ(profile.api_key.reveal(), "sk-1");
}

TEST(Profile, an_unknown_provider_is_custom) {
    EXPECT_EQ(provider_of("").id, "custom");
    EXPECT_EQ(provider_of("OpenAI").id, "custom");
    EXPECT_EQ(provider_of("某家").id, "custom");
    EXPECT_EQ(embedder_provider_of("voyage").id, "custom");
}

TEST(Profile, only_servers_in_the_house_need_no_key) {
    EXPECT_FALSE(needs_key(of("ollama", "https://far.example.com/v1")));
    EXPECT_FALSE(needs_key(of("mock")));
    for (const auto* url : {"http://127.0.0.1:8080/v1", "http://localhost/v1", "http://[::1]:1",
                            "http://192.168.1.9:1234/v1", "http://10.0.0.1", "http://nas:8080",
                            "http://box.local/v1", "http://llm.lan", "http://a.home.arpa"}) {
        EXPECT_FALSE(needs_key(of("custom", url))) << url;
        EXPECT_TRUE(needs_key(of("openai", url))) << url;
    }
    for (const auto* url : {"https://api.example.com/v1", "http://8.8.8.8", "", "nonsense",
                            "ftp://localhost", "http://localhost.example.com"}) {
        EXPECT_TRUE(needs_key(of("custom", url))) << url;
    }
    EXPECT_TRUE(needs_key(of("azure")));
    EXPECT_TRUE(needs_key(of("claude")));
}

TEST(Profile, embedders_have_the_documented_defaults) {
    struct Expected {
        std::string provider, base_url, model;
        std::size_t dimensions;
    };
    for (const auto& [provider, base_url, model, dimensions] :
         {Expected{"", "http://localhost:11434", "nomic-embed-text", 768},
          Expected{"ollama", "http://localhost:11434", "nomic-embed-text", 768},
          Expected{"openai", "https://api.openai.com/v1", "text-embedding-3-small", 1536},
          Expected{"jina", "https://api.jina.ai/v1", "jina-embeddings-v3", 1024},
          Expected{"custom", "", "", 0}}) {
        EmbedderProfile profile;
        profile.provider = provider;
        const auto filled = with_defaults(profile);
        EXPECT_EQ(filled.base_url, base_url) << provider;
        EXPECT_EQ(filled.model, model) << provider;
        EXPECT_EQ(filled.dimensions, dimensions) << provider;
        EXPECT_EQ(needs_key(profile), provider != "" && provider != "ollama") << provider;
    }
    EmbedderProfile local;
    local.provider = "custom";
    local.base_url = "http://127.0.0.1:8081/v1";
    EXPECT_FALSE(needs_key(local));
}

}  // namespace
}  // namespace kith::llm
