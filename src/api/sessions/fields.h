// Reading the members of a request: texts within limits, numbers where a text is expected, and the
// errors of this surface. Inside api/sessions only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/sessions/sessions.h"
#include "http/call.h"
#include "json/value.h"

namespace kith::api::sessions {

inline constexpr std::size_t kUserIdLength = 255;  // code points, as all of these
inline constexpr std::size_t kUserNameLength = 255;
inline constexpr std::size_t kPhoneLength = 20;
inline constexpr std::size_t kEmailLength = 255;
inline constexpr std::size_t kSessionIdLength = 64;
inline constexpr std::size_t kSessionTitleLength = 255;
inline constexpr std::size_t kMessageLength = 20'000;

// The value stands there, but is none of those that are allowed: answered with status 200.
inline constexpr std::string_view kBadValue = "bad_value";

// Throw Error{invalid} "bad request: <field>".
class Fields {
  public:
    // The body must be a JSON object and its request_id a text, a number or nothing.
    explicit Fields(const http::Call& call);

    const std::string& request_id() const { return request_id_; }
    // Absent or null: an error. So is an empty text where `Empty::no`.
    enum class Empty { yes, no };
    std::string text(std::string_view name, std::size_t longest, Empty empty) const;
    // Absent or null: nothing.
    std::optional<std::string> optional_text(std::string_view name, std::size_t longest) const;
    // A text or an integer, 1 to `longest` code points.
    std::string id(std::string_view name, std::size_t longest) const;
    std::optional<std::string> optional_id(std::string_view name, std::size_t longest) const;

    core::Owner owner() const { return {"v0", id("user_id", kUserIdLength)}; }

  private:
    json::value tree_;
    std::string request_id_;
};

// The request_id of a body, as well as it can be read: for answers to broken requests.
std::string request_id_of(const std::string& body);

[[noreturn]] void bad_request(std::string_view field);
[[noreturn]] void bad_value(std::string_view field);

}  // namespace kith::api::sessions
