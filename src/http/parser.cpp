// See parser.h.
#include "http/parser.h"

namespace kith::http {
namespace beast_http = boost::beast::http;
namespace {

// "0\r\n\r\n": fewer bytes never end a chunked body, and given three of them and then a fourth,
// Beast's parser ends the process where assertions are on.
constexpr std::size_t kShortestChunkedRest = 5;

std::string_view view(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

}  // namespace

RequestParser::RequestParser(Request& request) : request_{request} {
    Base::header_limit(static_cast<std::uint32_t>(kHeadBytes));
    Base::body_limit(boost::none);  // counted here, because the limit depends on the head
    Base::eager(false);
}

std::size_t RequestParser::feed(std::string_view bytes) {
    std::size_t taken = 0;
    const bool in_head = !head_complete();
    if (!in_head && Base::chunked() && bytes.size() < kShortestChunkedRest) return 0;
    while (taken < bytes.size() && fault_ == Fault::none && !Base::is_done()) {
        ErrorCode ec;
        const auto count =
            Base::put(boost::asio::const_buffer{bytes.data() + taken, bytes.size() - taken}, ec);
        taken += count;
        if (in_head) head_bytes_ += count;
        if (ec == beast_http::error::need_more) break;
        if (ec && fault_ == Fault::none) {
            const bool long_head = ec == beast_http::error::header_limit;
            const auto too_long = line_seen_ ? Fault::headers_too_large : Fault::uri_too_long;
            fault_ = long_head ? too_long : Fault::bad_request;
        }
        if (in_head && head_complete()) break;
    }
    if (in_head && fault_ == Fault::none && head_bytes_ > kHeadBytes) {
        fault_ = Fault::headers_too_large;
    }
    return taken;
}

void RequestParser::limit_body(std::size_t bytes) {
    body_limit_ = bytes;
    const auto length = Base::content_length();
    if (length && *length > bytes) fault_ = Fault::body_too_large;
    if (length && *length <= bytes) request_.body.reserve(static_cast<std::size_t>(*length));
    Base::eager(true);
}

void RequestParser::refuse(Fault fault, ErrorCode& ec) {
    fault_ = fault;
    ec = beast_http::error::bad_value;
}

void RequestParser::on_request_impl(beast_http::verb, Text method_text, Text target, int version,
                                    ErrorCode& ec) {
    line_seen_ = true;
    version_ = version;
    if (target.size() > kTargetBytes) return refuse(Fault::uri_too_long, ec);
    request_.method = method_named(view(method_text));
    request_.target = view(target);
}

void RequestParser::on_field_impl(beast_http::field name, Text name_text, Text value,
                                  ErrorCode& ec) {
    if (head_complete()) return;  // trailers: nobody may change the head after it was judged
    if (request_.headers.size() == kHeadFields) return refuse(Fault::headers_too_large, ec);
    if (name == beast_http::field::transfer_encoding) {
        // Anything but plain "chunked" would leave the end of the body to taste.
        if (version_ == 10 || !equal_ignoring_case(view(value), "chunked")) {
            return refuse(Fault::bad_request, ec);
        }
    } else if (name == beast_http::field::host) {
        ++hosts_;
    } else if (name == beast_http::field::expect) {
        if (!equal_ignoring_case(view(value), "100-continue")) {
            return refuse(Fault::expectation, ec);
        }
        wants_continue_ = version_ == 11;
    }
    request_.headers.add(view(name_text), view(value));
}

void RequestParser::on_header_impl(ErrorCode& ec) {
    ec = {};
    if (hosts_ > 1 || (hosts_ == 0 && version_ == 11)) refuse(Fault::bad_request, ec);
}

void RequestParser::take_body(Text bytes, ErrorCode& ec) {
    ec = {};
    if (bytes.size() > body_limit_ - std::min(body_limit_, request_.body.size())) {
        return refuse(Fault::body_too_large, ec);
    }
    request_.body.append(bytes.data(), bytes.size());
}

std::size_t RequestParser::on_body_impl(Text bytes, ErrorCode& ec) {
    take_body(bytes, ec);
    return bytes.size();
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, Text bytes, ErrorCode& ec) {
    take_body(bytes, ec);
    return bytes.size();
}

}  // namespace kith::http
