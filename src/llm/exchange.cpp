// See exchange.h.
#include "llm/exchange.h"

namespace kith::llm {
namespace {

constexpr std::size_t kErrorBytes = 16 << 10;  // of a body that is only shown in part
constexpr int kOk = 200;

struct Enough {};  // thrown through the client to end a request

}  // namespace

void Exchange::fail(const Error& error, const Stop& stop) const {
    if (stop.requested() || error.code() == Errc::cancelled) throw error;
    const auto text = redacted(fmt::format("{}{}", wording_.failed, error.message()), secrets_);
    const auto notes = redacted(error.notes(), secrets_);
    switch (error.code()) {
        case Errc::timeout:
        case Errc::invalid:
            throw Error{error.code(), text, error.reason()}.note("{}", notes);
        case Errc::busy:
            throw Error{Errc::busy, text, "retry"}.note("{}", notes);
        default:
            break;
    }
    UpstreamError out{text, error.code() == Errc::upstream ? UpstreamError::Again::yes
                                                           : UpstreamError::Again::no};
    out.note("{}", notes);
    throw out;
}

void Exchange::stream(const Post& post, const Limits& limits, const OnBytes& on_bytes,
                      const Stop& stop) const {
    const net::Request request{.method = "POST",
                               .url = post.url,
                               .headers = post.headers,
                               .body = post.body,
                               .addresses = {},  // the user configured exactly this one
                               .max_bytes = limits.bytes,
                               .max_redirects = 0,
                               .connect_timeout = limits.connect,
                               .timeout = limits.total,
                               .first_byte = limits.first_byte,
                               .silence = limits.silence};
    net::Response head;
    std::string refusal;      // the body of another status than 200
    bool is_reading = false;  // what passes then is the reader's own error
    try {
        const auto take = [&](const net::Response& from, std::string_view bytes) {
            if (from.status == kOk) {
                is_reading = true;
                if (on_bytes(from, bytes) == More::no) throw Enough{};
                is_reading = false;
                return;
            }
            if (head.status == 0) head = from;
            refusal += bytes.substr(0, kErrorBytes - refusal.size());
            if (refusal.size() == kErrorBytes) throw Enough{};
        };
        head = client_.stream(request, take, stop);
    } catch (const Enough&) {
        if (head.status == 0) return;  // the reader has all it wants
    } catch (const Error& error) {
        if (is_reading) throw;
        if (head.status == 0 || stop.requested()) fail(error, stop);
        // What is there of the refusal says more than that the rest of it was lost.
    }
    if (head.status == kOk) return;
    fail_with_status(wording_, head.status, refusal, net::retry_after(head, clock_.now()),
                     secrets_);
}

std::string Exchange::whole(const Post& post, const Limits& limits, const Stop& stop) const {
    std::string body;
    stream(
        post, limits,
        [&](const net::Response&, std::string_view bytes) {
            body += bytes;
            return More::yes;
        },
        stop);
    return body;
}

}  // namespace kith::llm
