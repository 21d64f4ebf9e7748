// Where a page of results ends, as a word for the client to bring back. It names a message, not a
// position: messages that arrive meanwhile neither repeat nor hide one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "search/parse_values.h"

namespace kith::search {

// Order of results: by time, then by id; `newest` descends. Seconds, as columns keep them.
struct ResultKey {
    std::int64_t time{};
    std::int64_t id{};
    friend auto operator<=>(const ResultKey&, const ResultKey&) = default;
};

struct Cursor {
    ResultKey last;  // of the page
    Sort sort{};     // newest or oldest
    std::uint64_t query{};
};

// Of the query's text: a cursor belongs to one query.
std::uint64_t query_hash(std::string_view text);

std::string encode(const Cursor& cursor);
// Throws Error{invalid} for what encode() never gave, or gave for another query or order.
Cursor decode_cursor(std::string_view word, std::uint64_t query, Sort sort);

}  // namespace kith::search
