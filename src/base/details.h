// What a message carries besides its readable text: the parts of a quote, a link, a file, a
// payment. Readers of foreign files fill it once at import; it is stored as compact JSON without
// the empty fields (message.body of all kinds but text).
#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <string>

namespace kith {

// Every field empty or zero = not known. Texts are UTF-8.
struct Details {
    std::string url;
    std::string description;
    std::string name;       // file, place, card, mini app
    std::string extension;  // of a file, without the dot
    std::int64_t bytes{};   // of a file or picture
    double seconds{};       // of a voice clip, video, call
    std::string quote_id;   // the source's id of the quoted message
    std::string quote_key;  // the quoted person's key in the source
    std::string quote_name;
    std::string quote_text;
    std::int64_t quote_time{};  // Unix seconds
    std::string pay_amount;     // as shown, "￥12.00"
    std::string pay_memo;
    std::int64_t pay_step{};  // WeChat paysubtype: 1, 7 sent; 3, 5 accepted; 4 returned
    std::string pay_id;       // one transfer: its send and its receipt share it
    double latitude{}, longitude{};
    std::string src;  // media file, relative to the source
    std::string raw;  // payload of a kind that nobody understood, at most 4 KiB
    friend bool operator==(const Details&, const Details&) = default;
};
BOOST_DESCRIBE_STRUCT(Details, (),
                      (url, description, name, extension, bytes, seconds, quote_id, quote_key,
                       quote_name, quote_text, quote_time, pay_amount, pay_memo, pay_step, pay_id,
                       latitude, longitude, src, raw))

}  // namespace kith
