// See zone.h. Zone rules come from the system's tzdata through date/tz.
#include "base/zone.h"

#include <date/date.h>
#include <date/tz.h>

#include <algorithm>
#include <optional>

namespace kith {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;
constexpr std::int32_t kFallbackOffset = 8 * 3600;

date::sys_seconds instant(std::int64_t unix_seconds) {
    return date::sys_seconds{std::chrono::seconds{unix_seconds}};
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}

const date::time_zone* find_zone(std::string_view iana) {
    if (iana.empty()) return nullptr;
    try {
        return date::locate_zone(std::string{iana});
    } catch (const std::exception&) {  // date/tz reports an unknown name by throwing
        return nullptr;
    }
}

}  // namespace

// rules is null for a fixed offset.
struct Zone::Data {
    std::string name;
    const date::time_zone* rules{};
    std::int32_t fixed_offset{};
};

Day day_of(Date date) {
    using namespace date;
    const auto ymd = year{date.year} / month(static_cast<unsigned>(date.month)) /
                     day(static_cast<unsigned>(date.day));
    return sys_days{ymd}.time_since_epoch().count();
}

Date date_of(Day day) {
    const date::year_month_day ymd{date::sys_days{date::days{day}}};
    return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
            static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

bool parse_date(std::string_view text, Day& out) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    int parts[3]{};
    const int lengths[] = {4, 2, 2};
    std::size_t at = 0;
    for (int part = 0; part < 3; ++part, ++at) {
        for (int i = 0; i < lengths[part]; ++i, ++at) {
            if (text[at] < '0' || text[at] > '9') return false;
            parts[part] = parts[part] * 10 + (text[at] - '0');
        }
    }
    using namespace date;
    const auto ymd = year{parts[0]} / month(static_cast<unsigned>(parts[1])) /
                     date::day(static_cast<unsigned>(parts[2]));
    if (!ymd.ok()) return false;
    out = sys_days{ymd}.time_since_epoch().count();
    return true;
}

std::string format_date(Day day) {
    const auto [year, month, dom] = date_of(day);
    std::string text(10, '-');
    const auto put = [&](std::size_t at, int value, int digits) {
        for (int i = digits - 1; i >= 0; --i, value /= 10)
            text[at + static_cast<std::size_t>(i)] = static_cast<char>('0' + value % 10);
    };
    put(0, year, 4);
    put(5, month, 2);
    put(8, dom, 2);
    return text;
}

std::string format_month(int year, int month) {
    return format_date(day_of({year, month, 1})).substr(0, 7);
}

int weekday_of(Day day) {
    const int weekday = static_cast<int>((day + 4) % 7);  // 1970-01-01 was a Thursday
    return weekday < 0 ? weekday + 7 : weekday;
}

Zone Zone::named(std::string_view iana) {
    const auto* rules = find_zone(iana);
    if (rules == nullptr) return fixed(kFallbackOffset);
    return Zone{std::make_shared<const Data>(Data{std::string{iana}, rules, 0})};
}

bool Zone::known(std::string_view iana) {
    return find_zone(iana) != nullptr;
}

Zone Zone::fixed(std::int32_t offset_seconds) {
    const int minutes = std::abs(offset_seconds) / 60;
    char name[16];
    std::snprintf(name, sizeof name, "%c%02d:%02d", offset_seconds < 0 ? '-' : '+',
                  minutes / 60 % 100, minutes % 60);
    return Zone{std::make_shared<const Data>(Data{name, nullptr, offset_seconds})};
}

const std::string& Zone::name() const {
    return data_->name;
}

std::int32_t Zone::offset_at(std::int64_t unix_seconds) const {
    if (data_->rules == nullptr) return data_->fixed_offset;
    return static_cast<std::int32_t>(data_->rules->get_info(instant(unix_seconds)).offset.count());
}

Day Zone::day_at(std::int64_t unix_seconds) const {
    return static_cast<Day>(floor_div(unix_seconds + offset_at(unix_seconds), kSecondsPerDay));
}

LocalTime Zone::local(std::int64_t unix_seconds) const {
    const std::int64_t shifted = unix_seconds + offset_at(unix_seconds);
    const auto day = static_cast<Day>(floor_div(shifted, kSecondsPerDay));
    const auto second = static_cast<int>(shifted - day * kSecondsPerDay);
    return {date_of(day), second / 3600, second / 60 % 60, second % 60, weekday_of(day)};
}

std::int64_t Zone::start_of(Day day) const {
    const std::int64_t wall = static_cast<std::int64_t>(day) * kSecondsPerDay;
    if (data_->rules == nullptr) return wall - data_->fixed_offset;
    const date::local_seconds midnight{std::chrono::seconds{wall}};
    const auto info = data_->rules->get_info(midnight);
    if (info.result == date::local_info::nonexistent)
        return info.second.begin.time_since_epoch().count();
    return wall - info.first.offset.count();  // of two midnights, the first
}

std::int64_t Zone::start_of_month(int year, int month) const {
    return start_of(day_of({year, month, 1}));
}

std::vector<std::int64_t> Zone::transitions(std::int64_t from, std::int64_t to) const {
    std::vector<std::int64_t> found;
    if (data_->rules == nullptr) return found;
    for (std::int64_t at = from; at < to;) {
        const auto info = data_->rules->get_info(instant(at));
        const std::int64_t end = info.end.time_since_epoch().count();
        if (end >= to || end <= at) break;
        if (data_->rules->get_info(instant(end)).offset != info.offset) found.push_back(end);
        at = end;
    }
    return found;
}

std::string Zone::clock(std::int64_t unix_seconds) const {
    const auto at = local(unix_seconds);
    std::string text = "00:00";
    text[0] = static_cast<char>('0' + at.hour / 10);
    text[1] = static_cast<char>('0' + at.hour % 10);
    text[3] = static_cast<char>('0' + at.minute / 10);
    text[4] = static_cast<char>('0' + at.minute % 10);
    return text;
}

std::string Zone::stamp(std::int64_t unix_seconds) const {
    return format_date(day_at(unix_seconds)) + ' ' + clock(unix_seconds);
}

std::string Zone::rfc3339(std::int64_t unix_seconds) const {
    const auto at = local(unix_seconds);
    const std::int32_t offset = offset_at(unix_seconds);
    const int minutes = std::abs(offset) / 60;
    char text[40];
    std::snprintf(text, sizeof text, "%sT%02d:%02d:%02d%c%02d:%02d",
                  format_date(day_of(at.date)).c_str(), at.hour, at.minute, at.second,
                  offset < 0 ? '-' : '+', minutes / 60 % 100, minutes % 60);
    return text;
}

}  // namespace kith
