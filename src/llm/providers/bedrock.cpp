// See bedrock.h.
#include "llm/providers/bedrock.h"

#include "base/base64.h"
#include "base/crypto.h"
#include "llm/aws/event_stream.h"
#include "llm/aws/sigv4.h"
#include "llm/checks.h"
#include "llm/collector.h"
#include "llm/exchange.h"
#include "llm/providers/anthropic_wire.h"
#include "llm/shape.h"
#include "net/url.h"

namespace kith::llm {
namespace {

constexpr std::string_view kEvents = "application/vnd.amazon.eventstream";
constexpr std::string_view kJson = "application/json";

std::string region_of(std::string_view host) {
    constexpr std::string_view kService = "bedrock-runtime.";
    const auto at = host.find(kService);
    if (at == std::string_view::npos) return "us-east-1";
    host.remove_prefix(at + kService.size());
    return std::string{host.substr(0, host.find('.'))};
}

// The Host header as it is sent.
std::string host_of(const net::Url& url) {
    auto host = url.host.find(':') == std::string::npos ? url.host : '[' + url.host + ']';
    const bool is_usual = url.port == (url.scheme == "https" ? 443 : 80);
    return is_usual ? host : fmt::format("{}:{}", host, url.port);
}

aws::Credentials credentials_of(const Secret& key) {
    const auto& text = key.reveal();
    const auto colon = text.find(':');
    require(colon != std::string::npos && colon > 0 && colon + 1 < text.size(), Errc::invalid,
            "API Key 的格式应为 accessKeyId:secretAccessKey", "api_key");
    return {text.substr(0, colon), Secret{text.substr(colon + 1)}};
}

Post signed_post(const Profile& profile, const aws::Credentials& credentials, std::string body,
                 std::string_view action, Time now) {
    auto address = without_slash(profile.base_url) + "/model/" +
                   net::percent_encoded(profile.model) + '/' + std::string{action};
    const auto url = net::parse_url(address);
    const auto sum = sha256(body);
    aws::Signing signing{.method = "POST",
                         .path = url.text.substr(url.text.find('/', url.scheme.size() + 3)),
                         .query = {},
                         .payload_hash = hex(std::span{sum}),
                         .region = region_of(url.host),
                         .service = "bedrock",
                         .time = now};
    signing.headers = {{"content-type", std::string{kJson}},
                       {"host", host_of(url)},
                       {"x-amz-content-sha256", signing.payload_hash},
                       {"x-amz-date", aws::amz_date(now)}};
    Post post{url.text, signing.headers, std::move(body)};
    std::erase_if(post.headers, [](const auto& header) { return header.name == "host"; });
    const bool is_stream = action != "invoke";
    post.headers.push_back({"Accept", std::string{is_stream ? kEvents : kJson}});
    post.headers.push_back({"Authorization", aws::authorization(signing, credentials)});
    return post;
}

// The status that an exception in the stream stands for.
int status_of(std::string_view type) {
    if (type == "throttlingException") return 429;
    if (type == "validationException") return 400;
    if (type == "serviceUnavailableException") return 503;
    if (type == "modelTimeoutException") return 408;
    return type == "modelStreamErrorException" ? 424 : 500;
}

Exchange::More read_frame(const aws::Frame& frame, AnthropicEvents& events,
                          const Exchange& exchange) {
    if (frame.message_type == "exception" || frame.message_type == "error") {
        fail_inside(status_of(frame.exception_type),
                    fmt::format("{} {}", frame.exception_type, frame.payload), exchange.secrets());
    }
    if (frame.event_type != "chunk") return Exchange::More::yes;
    json::value tree;
    try {
        tree = json::parse(frame.payload);
    } catch (const Error&) {
        fail_broken(exchange.wording(), "a chunk that is no JSON");
    }
    const auto event = from_base64(json::text_or_empty(json::find(tree, "bytes")));
    if (!event) fail_broken(exchange.wording(), "a chunk that is no base64");
    return events.take(*event);
}

void read_stream(const Exchange& exchange, const Post& post, Collector& to, const Stop& stop) {
    AnthropicEvents events{to, exchange};
    auto more = Exchange::More::yes;
    aws::EventStream frames{[&](const aws::Frame& frame) {
        if (more == Exchange::More::yes) more = read_frame(frame, events, exchange);
    }};
    exchange.stream(
        post, kStreamLimits,
        [&](const net::Response&, std::string_view bytes) {
            try {
                frames.feed(bytes);
            } catch (const Error& error) {
                if (error.reason() != "frame") throw;
                fail_broken(exchange.wording(), error.message());
            }
            return more;
        },
        stop);
    events.end();
}

}  // namespace

Answer Bedrock::chat(const Ask& ask, const OnPiece& on_piece, const Stop& stop) {
    require_key(profile_.api_key);
    require_server(profile_);
    const auto credentials = credentials_of(profile_.api_key);
    json::object body{{"anthropic_version", "bedrock-2023-05-31"}};
    put_anthropic_body(body, ask, 0);
    const auto post =
        signed_post(profile_, credentials, json::serialize(body),
                    on_piece ? "invoke-with-response-stream" : "invoke", clock_.now());
    const Exchange exchange{
        client_, clock_, {}, {profile_.api_key.reveal(), credentials.secret.reveal()}};
    Collector collector{on_piece};
    if (on_piece) {
        read_stream(exchange, post, collector, stop);
    } else {
        read_anthropic_answer(exchange.whole(post, kWholeLimits, stop), collector, exchange);
    }
    auto answer = collector.finish();
    if (ask.shape) answer.text = shaped(answer.text, *ask.shape);
    return answer;
}

}  // namespace kith::llm
