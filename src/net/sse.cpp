// See sse.h.
#include "net/sse.h"

#include <utility>

#include "base/error.h"

namespace kith::net {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

[[noreturn]] void too_large() {
    throw Error{Errc::too_large, "an event of the stream is too large", "event"};
}

}  // namespace

void SseReader::keep(std::string_view part) {
    if (rest_.size() + part.size() > kMaxSseEvent) too_large();
    rest_ += part;
}

void SseReader::feed(std::string_view bytes) {
    while (!bytes.empty()) {
        if (after_return_ && bytes.front() == '\n') bytes.remove_prefix(1);
        after_return_ = false;
        const auto end = bytes.find_first_of("\r\n");
        if (end == std::string_view::npos) return keep(bytes);
        after_return_ = bytes[end] == '\r';
        if (rest_.empty()) {
            line(bytes.substr(0, end));
        } else {
            keep(bytes.substr(0, end));
            const auto whole = std::exchange(rest_, {});
            line(whole);
        }
        bytes.remove_prefix(end + 1);
    }
}

void SseReader::end() {
    if (!rest_.empty()) line(std::exchange(rest_, {}));
    dispatch();
}

void SseReader::line(std::string_view text) {
    if (std::exchange(first_, false) && text.starts_with(kByteOrderMark)) {
        text.remove_prefix(kByteOrderMark.size());
    }
    if (text.empty()) return dispatch();
    const auto colon = text.find(':');
    const auto field = text.substr(0, colon);
    auto value = colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 1);
    if (value.starts_with(' ')) value.remove_prefix(1);
    if (field == "event") {
        name_ = value;
    } else if (field == "data") {
        if (data_.size() + value.size() >= kMaxSseEvent) too_large();
        if (has_data_) data_ += '\n';
        data_ += value;
        has_data_ = true;
    }
}

void SseReader::dispatch() {
    const auto name = std::exchange(name_, {});
    const auto data = std::exchange(data_, {});
    if (std::exchange(has_data_, false)) on_event_({name, data});
}

}  // namespace kith::net
