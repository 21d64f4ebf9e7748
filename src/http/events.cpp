// See events.h.
#include "http/events.h"

namespace kith::http {
namespace {

void field(std::string& out, std::string_view name, std::string_view value) {
    out += name;
    for (const char c : value) {
        if (c != '\r' && c != '\n' && c != '\0') out += c;
    }
    out += '\n';
}

}  // namespace

std::string event_text(std::string_view data, EventTag tag) {
    std::string out;
    out.reserve(data.size() + tag.name.size() + tag.id.size() + 32);
    if (!tag.name.empty()) field(out, "event: ", tag.name);
    if (!tag.id.empty()) field(out, "id: ", tag.id);
    // Lines end with CR, LF or CRLF; each becomes a data line of its own.
    for (;;) {
        const auto end = data.find_first_of("\r\n");
        out += "data: ";
        out += data.substr(0, end);
        out += '\n';
        if (end == std::string_view::npos) break;
        data.remove_prefix(end + (data.substr(end).starts_with("\r\n") ? 2 : 1));
    }
    out += '\n';
    return out;
}

void EventStream::open() {
    if (opened_) return;
    opened_ = true;
    Response head;
    head.headers = extra_;
    head.headers.set("Content-Type", "text/event-stream; charset=utf-8");
    head.headers.set("Cache-Control", "no-cache");
    head.headers.set("X-Accel-Buffering", "no");  // reverse proxies pass events on at once
    sink_.open(std::move(head));
}

void EventStream::send_text(std::string_view data, EventTag tag) {
    open();
    sink_.write(event_text(data, tag));
}

void EventStream::comment(std::string_view text) {
    open();
    std::string line;
    field(line, ": ", text);
    sink_.write(line + '\n');
}

}  // namespace kith::http
