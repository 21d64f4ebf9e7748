// The days of the year that people write about: fixed ones, feasts that move with the moon, and the
// day of the demo itself in earlier years.
#pragma once

#include <map>
#include <string_view>

#include "base/zone.h"
#include "sources/demo/lines.h"
#include "sources/demo/texts.h"

namespace kith::sources::demo {

// Immutable, any thread.
class Almanac {
  public:
    // year TAB eve of the Spring Festival (MM-DD) TAB Mid-Autumn (MM-DD); throws Error{invalid}.
    static Almanac read(File file);

    // Years outside the table get a day in the middle of where the feast can fall.
    Day spring_eve(int year) const;
    Day mid_autumn(int year) const;
    // From three days before the eve to six days after it.
    bool spring_holiday(Day day) const;

  private:
    struct Year {
        Day eve{}, autumn{};
    };
    std::map<int, Year> years_;
};

// "MM-DD" of a real date; February 29 is refused, as it is missing in most years.
struct MonthDay {
    int month{}, day{};
    friend bool operator==(const MonthDay&, const MonthDay&) = default;
};
MonthDay month_day(Place at, std::string_view text);

// The same day in another year; February 29 becomes the 28th.
Day same_day(Date date, int year);

}  // namespace kith::sources::demo
