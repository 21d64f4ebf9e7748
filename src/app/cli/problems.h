// What was wrong with a query, underlined where it is wrong.
#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/terminal.h"

namespace kith::app::cli {

// As X04 gives them; places are code points of the query.
struct QueryProblem {
    struct Choice {
        std::string id, name;
    };
    std::uint32_t first{}, last{};
    std::string reason, message;
    std::vector<Choice> choices;
};
BOOST_DESCRIBE_STRUCT(QueryProblem::Choice, (), (id, name))
BOOST_DESCRIBE_STRUCT(QueryProblem, (), (first, last, reason, message, choices))

void write_problems(const Pen& pen, std::string_view query,
                    const std::vector<QueryProblem>& problems, const Texts& texts);

}  // namespace kith::app::cli
