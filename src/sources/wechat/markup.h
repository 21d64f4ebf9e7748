// Small pieces of WeChat's XML that need no parser: attributes of media rows, inline tags of
// notices. Any input, never throws, linear time. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kith::sources::wechat {

// The value of the first attribute of this name, as it stands there; "" when absent.
std::string_view attribute(std::string_view markup, std::string_view name);
// The text of the first element of this name that has no children and no attributes, as it stands
// there; "" when absent.
std::string_view element(std::string_view markup, std::string_view name);
// Leading digits, at most 18; 0 when there are none.
std::int64_t leading_number(std::string_view text);
// Notices carry links and pictures as tags (<a …>, <img …/>, <_wc_custom_link_ …>): their text
// stays, the tags go. Other angle brackets are somebody's name and stay.
std::string without_inline_tags(std::string_view notice);
// "03:21" or "1:02:03" anywhere in a text, in seconds; 0 when absent.
std::int64_t clock_in(std::string_view text);

}  // namespace kith::sources::wechat
