// Which model answers: the inside one, a profile, the memory model; errors, tokens, what is told.
#include "core/models/models.h"

#include <algorithm>
#include <thread>

#include "core/preferences/llm_settings.h"
#include "tests/core/imports/made_imports.h"

namespace kith::core {
namespace {

using namespace std::string_literals;
using llm::local::Phase;

// Answers every request of a chat or an embedder, and remembers it.
class Upstream final : public net::Client {
  public:
    net::Response stream(const net::Request& request, const net::OnBytes& on_bytes,
                         const Stop&) override {
        const std::lock_guard guard{mutex_};
        asked.push_back(request);
        net::Response head;
        head.status = 200;
        head.url = request.url;
        head.headers = {{"Content-Type", "application/json"}};
        std::string body = R"({"choices":[{"message":{"role":"assistant","content":"hi"}}]})";
        if (request.url.ends_with("/embeddings"))
            body = R"({"data":[{"index":0,"embedding":[1,0]}]})";
        if (request.url.ends_with("/api/embed")) body = R"({"embeddings":[[0,1]]})";
        if (request.url.ends_with("/token"))
            body = R"({"access_token":"fresh-token","expires_in":3600})";
        on_bytes(head, body);
        return head;
    }
    std::string header(std::string_view name) const {
        const auto& all = asked.back().headers;
        const auto found = std::ranges::find(all, name, &net::Header::name);
        return found == all.end() ? "(none)" : found->value;
    }
    std::vector<net::Request> asked;

  private:
    std::mutex mutex_;
};

class Inside final : public llm::Model {
  public:
    std::string_view provider() const override { return "local"; }
    std::string_view name() const override { return "inside"; }
    llm::Answer chat(const llm::Ask&, const llm::OnPiece&, const Stop&) override { return {}; }
};

class InsideEmbedder final : public llm::Embedder {
  public:
    std::string_view provider() const override { return "local"; }
    std::string_view name() const override { return "e5"; }
    std::size_t dimensions() const override { return 2; }
    std::vector<std::vector<float>> embed(std::span<const std::string> texts, llm::Purpose,
                                          const Stop&) override {
        return std::vector<std::vector<float>>(texts.size(), {1, 0});
    }
};

class ModelsTest : public testing::Test {
  protected:
    void set(const LlmSettings& settings) {
        preferences_.change([&](PreferenceValues& values) { replace(values, settings); });
    }
    // One profile that is the default.
    void set_profile(std::string provider, std::string key, std::string base = {},
                     std::string model = {}) {
        LlmSettings settings;
        settings.llm_profiles = {
            {"p1", "一", std::move(provider), Secret{std::move(key)}, base, model, {}, {}}};
        set(settings);
    }
    void bring_inside() {
        chat_ = std::make_shared<Inside>();
        embedder_ = std::make_shared<InsideEmbedder>();
        state_.phase = Phase::stopped;
        state_.name = "inside";
    }
    static std::string say(llm::Model& model) {
        llm::Ask ask;
        ask.turns = {{llm::Speaker::user, "Hi"}};
        return model.chat(ask, {}, Stop{}).text;
    }
    static std::vector<std::vector<float>> embed(llm::Embedder& embedder) {
        const std::vector<std::string> texts{"早"};
        return embedder.embed(texts, llm::Purpose::question, Stop{});
    }
    std::vector<std::string> said_hosts() const {
        std::vector<std::string> hosts;
        for (const auto& one : told_) hosts.push_back(one.host);
        return hosts;
    }
    std::string message_of(const std::function<void()>& call) {
        try {
            call();
            return "(nothing thrown)";
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Errc::invalid);
            return error.message();
        }
    }

