// From a profile to a model that answers, or to an embedder.
#pragma once

#include <functional>
#include <memory>

#include "base/clock.h"
#include "llm/embedder.h"
#include "llm/model.h"
#include "llm/profile.h"
#include "net/client.h"

namespace kith::llm {

// Never fails and asks nobody: what is missing in a profile is said by chat(). Empty fields get the
// provider's defaults. `client` and `clock` outlive the model. Keep the model while the profile
// stays as it is: tokens that were exchanged for a key live in it.
std::shared_ptr<Model> make_model(const Profile& profile, net::Client& client, const Clock& clock,
                                  KeySource key = {});
std::shared_ptr<Embedder> make_embedder(const EmbedderProfile& profile, net::Client& client,
                                        const Clock& clock);

}  // namespace kith::llm
