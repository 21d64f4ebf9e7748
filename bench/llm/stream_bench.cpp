// How much later a streamed piece of an answer arrives through a model of ours than through curl
// alone: a server on the loopback interface writes the time into each piece; both read the same
// stream, one after the other. stream_bench [PIECES] [MILLISECONDS BETWEEN]
#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "llm/factory.h"
#include "net/curl_client.h"
#include "net/sse.h"
#include "tests/support/stand_in.h"

namespace {

using namespace kith;
using Steady = std::chrono::steady_clock;

std::int64_t now() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(Steady::now().time_since_epoch())
        .count();
}

// Milliseconds since the time in a piece.
double age(std::string_view piece) {
    return static_cast<double>(now() - std::strtoll(std::string{piece}.c_str(), nullptr, 10)) / 1e6;
}

struct Plan {
    int pieces = 1000;
    std::chrono::milliseconds between{3};
};

void serve(const Plan& plan, net::Peer& peer) {
    peer.send(tests::head_of("text/event-stream", tests::kChunked));
    for (int i = 0; i < plan.pieces; ++i) {
        std::this_thread::sleep_for(plan.between);
        const auto event =
            fmt::format("data: {{\"choices\":[{{\"delta\":{{\"content\":\"{}\"}}}}]}}\n\n", now());
        if (!peer.send(tests::chunk(event))) return;
    }
    peer.send(tests::chunk("data: [DONE]\n\n") + std::string{tests::kLastChunk});
}

std::size_t on_bytes(char* bytes, std::size_t size, std::size_t count, void* ages) {
    const std::string_view text{bytes, size * count};
    constexpr std::string_view kMark = "\"content\":\"";
    for (auto at = text.find(kMark); at != std::string_view::npos; at = text.find(kMark, at + 1)) {
        static_cast<std::vector<double>*>(ages)->push_back(age(text.substr(at + kMark.size())));
    }
    return text.size();
}

std::vector<double> by_curl(const std::string& url) {
    std::vector<double> ages;
    auto* easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, "{}");
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_bytes);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &ages);
    curl_easy_perform(easy);
    curl_easy_cleanup(easy);
    return ages;
}

std::vector<double> by_model(const std::string& base_url) {
    net::CurlClient client;
    const SystemClock clock;
    llm::Profile profile;
    profile.provider = "custom";
    profile.base_url = base_url;
    profile.model = "m";
    std::vector<double> ages;
    const auto take = [&](const llm::Piece& piece) { ages.push_back(age(piece.text)); };
    llm::make_model(profile, client, clock)->chat({.turns = {{llm::Speaker::user, "?"}}}, take, {});
    return ages;
}

double part(std::vector<double>& ages, double share) {
    std::ranges::sort(ages);
    return ages.empty() ? 0 : ages[static_cast<std::size_t>(share * double(ages.size() - 1))];
}

}  // namespace

int main(int count, char** arguments) {
    Plan plan;
    if (count > 1) plan.pieces = std::atoi(arguments[1]);
    if (count > 2) plan.between = std::chrono::milliseconds{std::atoi(arguments[2])};
    tests::StandIn server{[&](const tests::Asked&, net::Peer& peer) { serve(plan, peer); }};
    auto curl = by_curl(server.url("/v1/chat/completions"));
    auto model = by_model(server.url("/v1"));
    fmt::print("pieces {} and {}\n", curl.size(), model.size());
    for (const double share : {0.5, 0.99}) {
        const auto a = part(curl, share), b = part(model, share);
        fmt::print("p{:<2.0f}  curl {:.3f} ms  model {:.3f} ms  added {:.3f} ms\n", share * 100, a,
                   b, b - a);
    }
    return 0;
}
