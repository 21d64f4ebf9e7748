// The routes as a tree of path parts: fixed parts before parameters, whatever the order of
// registration.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/endpoint.h"

namespace kith::http {

class RouteTree {
  public:
    // Throws Error{internal} when a route of this method and shape exists ("/a/{x}" and "/a/{y}"
    // have one shape), or when the path is not well-formed.
    void add(Endpoint& endpoint);

    // The endpoint of this method; when GET is there, HEAD finds it. Fixed parts compare decoded. A
    // parameter may be empty in the middle of a path, not at its end. Cost: parts times the few
    // ways in which a fixed part and a parameter both fit.
    const Endpoint* find(Method method, const std::vector<std::string_view>& parts,
                         std::vector<PathValue>& values) const;
    // Which methods this path has, by Method; HEAD counts where GET is.
    std::array<bool, kMethodCount> methods(const std::vector<std::string_view>& parts) const;

  private:
    struct Node {
        std::map<std::string, std::unique_ptr<Node>, std::less<>> fixed;
        std::unique_ptr<Node> parameter;
        std::array<Endpoint*, kMethodCount> endpoints{};
    };
    template <class Visit>
    static bool walk(const Node& node, const std::vector<std::string_view>& parts, std::size_t at,
                     std::vector<std::string_view>& raw, Visit& visit);

    Node root_;
};

}  // namespace kith::http
