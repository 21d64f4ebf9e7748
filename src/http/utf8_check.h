// Is it UTF-8? Asked piece by piece, so that a wrong byte is found as soon as it comes.
#pragma once

#include <cstdint>
#include <string_view>

namespace kith::http {

// By the table of RFC 3629: no surrogates, nothing above U+10FFFF, no overlong form. One thread.
class Utf8Check {
  public:
    // False as soon as no continuation could make it valid. Cost: linear, eight ASCII bytes a step.
    bool add(std::string_view bytes);
    // No character is half there.
    bool complete() const { return missing_ == 0; }

  private:
    std::uint8_t missing_ = 0;               // continuation bytes of the character that has begun
    std::uint8_t low_ = 0x80, high_ = 0xBF;  // what the next of them may be
};

}  // namespace kith::http
