// Any bytes as an HTTP request: the same in one piece and in many, no limit passed, no head that
// somebody in front of us could read differently.
#include <string>
#include <utility>
#include <vector>

#include "http/parser.h"
#include "tests/fuzz/check.h"

namespace {

using namespace kith;
using fuzz::check;
using Fields = std::vector<std::pair<std::string, std::string>>;

struct Outcome {
    http::Request request;
    http::Fault fault{};
    bool head = false, complete = false, keep_alive = false, upgrade = false;
    std::size_t taken = 0;
};

Fields fields_of(const http::Headers& headers) {
    Fields out;
    for (std::size_t i = 0; i < headers.size(); ++i) {
        const auto [name, value] = headers.at(i);
        out.emplace_back(name, value);
    }
    return out;
}

// Feeds as a connection does: what was not taken comes again with the next piece.
Outcome parse(std::string_view text, std::size_t piece, std::size_t limit) {
    Outcome out;
    http::RequestParser parser{out.request};
    Fields head;
    std::size_t to = 0;
    while (to < text.size() && parser.fault() == http::Fault::none && !parser.complete()) {
        to = std::min(text.size(), to + piece);
        while (true) {
            const auto taken = parser.feed(text.substr(out.taken, to - out.taken));
            check(taken <= to - out.taken);
            out.taken += taken;
            check(out.request.body.size() <= limit);
            if (out.head || !parser.head_complete()) break;
            if (parser.fault() != http::Fault::none) break;
            out.head = true;
            head = fields_of(out.request.headers);
            check(out.request.body.empty());
            parser.limit_body(limit);
        }
    }
    if (out.head) check(fields_of(out.request.headers) == head);  // also after trailers
    out.fault = parser.fault();
    out.complete = parser.complete();
    if (out.complete) out.keep_alive = parser.keep_alive();
    if (out.complete) out.upgrade = parser.wants_upgrade();
    return out;
}

void check_head(const http::Request& request) {
    check(request.target.size() <= http::kTargetBytes);
    check(request.headers.size() <= http::kHeadFields);
    for (const auto& [name, value] : fields_of(request.headers)) {
        check(!name.empty());
        for (const auto* text : {&name, &value}) {
            check(text->find_first_of(std::string_view{"\r\n\0", 3}) == std::string::npos);
        }
    }
}

void check_complete(const Outcome& got) {
    const auto& headers = got.request.headers;
    check(got.head && got.fault == http::Fault::none && headers.count("host") <= 1);
    const bool chunked = headers.has("transfer-encoding");
    check(!chunked || !headers.has("content-length"));
    if (!chunked && !headers.has("content-length")) check(got.request.body.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto bytes = fuzz::view(data, size);
    const std::size_t piece = 1 + fuzz::take_byte(bytes) % 64;
    const std::size_t limit = fuzz::take_byte(bytes);
    const auto whole = parse(bytes, bytes.size(), limit);
    const auto pieces = parse(bytes, piece, limit);
    check_head(whole.request);
    check(whole.complete == pieces.complete && whole.head == pieces.head);
    // A head in pieces is refused when its end has come, a whole one at its first wrong byte; the
    // last few bytes of a part of a chunk may still wait for more.
    const bool last_few = bytes.size() - pieces.taken < 5;
    const bool waits = pieces.fault == http::Fault::none && (!pieces.head || last_few);
    check(whole.fault == pieces.fault || waits);
    if (whole.complete) {
        check_complete(whole);
        check(whole.taken == pieces.taken && whole.keep_alive == pieces.keep_alive);
        check(whole.upgrade == pieces.upgrade);
    }
    if (whole.head) {
        check(whole.request.method == pieces.request.method);
        check(whole.request.target == pieces.request.target);
        check(fields_of(whole.request.headers) == fields_of(pieces.request.headers));
    }
    if (whole.fault == http::Fault::none && whole.head) {
        check(whole.request.body.starts_with(pieces.request.body));
        check(!whole.complete || whole.request.body == pieces.request.body);
    }
    return 0;
}
