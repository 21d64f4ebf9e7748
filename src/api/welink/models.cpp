// W047 and W065: does a model profile answer, does the embedder?
#include "core/models/models.h"

#include "api/welink/reading.h"
#include "api/welink/welink.h"
#include "text/utf8.h"

namespace kith::api::welink {
namespace {

constexpr std::string_view kFeature = "test";
constexpr std::string_view kHello = "Hi";

struct LlmTestBody {
    std::string profile_id;
};
BOOST_DESCRIBE_STRUCT(LlmTestBody, (), (profile_id))

struct Tested {
    bool ok{};
    std::string provider, model;
};
BOOST_DESCRIBE_STRUCT(Tested, (), (ok, provider, model))

// Whatever a test comes to, but the client that left, is the one failure of these endpoints.
template <class Ask>
void probe(const http::Call& call, std::chrono::milliseconds patience, Ask ask) {
    StopSource source{call.stop()};
    source.deadline(std::chrono::steady_clock::now() + patience);
    try {
        ask(source.stop());
    } catch (const Error& error) {  // told as the answer to "does it work?"
        call.stop().check();
        const bool late = source.stop().reason() == StopReason::timeout;
        throw Error{Errc::upstream, late ? "请求失败：超时" : error.message(), error.reason()}.note(
            "{}", error.notes());
    }
}

// Ends with the first piece.
void test(llm::Model& model, const Stop& stop) {
    bool answered = false;
    llm::Ask ask;
    ask.turns = {{llm::Speaker::user, std::string{kHello}}};
    try {
        model.chat(
            ask,
            [&](const llm::Piece&) {
                answered = true;
                throw Error{Errc::cancelled, "it answers", "answered"};
            },
            stop);
    } catch (const Error&) {  // ours, when it answered
        if (!answered) throw;
    }
}

void test(llm::Embedder& embedder, const Stop& stop) {
    const std::vector<std::string> texts{std::string{kHello}};
    const auto vectors = embedder.embed(texts, llm::Purpose::question, stop);
    require(vectors.size() == 1 && !vectors[0].empty(), Errc::upstream, "响应为空", "empty");
}

}  // namespace

void model_routes(http::Routes open, core::Models& models, std::chrono::milliseconds patience,
                  const http::Guard& demo) {
    const auto waiting = open.slow().guarded(demo);

    waiting
        .post<LlmTestBody>("/api/ai/llm/test",
                           [&models, patience](http::Call& call) {
                               const auto body = text::trim(call.body_text()).empty()
                                                     ? LlmTestBody{}
                                                     : read_body<LlmTestBody>(call);
                               const auto model = models.model(kFeature, body.profile_id);
                               probe(call, patience, [&](const Stop& stop) { test(*model, stop); });
                               return Tested{true, std::string{model->provider()},
                                             std::string{model->name()}};
                           })
        .summary("W047 Say one word to a model profile, the default one without profile_id");

    waiting
        .post("/api/ai/vec/test-embedding",
              [&models, patience](http::Call& call) {
                  std::shared_ptr<llm::Embedder> embedder;
                  probe(call, patience, [&](const Stop& stop) {
                      embedder = models.embedder(kFeature);
                      test(*embedder, stop);
                  });
                  return Tested{true, std::string{embedder->provider()},
                                std::string{embedder->name()}};
              })
        .summary("W065 Make a vector of one word with the embedding settings");
}

}  // namespace kith::api::welink
