// The XML of app messages (<appmsg>) and of service notices (<sysmsg>). Any bytes, never throws;
// what a broken document still says is taken. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sources/wechat/content.h"

namespace kith::sources::wechat {

// Kind, text and details of an app message whose subtype (high bits of local_type) is `sub`.
Content read_app_message(std::uint32_t sub, std::string_view payload);

// The readable text of a notice: plain text without inline tags, the replacement text of a revoke
// notice, a template with its names filled in.
std::string notice_text(std::string_view payload);

// <msg username nickname …>, <location …>: cards and places.
Content read_card(std::string_view payload);
Content read_place(std::string_view payload);
Content read_call(std::string_view payload);

}  // namespace kith::sources::wechat
