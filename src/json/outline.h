// Which lists and objects of a document are walked into: the paths of its long lists, as a tree.
// Inside json/ only.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kith::json {

class Outline {
  public:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    static constexpr std::string_view kAnyItem = "*";

    struct Node {
        std::string key;   // in the object above; kAnyItem = each item of the list above
        std::string path;  // keys from the top, joined by '/'; "" = the document itself
        std::size_t parent = kNone;
        bool is_list = false, is_object = false;  // what it is walked into as
        std::vector<std::size_t> below;
    };

    explicit Outline(const std::vector<std::string>& lists) {
        nodes_.push_back(Node{.is_object = true});
        for (const auto& path : lists) nodes_[place(path)].is_list = true;
    }

    const Node& operator[](std::size_t node) const { return nodes_[node]; }
    // kNone: nothing below that key is walked into.
    std::size_t below(std::size_t node, std::string_view key) const {
        for (const auto next : nodes_[node].below) {
            if (nodes_[next].key == key) return next;
        }
        return kNone;
    }
    bool opens(std::size_t node, char first) const {
        if (node == kNone) return false;
        return first == '[' ? nodes_[node].is_list : first == '{' && nodes_[node].is_object;
    }

  private:
    std::size_t place(std::string_view path) {
        std::size_t node = 0;
        while (!path.empty()) {
            const auto end = std::min(path.find('/'), path.size());
            node = child(node, path.substr(0, end));
            path.remove_prefix(std::min(end + 1, path.size()));
        }
        return node;
    }
    std::size_t child(std::size_t node, std::string_view key) {
        (key == kAnyItem ? nodes_[node].is_list : nodes_[node].is_object) = true;
        if (const auto known = below(node, key); known != kNone) return known;
        auto path = nodes_[node].path;
        if (!path.empty()) path += '/';
        path += key;
        const auto made = nodes_.size();
        nodes_.push_back(Node{.key = std::string{key}, .path = std::move(path), .parent = node});
        nodes_[node].below.push_back(made);
        return made;
    }

    std::vector<Node> nodes_;
};

}  // namespace kith::json
