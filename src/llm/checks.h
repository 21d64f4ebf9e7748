// What is said when a profile lacks something that a request needs. Texts of ai.md 4.2 and 5.
#pragma once

#include "base/error.h"
#include "llm/profile.h"

namespace kith::llm {

inline void require_key(const Secret& key) {
    require(!key.empty(), Errc::invalid, "未配置 API Key", "api_key");
}
inline void require_server(const Profile& profile) {
    require(!profile.base_url.empty(), Errc::invalid, "未配置 Base URL", "base_url");
    require(!profile.model.empty(), Errc::invalid, "未配置模型", "model");
}

// Bases are used as they are in the dialect of OpenAI; the others end in no slash.
inline std::string without_slash(std::string url) {
    while (url.ends_with('/')) url.pop_back();
    return url;
}

}  // namespace kith::llm
