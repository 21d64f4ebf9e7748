// Any bytes as a stream of events: the same events however the bytes are cut.
#include <string>
#include <utility>
#include <vector>

#include "net/sse.h"
#include "tests/fuzz/check.h"

namespace {

using namespace kith;
using Events = std::vector<std::pair<std::string, std::string>>;

Events read(std::string_view bytes, std::size_t piece) {
    Events events;
    net::SseReader reader{
        [&](const net::SseEvent& event) { events.emplace_back(event.name, event.data); }};
    for (std::size_t at = 0; at < bytes.size(); at += piece) reader.feed(bytes.substr(at, piece));
    reader.end();
    return events;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const auto events = read(bytes, size == 0 ? 1 : size);
    for (const auto& [name, text] : events) {
        fuzz::check(name.find_first_of("\r\n") == std::string::npos);
        fuzz::check(text.find('\r') == std::string::npos);
    }
    fuzz::check(read(bytes, 1) == events);
    fuzz::check(read(bytes, 7) == events);
    return 0;
}
