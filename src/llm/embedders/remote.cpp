// See remote.h.
#include "llm/embedders/remote.h"

#include <cmath>

#include "json/value.h"
#include "llm/checks.h"
#include "llm/exchange.h"
#include "text/utf8.h"

namespace kith::llm {
namespace {

using Vectors = std::vector<std::vector<float>>;

constexpr Wording kOpenAiWords{"embedding 请求失败：", "embedding API 错误 ",
                               "embedding 解析响应失败："};
constexpr Wording kOllamaWords{"Ollama embedding 请求失败：", "Ollama embedding 错误 ",
                               "Ollama embedding 解析响应失败："};

// The numbers of a list; empty when it is none.
std::vector<float> numbers(const json::value* list, const Wording& wording) {
    std::vector<float> out;
    if (list == nullptr || !list->is_array()) return out;
    out.reserve(list->get_array().size());
    for (const auto& item : list->get_array()) {
        if (!item.is_number()) fail_broken(wording, "a vector that holds no numbers");
        const auto number = static_cast<float>(item.to_number<double>());
        if (!std::isfinite(number)) fail_broken(wording, "a vector with a number out of range");
        out.push_back(number);
    }
    return out;
}

const json::array& list_of(const json::value& tree, std::string_view key, const Wording& wording) {
    const auto* found = json::find(tree, key);
    if (found == nullptr || !found->is_array()) {
        fail_broken(wording, fmt::format("no {}", key));
    }
    return found->get_array();
}

Vectors in_order(const json::value& tree, std::size_t count, const Wording& wording) {
    Vectors out(count);
    const auto& list = list_of(tree, "embeddings", wording);
    if (list.size() > count) fail_broken(wording, "more vectors than texts");
    for (std::size_t i = 0; i < list.size(); ++i) out[i] = numbers(&list[i], wording);
    return out;
}

Vectors by_index(const json::value& tree, std::size_t count, const Wording& wording) {
    Vectors out(count);
    for (const auto& entry : list_of(tree, "data", wording)) {
        const auto* index = json::find(entry, "index");
        const auto at = index != nullptr && index->is_int64() ? index->get_int64() : 0;
        if (at < 0 || static_cast<std::size_t>(at) >= count) {
            fail_broken(wording, "an index outside of the texts");
        }
        out[static_cast<std::size_t>(at)] = numbers(json::find(entry, "embedding"), wording);
    }
    return out;
}

}  // namespace

Vectors RemoteEmbedder::ask(const std::vector<std::string>& texts, const Stop& stop) const {
    const bool is_ollama = profile_.provider == "ollama";
    const auto& wording = is_ollama ? kOllamaWords : kOpenAiWords;
    json::array input;
    for (const auto& text : texts) input.push_back(json::value(text));
    Post post{profile_.base_url + (is_ollama ? "/api/embed" : "/embeddings"),
              {{"Content-Type", "application/json"}},
              json::serialize(json::object{{"model", profile_.model}, {"input", input}})};
    std::vector<std::string> secrets;
    if (!profile_.api_key.empty()) secrets.push_back(profile_.api_key.reveal());
    if (!is_ollama && !profile_.api_key.empty()) {
        post.headers.push_back({"Authorization", "Bearer " + profile_.api_key.reveal()});
    }
    const Exchange exchange{client_, clock_, wording, std::move(secrets)};
    const auto body = exchange.whole(post, kEmbedLimits, stop);
    json::value tree;
    try {
        tree = json::parse(body, {.utf8 = json::Utf8::repaired});
    } catch (const Error& error) {
        fail_broken(wording, error.message());
    }
    return is_ollama ? in_order(tree, texts.size(), wording)
                     : by_index(tree, texts.size(), wording);
}

void RemoteEmbedder::check(const Vectors& vectors) {
    for (const auto& vector : vectors) {
        if (vector.empty()) continue;
        std::size_t known = 0;
        const bool is_first = dimensions_.compare_exchange_strong(known, vector.size());
        if (!is_first && known != vector.size()) {
            throw UpstreamError{fmt::format("embedding 维度不一致：{} ≠ {}", vector.size(), known),
                                UpstreamError::Again::no};
        }
    }
}

Vectors RemoteEmbedder::embed(std::span<const std::string> texts, Purpose, const Stop& stop) {
    if (needs_key(profile_)) {
        require(!profile_.api_key.empty(), Errc::invalid, "未配置 Embedding API Key", "api_key");
    }
    require(!profile_.base_url.empty(), Errc::invalid, "未配置 Embedding Base URL", "base_url");
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (!text::trim(texts[i]).empty()) places.push_back(i);
    }
    Vectors out(texts.size());
    for (std::size_t begin = 0; begin < places.size(); begin += kTextsAtOnce) {
        stop.check();
        const auto end = std::min(places.size(), begin + kTextsAtOnce);
        std::vector<std::string> some;
        for (auto i = begin; i < end; ++i) some.push_back(texts[places[i]]);
        auto vectors = ask(some, stop);
        check(vectors);
        for (auto i = begin; i < end; ++i) out[places[i]] = std::move(vectors[i - begin]);
    }
    return out;
}

}  // namespace kith::llm
