// Any bytes as the XML of an app message, a notice, a card, a place or a call: what is read is
// valid, no longer than what it was read from, and the same each time.
#include <cmath>
#include <string>

#include "sources/wechat/app_message.h"
#include "sources/wechat/markup.h"
#include "tests/fuzz/check.h"
#include "text/utf8.h"

namespace {

using namespace kith;
using namespace kith::sources::wechat;
using fuzz::check;

void check_content(const Content& content, std::string_view payload) {
    const auto& details = content.details;
    check(static_cast<int>(content.kind) < kKindCount);
    for (const auto* part :
         {&content.text, &details.url, &details.description, &details.name, &details.extension,
          &details.quote_id, &details.quote_key, &details.quote_name, &details.quote_text,
          &details.pay_amount, &details.pay_memo, &details.pay_id, &details.raw}) {
        check(part->size() <= std::max<std::size_t>(payload.size(), 16));
        check(text::valid_utf8(*part));
    }
    check(!std::isnan(details.seconds));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto payload = text::repair_utf8(fuzz::view(data, size));
    for (const std::uint32_t sub : {0U, 57U, 2000U, 6U, 51U, 33U}) {
        const auto content = read_app_message(sub, payload);
        check_content(content, payload);
        const auto again = read_app_message(sub, payload);
        check(again.text == content.text && again.details == content.details);
    }
    check(text::valid_utf8(notice_text(payload)));
    check_content(read_card(payload), payload);
    check_content(read_place(payload), payload);
    check_content(read_call(payload), payload);
    for (const std::int64_t type : {1, 3, 34, 43, 10000, 10002, 49, 999}) {
        const auto content = read_content(type, payload);
        check(content.details.raw.size() <= kRawBytes && text::valid_utf8(content.details.raw));
    }
    const auto prefix = split_prefix(payload);
    check(prefix.sender.size() < kPrefixBytes);
    const auto cut = prefix.sender.empty() ? 0 : prefix.sender.size() + 2;
    check(prefix.rest.size() + cut == payload.size() && payload.ends_with(prefix.rest));
    check(payload.find(attribute(payload, "length")) != std::string::npos);
    check(payload.find(element(payload, "type")) != std::string::npos);
    check(without_inline_tags(payload).size() <= payload.size());
    check(clock_in(payload) >= 0);
    return 0;
}
