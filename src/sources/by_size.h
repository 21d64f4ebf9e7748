// The order in which chats are read: largest first, so that two readers end at the same time.
#pragma once

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "sources/source.h"

namespace kith::sources {

// Sorts chats, and with each its parts. n log n.
template <class Parts>
void sort_by_size(std::vector<Chat>& chats, std::vector<Parts>& parts) {
    std::vector<std::size_t> order(chats.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        const auto &left = chats[a], &right = chats[b];
        return left.messages != right.messages ? left.messages > right.messages
                                               : left.key < right.key;
    });
    std::vector<Chat> sorted_chats;
    std::vector<Parts> sorted_parts;
    for (const auto i : order) {
        sorted_chats.push_back(std::move(chats[i]));
        sorted_parts.push_back(std::move(parts[i]));
    }
    chats = std::move(sorted_chats);
    parts = std::move(sorted_parts);
}

}  // namespace kith::sources
