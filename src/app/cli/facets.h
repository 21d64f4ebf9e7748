// How the found messages are spread, in a few lines: largest chats, people and kinds, months as a
// row of bars.
#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "app/cli/terminal.h"

namespace kith::app::cli {

struct FacetEntry {
    std::string name;
    std::uint64_t count{};
};
BOOST_DESCRIBE_STRUCT(FacetEntry, (), (name, count))

struct Facets {
    std::vector<FacetEntry> chat, person;  // largest first
    std::map<std::string, std::uint64_t> month, type;
    std::uint64_t other_chats{}, other_people{};
};
BOOST_DESCRIBE_STRUCT(Facets, (), (chat, person, month, type, other_chats, other_people))

void write_facets(const Pen& pen, const Facets& facets, const Texts& texts);

// "2022-01 ▂▁·▅█ 2024-11": a bar for each month, or for several when there are more than 48. "" for
// none.
std::string month_bars(const std::map<std::string, std::uint64_t>& months);

}  // namespace kith::app::cli
