// Appends JSON tokens to a string: the leaves below write.h. Handlers use write.h, not this.
#pragma once

#include <boost/json/fwd.hpp>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace kith::json {

// Commas: every value inside a list or object is followed by comma(); close() turns the last one
// into the bracket. The string holds the complete text after finish() or destruction, not before.
// One thread.
class Writer {
  public:
    explicit Writer(std::string& out) : out_{out} {}
    ~Writer() { finish(); }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    void finish() {
        out_.append(buffer_, static_cast<std::size_t>(at_ - buffer_));
        at_ = buffer_;
    }

    void open(char bracket) {
        need(1);
        *at_++ = bracket;
    }
    void comma() {
        need(1);
        *at_++ = ',';
    }
    void close(char bracket) {
        need(1);
        if (at_[-1] == ',') --at_;
        *at_++ = bracket;
    }
    // Bytes as they are: a quoted key with its colon, null, ready JSON.
    void raw(std::string_view bytes) {
        if (bytes.size() > kBufferBytes / 2) return raw_long(bytes);
        need(bytes.size());
        std::memcpy(at_, bytes.data(), bytes.size());
        at_ += bytes.size();
    }
    // A quoted string. Invalid UTF-8 bytes become U+FFFD, one each.
    void text(std::string_view text);
    void boolean(bool value) { raw(value ? std::string_view{"true"} : std::string_view{"false"}); }
    void null() { raw("null"); }
    void integer(std::int64_t value);
    void integer(std::uint64_t value);
    // The shortest text that reads back the same; whole numbers without ".0"; 1e+21 and 1e-7
    // beyond; NaN, inf: null.
    void number(double value);
    void number(float value);
    void tree(const boost::json::value& value);
    void tree(const boost::json::object& value);
    void tree(const boost::json::array& value);
    void tree(const boost::json::string& value);

  private:
    static constexpr std::size_t kBufferBytes = 16 << 10;

    // `bytes` is at most half of the buffer.
    void need(std::size_t bytes) {
        if (static_cast<std::size_t>(buffer_ + kBufferBytes - at_) < bytes) flush();
    }
    void flush();
    void raw_long(std::string_view bytes);

    std::string& out_;
    char buffer_[kBufferBytes];  // small enough to stay in the cache; not initialised on purpose
    char* at_ = buffer_;
};

}  // namespace kith::json
