// The models inside, where they are prepared: the first token and tokens a second of the chat model
// beside the runtime's own figures, and short texts a second of the embedder.
//   bench_llm_local [chat | chat-small]
// Ours and the bare runtime's requests take turns on the same process, each with a prompt of 200
// tokens that no slot has seen.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/error.h"
#include "json/json.h"
#include "llm/e5/embedder.h"
#include "llm/local/chat.h"
#include "net/curl_client.h"
#include "tests/llm/local/prepared_models.h"

namespace {

using namespace kith;
using namespace kith::llm;

constexpr int kRounds = 7;
constexpr int kWords = 150;  // about 200 tokens with the template's
constexpr std::int64_t kTokens = 64;
constexpr double kMilli = 1'000;

struct Sample {
    double first_ms = 0, token_per_s = 0;
};

double middle(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

double now() {
    return std::chrono::duration<double>{std::chrono::steady_clock::now().time_since_epoch()}
        .count();
}

// Begins with its number, so that nothing of it is in a cache.
std::string prompt(int number) {
    static constexpr const char* kSome[] = {"hill", "river", "train", "letter", "summer", "garden"};
    std::string text = std::to_string(number) + ":";
    for (int i = 0; i < kWords; ++i) text += std::string{" "} + kSome[(i * 7 + number) % 6];
    return text + ". Write a story.";
}

// The same request by hand: the first event that has text, and the runtime's own timings.
Sample raw(net::Client& client, const local::Door& door, int number) {
    const json::object body{
        {"messages", json::array{json::object{{"role", "user"}, {"content", prompt(number)}}}},
        {"stream", true},
        {"temperature", 0},
        {"max_tokens", kTokens},
        {"id_slot", 1}};
    Sample sample;
    const double begin = now();
    std::string all;
    client.stream({.method = "POST",
                   .url = door.url + "/v1/chat/completions",
                   .headers = {{"Authorization", "Bearer " + door.key.reveal()},
                               {"Content-Type", "application/json"}},
                   .body = json::serialize(body),
                   .addresses = {}},
                  [&](const net::Response&, std::string_view bytes) {
                      all += bytes;
                      if (sample.first_ms == 0 && all.find("\"content\":\"") != std::string::npos)
                          sample.first_ms = (now() - begin) * kMilli;
                  },
                  {});
    const std::string_view key = "\"predicted_per_second\":";
    if (const auto at = all.find(key); at != std::string::npos)
        sample.token_per_s = std::atof(all.c_str() + at + key.size());
    return sample;
}

Sample ours(local::ChatModel& chat, const local::Server& server, int number) {
    Ask ask;
    ask.turns = {{Speaker::user, prompt(number)}};
    ask.temperature = 0;
    ask.max_tokens = kTokens;
    ask.conversation = "one";
    const auto answer = chat.chat(ask, [](const Piece&) {}, {});
    return {answer.usage.first_seconds * kMilli, server.state().token_per_s};
}

void chat_lines(local::Role role) {
    const auto place = local::prepared_models();
    const auto& model = local::model_file(role);
    net::CurlClient client;
    Quiet quiet;
    local::Server server{{}, client, [&] {
                             return local::Choice{place.runtime(), place.path_of(model),
                                                  std::string{model.title}, model.bytes};
                         }};
    local::ChatModel chat{{}, server, client, quiet, 2};
    const auto door = server.lease({});
    std::vector<double> our_first, raw_first, our_speed, raw_speed;
    raw(client, *door, 0);  // warms up both
    for (int round = 1; round <= kRounds; ++round) {
        const auto a = raw(client, *door, 2 * round), b = ours(chat, server, 2 * round + 1);
        raw_first.push_back(a.first_ms);
        our_first.push_back(b.first_ms);
        raw_speed.push_back(a.token_per_s);
        our_speed.push_back(b.token_per_s);
    }
    std::printf("%s (%d threads)\n", std::string{model.title}.c_str(),
                std::min(local::processors(), local::kMostThreads));
    std::printf("  start        %8.1f s\n", server.state().start_s.value_or(0));
    std::printf("  first token  %8.1f ms   runtime %8.1f ms   our share %6.1f ms\n",
                middle(our_first), middle(raw_first), middle(our_first) - middle(raw_first));
    std::printf("  writes       %8.1f /s   runtime %8.1f /s\n", middle(our_speed),
                middle(raw_speed));
}

void embedder_lines() {
    const auto& model = local::model_file(local::Role::embedder);
    for (const auto isa : {e5::Isa::portable, e5::best_isa()}) {
        e5::Embedder embedder{{.file = local::prepared_models().path_of(model),
                               .name = std::string{model.title},
                               .bytes = static_cast<std::size_t>(model.bytes),
                               .sha256 = std::string{model.sha256},
                               .isa = isa}};
        std::vector<std::string> texts;
        const int count = isa == e5::Isa::portable ? 64 : 1'024;
        for (int i = 0; i < count; ++i)
            texts.push_back("周六早上八点香山门口见，记得带水 " + std::to_string(i));
        const double before = now();
        embedder.embed(std::vector<std::string>{"x"}, Purpose::question, {});
        const double loaded = now();
        embedder.embed(texts, Purpose::passage, {});
        std::printf("embedder, %s: loaded in %.2f s, %.0f short texts/s\n",
                    std::string{e5::kernel(isa)->name}.c_str(), loaded - before,
                    count / (now() - loaded));
    }
}

}  // namespace

int main(int argc, char** argv) {
    const std::string which = argc > 1 ? argv[1] : "chat-small";
    const auto* model = local::find_model_file(which);
    if (model == nullptr) {
        std::fprintf(stderr, "no such model: %s\n", which.c_str());
        return 2;
    }
    try {
        embedder_lines();
        chat_lines(model->role);
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
