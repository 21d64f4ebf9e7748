// Any bytes as the XML of an app message, a notice, a card, a place or a call.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "sources/wechat/app_message.h"
#include "sources/wechat/markup.h"
#include "text/fold.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kith::sources::wechat;
    const auto payload = kith::text::repair_utf8({reinterpret_cast<const char*>(data), size});
    for (const std::uint32_t sub : {0U, 57U, 2000U, 6U, 51U}) {
        const auto content = read_app_message(sub, payload);
        if (content.details.raw.size() > payload.size()) std::abort();
    }
    notice_text(payload);
    read_card(payload);
    read_place(payload);
    read_call(payload);
    for (const std::int64_t type : {1, 3, 34, 43, 10000, 10002, 49, 999}) {
        if (read_content(type, payload).details.raw.size() > kRawBytes) std::abort();
    }
    if (split_prefix(payload).rest.size() > payload.size()) std::abort();
    attribute(payload, "length");
    element(payload, "type");
    return 0;
}
