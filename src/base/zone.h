// One time zone: local days, hours, months of UTC instants, and the way back. Wraps date/tz, the
// only user of it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace kith {

// A calendar day as days since 1970-01-01, zone-less.
using Day = std::int32_t;

struct Date {
    int year{}, month{}, day{};
    friend auto operator<=>(const Date&, const Date&) = default;
};

struct LocalTime {
    Date date;
    int hour{}, minute{}, second{};
    int weekday{};  // 0 = Sunday
};

Day day_of(Date date);
Date date_of(Day day);
// "YYYY-MM-DD" to a day; nothing unless it is exactly that and a real date.
bool parse_date(std::string_view text, Day& out);
std::string format_date(Day day);               // YYYY-MM-DD
std::string format_month(int year, int month);  // YYYY-MM
int weekday_of(Day day);                        // 0 = Sunday

// A named zone. Cheap to copy, immutable, any thread.
class Zone {
  public:
    // From an IANA name. Unknown names become the fixed offset +08:00, as the W contract asks
    // (archive §1.6).
    static Zone named(std::string_view iana);
    static bool known(std::string_view iana);
    static Zone fixed(std::int32_t offset_seconds);

    const std::string& name() const;
    // Seconds east of UTC at this instant.
    std::int32_t offset_at(std::int64_t unix_seconds) const;
    Day day_at(std::int64_t unix_seconds) const;
    LocalTime local(std::int64_t unix_seconds) const;
    // First instant of the local day, in Unix seconds. A midnight that a clock change skips is the
    // first instant after it.
    std::int64_t start_of(Day day) const;
    std::int64_t start_of_month(int year, int month) const;
    // Instants in [from, to) at which the offset changes, ascending. For loops over columns:
    // between two of them the offset is constant.
    std::vector<std::int64_t> transitions(std::int64_t from, std::int64_t to) const;
    // "HH:MM", "YYYY-MM-DD HH:MM".
    std::string clock(std::int64_t unix_seconds) const;
    std::string stamp(std::int64_t unix_seconds) const;
    // RFC 3339 with offset, seconds precision.
    std::string rfc3339(std::int64_t unix_seconds) const;

  private:
    struct Data;
    explicit Zone(std::shared_ptr<const Data> data) : data_{std::move(data)} {}
    std::shared_ptr<const Data> data_;
};

}  // namespace kith
