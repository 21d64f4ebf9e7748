// See almanac.h.
#include "sources/demo/almanac.h"

#include <fmt/format.h>

namespace kith::sources::demo {
namespace {

constexpr MonthDay kUsualEve{2, 4}, kUsualAutumn{9, 21};
constexpr int kHolidayBefore = 3, kHolidayAfter = 6;

}  // namespace

MonthDay month_day(Place at, std::string_view text) {
    Day day{};
    // 2001 is no leap year.
    if (text.size() != 5 || !parse_date(fmt::format("2001-{}", text), day))
        refuse(at, fmt::format("'{}' is not MM-DD", text));
    const auto date = date_of(day);
    return {date.month, date.day};
}

Day same_day(Date date, int year) {
    const bool leap_day = date.month == 2 && date.day == 29;
    return day_of({year, date.month, leap_day ? 28 : date.day});
}

Almanac Almanac::read(File file) {
    Almanac out;
    for (const auto& line : text_lines(file.name, file.text)) {
        const auto cells = columns(line, 3);
        const auto year = static_cast<int>(number(line.at, cells[0], 1900, 2200));
        const auto eve = month_day(line.at, cells[1]);
        const auto autumn = month_day(line.at, cells[2]);
        const Year days{day_of({year, eve.month, eve.day}),
                        day_of({year, autumn.month, autumn.day})};
        if (!out.years_.emplace(year, days).second) refuse(line.at, "the same year twice");
    }
    return out;
}

Day Almanac::spring_eve(int year) const {
    const auto found = years_.find(year);
    return found != years_.end() ? found->second.eve
                                 : day_of({year, kUsualEve.month, kUsualEve.day});
}

Day Almanac::mid_autumn(int year) const {
    const auto found = years_.find(year);
    return found != years_.end() ? found->second.autumn
                                 : day_of({year, kUsualAutumn.month, kUsualAutumn.day});
}

bool Almanac::spring_holiday(Day day) const {
    const Day eve = spring_eve(date_of(day).year);
    return day >= eve - kHolidayBefore && day <= eve + kHolidayAfter;
}

}  // namespace kith::sources::demo