    TempFolder folder_;
    Preferences preferences_{folder_.path};
    Upstream upstream_;
    FixedClock clock_{from_seconds(1'000'000)};
    std::shared_ptr<llm::Model> chat_;
    std::shared_ptr<llm::Embedder> embedder_;
    llm::local::State state_{.reason = "no model file"};
    std::vector<llm::Outgoing> told_;
    Models models_{preferences_,
                   upstream_,
                   clock_,
                   {.chat = [this] { return chat_; },
                    .embedder = [this] { return embedder_; },
                    .chat_state = [this] { return state_; },
                    .embedder_state = [this] { return state_; }},
                   [this](const llm::Outgoing& one) { told_.push_back(one); }};
};

TEST_F(ModelsTest, where_nobody_chose_the_models_inside_answer) {
    EXPECT_EQ(message_of([&] { models_.model("reply"); }), "请先在设置中配置 AI 接口");
    EXPECT_EQ(reason_of([&] { models_.memory_model("memory"); }), "invalid no_model");
    EXPECT_EQ(reason_of([&] { models_.embedder("index"); }), "invalid no_model");
    bring_inside();
    state_.phase = Phase::absent;
    EXPECT_EQ(reason_of([&] { models_.model("reply"); }), "invalid no_model");
    state_.phase = Phase::failed;
    EXPECT_EQ(models_.model("reply"), chat_) << "it says itself what is wrong";
    EXPECT_EQ(models_.model("reply"), chat_);
    EXPECT_EQ(models_.model("reply", "no such profile"), chat_);
    EXPECT_EQ(models_.memory_model("memory"), chat_);
    EXPECT_EQ(models_.embedder("index"), embedder_);
    EXPECT_TRUE(told_.empty());
}

TEST_F(ModelsTest, a_profile_is_asked_where_it_is_with_its_key) {
    set_profile("custom", "sk-1", "https://llm.example.com/v1", "m1");
    const auto model = models_.model("reply");
    EXPECT_EQ(model->provider(), "custom");
    EXPECT_EQ(model->name(), "m1");
    EXPECT_EQ(say(*model), "hi");
    EXPECT_EQ(upstream_.asked.back().url, "https://llm.example.com/v1/chat/completions");
    EXPECT_EQ(upstream_.header("Authorization"), "Bearer sk-1");
}

TEST_F(ModelsTest, a_changed_setting_holds_for_the_next_request) {
    bring_inside();
    EXPECT_EQ(models_.model("reply"), chat_);
    set_profile("openai", "sk-1", "https://a.example.com/v1", "m1");
    const auto before = models_.model("reply");
    EXPECT_EQ(before, models_.model("reply")) << "it is kept while nothing changes";
    set_profile("openai", "sk-2", "https://b.example.com/v1", "m2");
    EXPECT_EQ(say(*models_.model("reply")), "hi");
    EXPECT_EQ(upstream_.asked.back().url, "https://b.example.com/v1/chat/completions");
    EXPECT_EQ(upstream_.header("Authorization"), "Bearer sk-2");
    EXPECT_EQ(say(*before), "hi") << "who holds an older one may go on";
    EXPECT_EQ(upstream_.asked.back().url, "https://a.example.com/v1/chat/completions");
    set({});
    EXPECT_EQ(models_.model("reply"), chat_);
}

TEST_F(ModelsTest, without_a_key_the_way_to_the_settings_is_shown) {
    for (const auto* provider : {"deepseek", "openai", "claude", "bedrock", "vertex", "gemini"}) {
        set_profile(provider, "");
        EXPECT_EQ(message_of([&] { models_.model("reply"); }),
                  "请先在设置中配置 API Key 或完成 Google 授权")
            << provider;
        EXPECT_EQ(reason_of([&] { models_.model("reply", "p1"); }), "invalid no_key");
    }
    set_profile("ollama", "");
    EXPECT_EQ(say(*models_.model("reply")), "hi");
    EXPECT_EQ(upstream_.asked.back().url, "http://localhost:11434/v1/chat/completions");
    EXPECT_TRUE(told_.empty()) << "it is this machine";
}

TEST_F(ModelsTest, a_profile_without_place_or_model_says_so_when_it_is_asked) {
    set_profile("custom", "sk-1");
    EXPECT_EQ(message_of([&] { say(*models_.model("reply")); }), "未配置 Base URL");
    set_profile("custom", "sk-1", "https://llm.example.com/v1");
    EXPECT_EQ(message_of([&] { say(*models_.model("reply")); }), "未配置模型");
    EXPECT_TRUE(upstream_.asked.empty());
}

TEST_F(ModelsTest, the_memory_model_is_its_own_when_it_is_set) {
    set_profile("openai", "sk-1", "https://a.example.com/v1", "m1");
    EXPECT_EQ(models_.memory_model("memory")->name(), "m1");
    preferences_.change([](PreferenceValues& values) { values.mem_llm_model = "qwen3"; });
    const auto memory = models_.memory_model("memory");
    EXPECT_EQ(memory->provider(), "ollama");
    EXPECT_EQ(say(*memory), "hi");
    EXPECT_EQ(upstream_.asked.back().url, "http://localhost:11434/v1/chat/completions");
    EXPECT_EQ(upstream_.asked.back().body.find("sk-1"), std::string::npos);
}

TEST_F(ModelsTest, the_embedder_is_the_one_that_was_chosen) {
    LlmSettings settings;
    settings.embedding_provider = "openai";
    set(settings);
    EXPECT_EQ(message_of([&] { embed(*models_.embedder("index")); }), "未配置 Embedding API Key");
    settings.embedding_api_key = Secret{"sk-e"};
    set(settings);
    EXPECT_EQ(embed(*models_.embedder("index")).at(0), (std::vector<float>{1, 0}));
    EXPECT_EQ(upstream_.asked.back().url, "https://api.openai.com/v1/embeddings");
    EXPECT_EQ(upstream_.header("Authorization"), "Bearer sk-e");
    settings.embedding_provider = "ollama";
    set(settings);
    EXPECT_EQ(embed(*models_.embedder("index")).at(0), (std::vector<float>{0, 1}));
    EXPECT_EQ(upstream_.asked.back().url, "http://localhost:11434/api/embed");
    bring_inside();
    settings.embedding_provider = "local";
    set(settings);
    EXPECT_EQ(models_.embedder("index"), embedder_);
}

TEST_F(ModelsTest, a_key_that_cannot_be_opened_is_told_and_not_sent) {
    set_profile("openai", "sk-1");
    std::filesystem::rename(folder_.path / "preferences.key", folder_.path / "away");
    Preferences again{folder_.path};
    Models models{again, upstream_, clock_, {}};
    EXPECT_EQ(reason_of([&] { models.model("reply"); }), "invalid key_locked");
    EXPECT_FALSE(models.chat_standing().ready);
    EXPECT_TRUE(upstream_.asked.empty());
}

TEST_F(ModelsTest, what_leaves_is_told_with_what_it_was_for) {
    set_profile("openai", "sk-1", "https://llm.example.com/v1", "m1");
    say(*models_.model("reply"));
    say(*models_.model("test"));
    ASSERT_EQ(told_.size(), 2U);
    EXPECT_EQ(told_[0].feature, "reply");
    EXPECT_EQ(told_[1].feature, "test");
    EXPECT_EQ(told_[0].host, "llm.example.com");
    EXPECT_EQ(told_[0].model, "m1");
    EXPECT_EQ(told_[0].bytes_out, static_cast<std::int64_t>(upstream_.asked[0].body.size()));
    EXPECT_GT(told_[0].bytes_in, 0);
}

TEST_F(ModelsTest, a_google_authorisation_is_refreshed_when_it_ends_soon) {
    set_profile("gemini", "");
    preferences_.change([](PreferenceValues& values) {
        values.gemini_client_id = "client";
        values.gemini_client_secret = Secret{"cs"};
        values.gemini_access_token = Secret{"old-token"};
        values.gemini_refresh_token = Secret{"rt"};
        values.gemini_token_expiry = 1'000'061;
    });
    EXPECT_EQ(say(*models_.model("reply", "p1")), "hi");
    EXPECT_EQ(upstream_.header("Authorization"), "Bearer old-token");
    clock_.advance(std::chrono::seconds{2});
    EXPECT_EQ(say(*models_.model("reply", "p1")), "hi");
    EXPECT_EQ(upstream_.header("Authorization"), "Bearer fresh-token");
    EXPECT_EQ(preferences_.current()->gemini_access_token.value.reveal(), "fresh-token");
    EXPECT_EQ(preferences_.current()->gemini_token_expiry.value, 1'003'602);
    ASSERT_EQ(upstream_.asked.size(), 3U);
    EXPECT_EQ(upstream_.asked[1].url, "https://oauth2.googleapis.com/token");
    EXPECT_EQ(said_hosts(), (std::vector<std::string>{"generativelanguage.googleapis.com",
                                                      "oauth2.googleapis.com",
                                                      "generativelanguage.googleapis.com"}));
}

TEST_F(ModelsTest, who_answers_is_known_without_asking) {
    auto standing = models_.chat_standing();
    EXPECT_EQ(standing.provider, "local");
    EXPECT_FALSE(standing.ready);
    EXPECT_EQ(standing.reason, "no model file");
    bring_inside();
    standing = models_.chat_standing();
    EXPECT_TRUE(standing.ready && standing.local);
    EXPECT_EQ(standing.name, "inside");
    EXPECT_FALSE(models_.reaches_out());

    set_profile("deepseek", "sk-1");
    standing = models_.chat_standing();
    EXPECT_EQ(standing.id, "p1");
    EXPECT_EQ(standing.name, "一");
    EXPECT_EQ(standing.model, "deepseek-v4-pro");
    EXPECT_TRUE(standing.ready && !standing.local);
    EXPECT_TRUE(models_.reaches_out());
    EXPECT_TRUE(models_.embedder_standing().local);

    set_profile("kimi", "");
    EXPECT_EQ(models_.chat_standing().reason, "请先在设置中配置 API Key 或完成 Google 授权");
    set_profile("custom", "sk");
    EXPECT_EQ(models_.chat_standing().reason, "未配置 Base URL");
    EXPECT_FALSE(models_.reaches_out());
    set_profile("ollama", "");
    EXPECT_TRUE(models_.chat_standing().local && models_.chat_standing().ready);
    EXPECT_FALSE(models_.reaches_out());
    EXPECT_TRUE(upstream_.asked.empty());
}

TEST_F(ModelsTest, damaged_preferences_are_the_reason_why_nobody_answers) {
    bring_inside();
    std::ofstream{folder_.path / "preferences.json"} << "{";
    EXPECT_EQ(reason_of([&] { models_.model("reply"); }), "unavailable preferences");
    const auto standing = models_.chat_standing();
    EXPECT_FALSE(standing.ready);
    EXPECT_NE(standing.reason.find("preferences.json"), std::string::npos);
    EXPECT_FALSE(models_.reaches_out());
}

TEST_F(ModelsTest, any_number_of_features_keeps_a_bounded_number_of_models) {
    set_profile("openai", "sk-1");
    const auto first = models_.model("0");
    for (int i = 1; i < 200; ++i) models_.model(std::to_string(i));
    EXPECT_NE(models_.model("0"), first) << "it was pushed out, and is made anew";
    EXPECT_EQ(say(*first), "hi");
}

TEST_F(ModelsTest, changes_and_requests_at_once_are_fine) {
    set_profile("openai", "sk-1", "https://a.example.com/v1", "m0");
    std::thread changer{[&] {
        for (int i = 0; i < 30; ++i)
            set_profile("openai", "sk-1", "https://a.example.com/v1", "m" + std::to_string(i));
    }};
    for (int i = 0; i < 60; ++i) EXPECT_TRUE(models_.model("reply")->name().starts_with("m"));
    changer.join();
    EXPECT_EQ(models_.model("reply")->name(), "m29");
}

}  // namespace
}  // namespace kith::core
