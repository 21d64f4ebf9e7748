// Members of foreign JSON objects, read tolerantly: what is missing or of another type is empty.
// Pure functions, any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "json/value.h"

namespace kith::sources {

// Ids are texts, but exporters also write them as numbers. "" for anything else, also for null.
std::string loose_id(const json::value* tree);
std::string loose_text(const json::value& object, std::string_view key);
// A number, also one that stands in a text ("12", "12.5" gives 12). 0 for anything else.
double loose_number(const json::value* tree);

// A path or an address of a media file, not a description of it.
bool looks_like_file(std::string_view text);
bool looks_like_link(std::string_view text);

}  // namespace kith::sources
