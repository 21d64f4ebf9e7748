// Queries of punctuation and blanks alone: there the width is meant ("，" is not ","), so rows that
// the folded search finds are looked at as they stand.
#pragma once

#include <string_view>

#include "search/substring.h"

namespace kith::api::welink {

// Empty when the query has a letter, a digit or a character of a script: then width and case do not
// matter. Cost of a test: the units of the row.
search::RowTest literal_test(std::string_view query);

}  // namespace kith::api::welink
