// See openapi.h.
#include "http/openapi.h"

#include <algorithm>
#include <map>

#include "json/value.h"

namespace kith::http {
namespace {

std::string lower(std::string_view text) {
    std::string out{text};
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return out;
}

std::string_view name_of(Kind kind) {
    switch (kind) {
        case Kind::text:
            return "string";
        case Kind::integer:
            return "integer";
        case Kind::boolean:
            return "boolean";
    }
    return "string";
}

json::value parameter(std::string_view name, std::string_view in, std::string_view type,
                      std::string_view about) {
    json::object out{{"name", name}, {"in", in}, {"schema", {{"type", type}}}};
    if (!about.empty()) out["description"] = about;
    return out;
}

json::array parameters(const Endpoint& endpoint) {
    json::array all;
    for (const auto& name : endpoint.parameters) {
        auto one = parameter(name, "path", "string", {}).as_object();
        one["required"] = true;
        all.push_back(std::move(one));
    }
    for (const auto& query : endpoint.about.query) {
        auto one = parameter(query.name, "query", name_of(query.kind), query.about).as_object();
        if (query.required) one["required"] = true;
        all.push_back(std::move(one));
    }
    return all;
}

json::value content(std::string_view type, json::value schema) {
    return {{type, {{"schema", std::move(schema)}}}};
}

// "GET /api/message/{message_id}" as a name: get_api_message_message_id.
std::string operation_id(const Endpoint& endpoint) {
    std::string id = lower(http::name_of(endpoint.method));
    for (const char c : endpoint.path) {
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        if (plain) {
            id += c;
        } else if (!id.ends_with('_') && c != '}') {
            id += '_';
        }
    }
    return id;
}

json::object answers(const Endpoint& endpoint, json::Schemas& schemas) {
    json::object success{{"description", "success"}};
    if (endpoint.stream) {
        success["content"] = content("text/event-stream", {{"type", "string"}});
    } else if (endpoint.answer_schema) {
        auto schema = endpoint.answer_schema(schemas);
        if (endpoint.surface->dress_schema) {
            schema = endpoint.surface->dress_schema(std::move(schema));
        }
        success["content"] = content("application/json", std::move(schema));
    }
    const auto status = endpoint.socket ? 101 : endpoint.success;
    json::object error{{"description", "error of the surface " + endpoint.surface->name}};
    if (endpoint.surface->error_schema)
        error["content"] = content("application/json", endpoint.surface->error_schema(schemas));
    return {{std::to_string(status), std::move(success)}, {"default", std::move(error)}};
}

json::object operation(const Endpoint& endpoint, json::Schemas& schemas) {
    json::object out;
    out["operationId"] = operation_id(endpoint);
    const auto& tag = endpoint.about.tag.empty() ? endpoint.surface->name : endpoint.about.tag;
    if (!tag.empty()) out["tags"] = json::array{json::value(tag)};
    if (!endpoint.about.summary.empty()) out["summary"] = endpoint.about.summary;
    if (auto all = parameters(endpoint); !all.empty()) out["parameters"] = std::move(all);
    if (endpoint.body_schema) {
        out["requestBody"] = {
            {"content", content("application/json", endpoint.body_schema(schemas))}};
    } else if (!endpoint.body_type.empty()) {
        out["requestBody"] = {
            {"content", content(endpoint.body_type, {{"type", "string"}, {"format", "binary"}})}};
    }
    out["responses"] = answers(endpoint, schemas);
    return out;
}

}  // namespace

std::string openapi(const Router& router, const ApiInfo& info) {
    std::map<std::pair<std::string_view, Method>, const Endpoint*> sorted;
    for (const auto& endpoint : router.endpoints()) {
        if (std::string_view{endpoint->path}.starts_with(info.only_below)) {
            sorted[{endpoint->path, endpoint->method}] = endpoint.get();
        }
    }
    json::Schemas schemas;
    json::object paths;
    for (const auto& [key, endpoint] : sorted) {
        auto& path = paths[key.first];
        if (!path.is_object()) path = json::object{};
        path.as_object()[lower(http::name_of(key.second))] = operation(*endpoint, schemas);
    }
    json::object about{{"title", info.title}, {"version", info.version}};
    if (!info.about.empty()) about["description"] = info.about;
    json::array servers;
    for (const auto& url : info.servers) servers.push_back({{"url", url}});
    json::object document;
    document["openapi"] = "3.1.0";
    document["info"] = std::move(about);
    document["servers"] = std::move(servers);
    document["paths"] = std::move(paths);
    document["components"] = {{"schemas", schemas.components()}};
    return json::serialize(document);
}

}  // namespace kith::http
