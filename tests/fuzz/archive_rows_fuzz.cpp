// Any bytes as a stored WeChat row: decoded, classified and read without a fault.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "sources/wechat/row.h"
#include "text/fold.h"

namespace {

struct Nowhere final : kith::sources::Sink {
    void rows(std::vector<kith::sources::Message>) override {}
    void skipped(std::string_view, std::string_view) override {}
    void mark(kith::sources::Mark) override {}
};

std::int64_t take(std::string_view& bytes) {
    std::int64_t number = 0;
    if (bytes.size() < sizeof(number)) return 0;
    std::memcpy(&number, bytes.data(), sizeof(number));
    bytes.remove_prefix(sizeof(number));
    return number;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kith::sources;
    std::string_view bytes{reinterpret_cast<const char*>(data), size};
    static wechat::Decoder decoder;
    People people;
    wechat::Senders senders{{1, people.add("wxid_1")}, {2, people.add("wxid_2")}};
    Strangers strangers{people.list()};
    Nowhere sink;
    wechat::RowReader reader{decoder, strangers, sink};
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
        const auto message = reader.read(row, in, "fuzz");
        if (!message || !kith::text::valid_utf8(message->text)) std::abort();
        if (message->text.size() > kTextBytes * 3) std::abort();
    }
    return 0;
}
