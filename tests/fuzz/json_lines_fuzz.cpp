// Any bytes as ChatLab: the form of a head, and objects as header, member and message.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "json/stream.h"
#include "sources/chatlab/row.h"
#include "sources/chatlab/stream.h"
#include "text/fold.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kith::sources;
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    chatlab::form_of(bytes);
    People people;
    people.add("a");
    Strangers strangers{people.list()};
    chatlab::RowReader rows{people, strangers, 0};
    kith::json::LineStream lines{[&](const kith::json::Item& item) {
        chatlab::read_meta(item.value);
        chatlab::read_member(item.value);
        const auto line = chatlab::read_message(item.value);
        if (!line) return;
        const auto row = rows.read(*line, item.offset);
        if (row && !kith::text::valid_utf8(row->text)) std::abort();
    }};
    lines.feed(bytes.substr(0, size / 2));
    lines.feed(bytes.substr(size / 2));
    lines.finish();
    return 0;
}
