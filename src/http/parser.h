// Reads one HTTP/1 request from bytes as they come. Beast's parser does the grammar; limits and
// refusals are ours.
#pragma once

#include <boost/beast/http/basic_parser.hpp>
#include <cstdint>
#include <string_view>

#include "http/message.h"

namespace kith::http {

inline constexpr std::size_t kTargetBytes = 16 * 1024;  // 414 beyond
inline constexpr std::size_t kHeadBytes = 64 * 1024;    // 431 beyond
inline constexpr std::size_t kHeadFields = 128;         // 431 beyond

enum class Fault : std::uint8_t {
    none,
    bad_request,
    uri_too_long,
    headers_too_large,
    body_too_large,
    expectation,  // an Expect that nobody knows
};

// One request, one thread. Both Content-Length and Transfer-Encoding, a transfer coding other than
// chunked, two Hosts, or none in HTTP/1.1 are bad requests: nobody in front of us may read the same
// bytes differently.
class RequestParser final : private boost::beast::http::basic_parser<true> {
    using Base = boost::beast::http::basic_parser<true>;
    using ErrorCode = boost::beast::error_code;
    using Text = boost::beast::string_view;

  public:
    // Fills `request`, whose method, target, headers and body are empty.
    explicit RequestParser(Request& request);

    // Takes bytes until the head is complete, then (from the next call on) until the body is.
    // Returns how many. Fewer than given: the head or the request is complete, or a fault.
    std::size_t feed(std::string_view bytes);
    Fault fault() const { return fault_; }
    bool head_complete() const { return Base::is_header_done(); }
    bool complete() const { return fault_ == Fault::none && Base::is_done(); }

    // After the head. More body than this is body_too_large; at once when Content-Length says so.
    void limit_body(std::size_t bytes);
    bool keep_alive() const { return Base::keep_alive(); }
    bool is_http11() const { return version_ == 11; }
    bool wants_continue() const { return wants_continue_; }
    bool wants_upgrade() const { return Base::upgrade(); }
    std::size_t body_bytes() const { return request_.body.size(); }

  private:
    void refuse(Fault fault, ErrorCode& ec);
    void take_body(Text bytes, ErrorCode& ec);

    void on_request_impl(boost::beast::http::verb method, Text method_text, Text target,
                         int version, ErrorCode& ec) override;
    void on_response_impl(int, Text, int, ErrorCode&) override {}
    void on_field_impl(boost::beast::http::field name, Text name_text, Text value,
                       ErrorCode& ec) override;
    void on_header_impl(ErrorCode& ec) override;
    void on_body_init_impl(const boost::optional<std::uint64_t>&, ErrorCode& ec) override {
        ec = {};
    }
    std::size_t on_body_impl(Text bytes, ErrorCode& ec) override;
    void on_chunk_header_impl(std::uint64_t, Text, ErrorCode& ec) override { ec = {}; }
    std::size_t on_chunk_body_impl(std::uint64_t, Text bytes, ErrorCode& ec) override;
    void on_finish_impl(ErrorCode& ec) override { ec = {}; }

    Request& request_;
    std::size_t head_bytes_ = 0;
    std::size_t body_limit_ = 0;
    int version_ = 0;
    int hosts_ = 0;
    bool wants_continue_ = false;
    bool line_seen_ = false;
    Fault fault_ = Fault::none;
};

}  // namespace kith::http
