// The models folder of this machine, for tests and measurements with real models: ./dev models, or
// ./dev test for the embedder, puts them there.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "llm/local/place.h"

namespace kith::llm::local {

// $KITH_MODELS, else kith/models in the cache folder of the person.
inline Place prepared_models() {
    const auto variable = [](const char* name) -> std::string_view {
        const char* value = std::getenv(name);
        return value == nullptr ? "" : value;
    };
    if (const auto set = variable("KITH_MODELS"); !set.empty()) return Place{set};
    std::filesystem::path cache{variable("XDG_CACHE_HOME")};
    if (cache.empty()) cache = std::filesystem::path{variable("HOME")} / ".cache";
    return Place{cache / "kith" / "models"};
}

}  // namespace kith::llm::local
