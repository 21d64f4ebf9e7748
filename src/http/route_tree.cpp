// See route_tree.h.
#include "http/route_tree.h"

#include <algorithm>

namespace kith::http {
namespace {

bool is_parameter(std::string_view part) {
    return part.starts_with('{');
}

void check_part(const Endpoint& endpoint, std::string_view part) {
    const bool braces = part.find_first_of("{}%?#") != std::string_view::npos;
    if (is_parameter(part)) {
        const bool whole =
            part.size() > 2 && part.ends_with('}') &&
            part.substr(1, part.size() - 2).find_first_of("{}") == std::string_view::npos;
        require(whole, Errc::internal, "bad parameter in route " + endpoint.path);
    } else {
        require(!braces, Errc::internal, "bad character in route " + endpoint.path);
    }
}

const Endpoint* pick(const std::array<Endpoint*, kMethodCount>& endpoints, Method method) {
    const Endpoint* found = endpoints[static_cast<std::size_t>(method)];
    if (!found && method == Method::head) found = endpoints[static_cast<std::size_t>(Method::get)];
    return found;
}

}  // namespace

void RouteTree::add(Endpoint& endpoint) {
    const auto parts = path_parts(endpoint.path);
    require(parts.has_value(), Errc::internal, "bad route " + endpoint.path);
    Node* node = &root_;
    for (const auto part : *parts) {
        check_part(endpoint, part);
        std::unique_ptr<Node>* next = &node->parameter;
        if (is_parameter(part)) {
            std::string name{part.substr(1, part.size() - 2)};
            require(std::ranges::find(endpoint.parameters, name) == endpoint.parameters.end(),
                    Errc::internal, "a parameter occurs twice in route " + endpoint.path);
            endpoint.parameters.push_back(std::move(name));
        } else {
            next = &node->fixed[std::string{part}];
        }
        if (!*next) *next = std::make_unique<Node>();
        node = next->get();
    }
    Endpoint*& place = node->endpoints[static_cast<std::size_t>(endpoint.method)];
    if (place) {
        throw Error{Errc::internal,
                    fmt::format("routes overlap: {} {} and {}", name_of(endpoint.method),
                                place->path, endpoint.path)};
    }
    place = &endpoint;
}

// Visits nodes at which the path ends, best fit first, until one accepts.
template <class Visit>
bool RouteTree::walk(const Node& node, const std::vector<std::string_view>& parts, std::size_t at,
                     std::vector<std::string_view>& raw, Visit& visit) {
    if (at == parts.size()) return visit(node, raw);
    const auto part = parts[at];
    auto child = node.fixed.end();
    if (part.find('%') == std::string_view::npos) {
        child = node.fixed.find(part);
    } else if (const auto decoded = percent_decode(part)) {
        child = node.fixed.find(*decoded);
    }
    if (child != node.fixed.end() && walk(*child->second, parts, at + 1, raw, visit)) return true;
    const bool empty_end = part.empty() && at + 1 == parts.size();
    if (!node.parameter || empty_end) return false;
    raw.push_back(part);
    if (walk(*node.parameter, parts, at + 1, raw, visit)) return true;
    raw.pop_back();
    return false;
}

const Endpoint* RouteTree::find(Method method, const std::vector<std::string_view>& parts,
                                std::vector<PathValue>& values) const {
    const Endpoint* found = nullptr;
    std::vector<std::string_view> raw;
    auto visit = [&](const Node& node, const std::vector<std::string_view>& texts) {
        found = pick(node.endpoints, method);
        if (!found) return false;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            values.push_back({found->parameters[i], texts[i]});
        }
        return true;
    };
    walk(root_, parts, 0, raw, visit);
    return found;
}

std::array<bool, kMethodCount> RouteTree::methods(
    const std::vector<std::string_view>& parts) const {
    std::array<bool, kMethodCount> all{};
    std::vector<std::string_view> raw;
    auto visit = [&](const Node& node, const std::vector<std::string_view>&) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i] = all[i] || pick(node.endpoints, static_cast<Method>(i)) != nullptr;
        }
        return false;
    };
    walk(root_, parts, 0, raw, visit);
    return all;
}

}  // namespace kith::http
