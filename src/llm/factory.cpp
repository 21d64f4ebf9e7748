// See factory.h.
#include "llm/factory.h"

#include "llm/embedders/mock.h"
#include "llm/embedders/remote.h"
#include "llm/providers/anthropic.h"
#include "llm/providers/bedrock.h"
#include "llm/providers/mock.h"
#include "llm/providers/relatives.h"

namespace kith::llm {

std::shared_ptr<Model> make_model(const Profile& given, net::Client& client, const Clock& clock,
                                  KeySource key) {
    const auto profile = with_defaults(given);
    const auto open = [&](ChatServer server) {
        return std::make_shared<OpenAi>(std::move(server), client, clock);
    };
    switch (provider_of(profile.provider).dialect) {
        case Dialect::openai:
            return open(plain_server(profile, std::move(key)));
        case Dialect::azure:
            return open(azure_server(profile));
        case Dialect::ollama:
            return open(ollama_server(profile));
        case Dialect::vertex:
            return open(vertex_server(profile, client, clock));
        case Dialect::anthropic:
            return std::make_shared<Anthropic>(profile, client, clock);
        case Dialect::bedrock:
            return std::make_shared<Bedrock>(profile, client, clock);
        case Dialect::mock:
            break;
    }
    return std::make_shared<MockModel>(profile.model);
}

std::shared_ptr<Embedder> make_embedder(const EmbedderProfile& given, net::Client& client,
                                        const Clock& clock) {
    const auto profile = with_defaults(given);
    if (profile.provider == "mock") return std::make_shared<MockEmbedder>();
    return std::make_shared<RemoteEmbedder>(profile, client, clock);
}

}  // namespace kith::llm
