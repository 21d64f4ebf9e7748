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
    explicit Writer(std::string& out);
    ~Writer() { finish(); }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    void finish();

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
        need(bytes.size());
        std::memcpy(at_, bytes.data(), bytes.size());
        at_ += bytes.size();
    }
    // What was written since a mark, and taking it back.
    using Mark = std::ptrdiff_t;
    Mark mark() const { return at_ - out_.data(); }
    std::string_view since(Mark mark) const {
        return {out_.data() + mark, static_cast<std::size_t>(at_ - out_.data() - mark)};
    }
    void forget(Mark mark) { at_ = out_.data() + mark; }
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
    void need(std::size_t bytes) {
        if (static_cast<std::size_t>(end_ - at_) < bytes) grow(bytes);
    }
    void grow(std::size_t bytes);
    void escaped(const unsigned char* from, const unsigned char* to);

    std::string& out_;
    char *at_ = nullptr, *end_ = nullptr;
};

}  // namespace kith::json
