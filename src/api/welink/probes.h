// Whether the servers of model profiles are there: a part of W004.
#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <vector>

#include "base/stop.h"
#include "core/models/models.h"

namespace kith::api::welink {

struct ProfileHealth {
    std::string status;  // ok, warn, error, skipped
    std::string name, provider, model;
    json::OmitDefault<std::string> base_url;
    bool has_api_key{};
    json::OmitDefault<std::int64_t> latency_ms;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(ProfileHealth, (),
                      (status, name, provider, model, base_url, has_api_key, latency_ms, message))

// GET <base_url>/models of each stored profile, at most kProbesAtOnce at a time and 5 s each; those
// of claude, bedrock, vertex, gemini and the model inside are not asked. Throws what Stop throws.
inline constexpr std::size_t kProbesAtOnce = 8;
std::vector<ProfileHealth> probe_profiles(core::Models& models, const Stop& stop);

}  // namespace kith::api::welink
