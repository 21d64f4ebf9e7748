// Any bytes as a stored WeChat row: decoded, classified and read, and what comes out keeps the
// promises of a source.
#include <cstring>
#include <optional>

#include "json/value.h"
#include "sources/wechat/content.h"
#include "sources/wechat/row.h"
#include "tests/fuzz/check.h"
#include "text/utf8.h"

namespace {

using namespace kith;
using namespace kith::sources;
using fuzz::check;

// What a payload of kTextBytes may become: each wrong byte is three of U+FFFD.
constexpr std::size_t kMostText = 3 * kTextBytes;

struct Counting final : Sink {
    void rows(std::vector<Message>) override {}
    void skipped(std::string_view reason, std::string_view) override {
        check(reason == "broken_frame" || reason == "too_long");
        ++skips;
    }
    void mark(Mark) override {}
    int skips = 0;
};

std::int64_t take(std::string_view& bytes) {
    std::int64_t number = 0;
    if (bytes.size() < sizeof(number)) return 0;
    std::memcpy(&number, bytes.data(), sizeof(number));
    bytes.remove_prefix(sizeof(number));
    return number;
}

void check_message(const Message& message, const wechat::RawRow& row, const Strangers& all) {
    check(message.time == row.create_time * 1000 && message.raw_type == row.local_type);
    check(text::valid_utf8(message.text) && message.text.size() <= kMostText);
    check(static_cast<int>(message.kind) < kKindCount);
    if (is_system(message.kind)) check(message.sender == kNobody);
    if (message.sender != kNobody) check(!all.person(message.sender).key.empty());
    if (message.body.empty()) return;
    check(text::valid_utf8(message.body) && json::parse(message.body).is_object());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto bytes = fuzz::view(data, size);
    static wechat::Decoder decoder;
    People people;
    wechat::Senders senders{{1, people.add("wxid_1")}, {2, people.add("wxid_2")}};
    Strangers strangers{people.list()};
    wechat::RawRow row{.local_type = take(bytes), .sender_id = take(bytes) & 3, .create_time = 1};
    row.flag = take(bytes) & 4;
    row.content = bytes;
    for (const bool group : {false, true}) {
        const wechat::Setting in{.group = group,
                                 .peer = 0,
                                 .self = 1,
                                 .peer_id = 1,
                                 .senders = &senders,
                                 .people = &people};
        std::optional<Message> first;
        for (int round = 0; round < 2; ++round) {  // nothing is left behind by the row before
            Counting sink;
            const auto message = wechat::RowReader{decoder, strangers, sink}.read(row, in, "fuzz");
            check(message.has_value() && sink.skips <= 1);
            if (sink.skips == 1) check(message->text.empty());
            check_message(*message, row, strangers);
            if (!first) first = message;
            check(first->text == message->text && first->body == message->body);
            check(first->sender == message->sender && first->flags == message->flags);
        }
    }
    return 0;
}
