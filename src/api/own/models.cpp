// X20: which models answer, what those inside are at, and which providers are known by name.
#include "core/models/models.h"

#include "api/own/own.h"

namespace kith::api::own {
namespace {

struct KnownProvider {
    std::string id, base_url, model;  // "" = the user has to say
};
BOOST_DESCRIBE_STRUCT(KnownProvider, (), (id, base_url, model))

struct KnownEmbedder {
    std::string id, base_url, model;
    std::int64_t dimensions{};
};
BOOST_DESCRIBE_STRUCT(KnownEmbedder, (), (id, base_url, model, dimensions))

struct ModelsAnswer {
    core::InsideState chat, embedder;  // the ones inside
    core::Standing answers, remembers, embeds;
    std::vector<KnownProvider> providers;
    std::vector<KnownEmbedder> embedders;
};
BOOST_DESCRIBE_STRUCT(ModelsAnswer, (),
                      (chat, embedder, answers, remembers, embeds, providers, embedders))

}  // namespace

void model_routes(http::Routes on, const core::Models& models) {
    on.get("/api/kith/models", [&models](http::Call&) {
          ModelsAnswer answer{models.chat_state(),
                              models.embedder_state(),
                              models.chat_standing(),
                              models.memory_standing(),
                              models.embedder_standing(),
                              {},
                              {}};
          for (const auto& one : core::known_providers())
              answer.providers.push_back(
                  {std::string{one.id}, std::string{one.base_url}, std::string{one.model}});
          for (const auto& one : core::known_embedders())
              answer.embedders.push_back({std::string{one.id}, std::string{one.base_url},
                                          std::string{one.model},
                                          static_cast<std::int64_t>(one.dimensions)});
          return answer;
      }).summary("X20 Which models answer, the state of those inside, providers known by name");
}

}  // namespace kith::api::own
