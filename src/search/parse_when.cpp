// See parse_when.h.
#include "search/parse_when.h"

#include <algorithm>
#include <array>

namespace kith::search {
namespace {

using View = std::u16string_view;

struct Word {
    View text;
    Unit unit;
    int count;
};

// Folded forms; blanks, "-" and "_" inside have been taken out.
constexpr std::array<Word, 41> kCalendarWords{{
    {u"today", Unit::day, 0},      {u"今天", Unit::day, 0},         {u"今日", Unit::day, 0},
    {u"yesterday", Unit::day, -1}, {u"昨天", Unit::day, -1},        {u"昨日", Unit::day, -1},
    {u"前天", Unit::day, -2},      {u"thisweek", Unit::week, 0},    {u"本周", Unit::week, 0},
    {u"这周", Unit::week, 0},      {u"这星期", Unit::week, 0},      {u"这个星期", Unit::week, 0},
    {u"这礼拜", Unit::week, 0},    {u"lastweek", Unit::week, -1},   {u"上周", Unit::week, -1},
    {u"上星期", Unit::week, -1},   {u"上个星期", Unit::week, -1},   {u"上礼拜", Unit::week, -1},
    {u"上个礼拜", Unit::week, -1}, {u"上上周", Unit::week, -2},     {u"thismonth", Unit::month, 0},
    {u"本月", Unit::month, 0},     {u"这月", Unit::month, 0},       {u"这个月", Unit::month, 0},
    {u"当月", Unit::month, 0},     {u"lastmonth", Unit::month, -1}, {u"上月", Unit::month, -1},
    {u"上个月", Unit::month, -1},  {u"上上月", Unit::month, -2},    {u"上上个月", Unit::month, -2},
    {u"thisyear", Unit::year, 0},  {u"今年", Unit::year, 0},        {u"本年", Unit::year, 0},
    {u"lastyear", Unit::year, -1}, {u"去年", Unit::year, -1},       {u"上一年", Unit::year, -1},
    {u"前年", Unit::year, -2},     {u"大前天", Unit::day, -3},      {u"大前年", Unit::year, -3},
    {u"这个礼拜", Unit::week, 0},  {u"本星期", Unit::week, 0},
}};

struct UnitName {
    View text;
    Unit unit;
};

// "3月" is March of an unnamed year, not three months: it is no unit.
constexpr std::array<UnitName, 21> kUnits{{
    {u"d", Unit::day},        {u"day", Unit::day},    {u"days", Unit::day},
    {u"天", Unit::day},       {u"w", Unit::week},     {u"week", Unit::week},
    {u"weeks", Unit::week},   {u"周", Unit::week},    {u"星期", Unit::week},
    {u"个星期", Unit::week},  {u"礼拜", Unit::week},  {u"个礼拜", Unit::week},
    {u"m", Unit::month},      {u"mo", Unit::month},   {u"month", Unit::month},
    {u"months", Unit::month}, {u"个月", Unit::month}, {u"y", Unit::year},
    {u"year", Unit::year},    {u"years", Unit::year}, {u"年", Unit::year},
}};

// Reads digits from the front. At most eight, so that the number fits.
std::optional<int> take_number(View& text, std::size_t& digits) {
    int value = 0;
    digits = 0;
    while (digits < text.size() && text[digits] >= u'0' && text[digits] <= u'9') {
        if (digits == 8) return std::nullopt;
        value = value * 10 + (text[digits++] - u'0');
    }
    if (digits == 0) return std::nullopt;
    text.remove_prefix(digits);
    return value;
}

bool take(View& text, View prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

bool take_separator(View& text, View sign) {
    if (take(text, sign)) return true;
    return take(text, u"-") || take(text, u"/") || take(text, u".");
}

bool real(Date date) {
    return date.year >= kFirstYear && date.year <= kLastYear && date.month >= 1 &&
           date.month <= 12 && date.day >= 1 && date.day <= 31 && date_of(day_of(date)) == date;
}

std::optional<WhenPart> on_date(Unit unit, Date date) {
    if (!real(date)) return std::nullopt;
    return WhenPart{WhenPart::Form::date, unit, date, 0};
}

// 2024, 2024-03, 2024-3-15, 2024/3/15, 2024年3月15日, 20240315.
std::optional<WhenPart> parse_date_part(View text) {
    std::size_t digits = 0;
    const auto year = take_number(text, digits);
    if (!year) return std::nullopt;
    if (digits == 8 && text.empty())
        return on_date(Unit::day, {*year / 10'000, *year / 100 % 100, *year % 100});
    if (digits != 4) return std::nullopt;
    if (text.empty() || text == u"年") return on_date(Unit::year, {*year, 1, 1});
    if (!take_separator(text, u"年")) return std::nullopt;
    const auto month = take_number(text, digits);
    if (!month || digits > 2) return std::nullopt;
    if (text.empty() || text == u"月" || text == u"月份")
        return on_date(Unit::month, {*year, *month, 1});
    if (!take_separator(text, u"月")) return std::nullopt;
    const auto day = take_number(text, digits);
    if (!day || digits > 2) return std::nullopt;
    if (!text.empty() && text != u"日" && text != u"号") return std::nullopt;
    return on_date(Unit::day, {*year, *month, *day});
}

// 7d, 2 weeks, 最近3个月.
std::optional<WhenPart> parse_rolling(View text) {
    if (!take(text, u"最近")) (void)(take(text, u"近") || take(text, u"last"));
    std::size_t digits = 0;
    const auto count = take_number(text, digits);
    if (!count || *count < 1 || *count > kMaxUnits) return std::nullopt;
    for (const auto& name : kUnits)
        if (name.text == text) return WhenPart{WhenPart::Form::rolling, name.unit, {}, *count};
    return std::nullopt;
}

std::optional<WhenPart> parse_part(View folded) {
    if (auto part = parse_date_part(folded)) return part;
    std::u16string text;
    for (const char16_t unit : folded)
        if (unit != u' ' && unit != u'_' && unit != u'-') text += unit;
    for (const auto& word : kCalendarWords)
        if (word.text == text) return WhenPart{WhenPart::Form::calendar, word.unit, {}, word.count};
    return parse_rolling(text);
}

// The unit that contains `date`, `shift` units later: [first day, day after its last).
struct Days {
    Day first{}, end{};
};

Date month_shifted(Date date, int months) {
    const int index = date.year * 12 + date.month - 1 + months;
    return {index / 12, index % 12 + 1, 1};
}

Days unit_days(Unit unit, Date date, int shift) {
    switch (unit) {
        case Unit::day:
            return {day_of(date) + shift, day_of(date) + shift + 1};
        case Unit::week: {
            const Day monday = day_of(date) - (weekday_of(day_of(date)) + 6) % 7 + 7 * shift;
            return {monday, monday + 7};
        }
        case Unit::month:
            return {day_of(month_shifted(date, shift)), day_of(month_shifted(date, shift + 1))};
        case Unit::year:
            break;
    }
    return {day_of({date.year + shift, 1, 1}), day_of({date.year + shift + 1, 1, 1})};
}

// The day `count` units before: 31 March less a month is the last of February.
Day units_before(Date today, Unit unit, int count) {
    if (unit == Unit::day) return day_of(today) - count;
    if (unit == Unit::week) return day_of(today) - 7 * count;
    const int months = unit == Unit::year ? 12 * count : count;
    if (today.year * 12 + today.month - 1 - months < kFirstYear * 12) return 0;
    const Date first = month_shifted(today, -months);
    const Day last = day_of(month_shifted(first, 1)) - 1;
    return std::min(day_of(first) + today.day - 1, last);
}

Span part_span(const WhenPart& part, const Zone& zone, Time now) {
    const Date today = date_of(zone.day_at(unix_seconds(now)));
    if (part.form == WhenPart::Form::rolling) {
        const Day first = std::max(Day{0}, units_before(today, part.unit, part.count));
        return {zone.start_of(first), kEndOfTime};
    }
    const bool fixed = part.form == WhenPart::Form::date;
    const Days days = unit_days(part.unit, fixed ? part.date : today, part.count);
    return {zone.start_of(days.first), zone.start_of(days.end)};
}

}  // namespace

std::optional<When> parse_when(View folded) {
    const auto dots = folded.find(u"..");
    if (dots == View::npos) {
        const auto part = parse_part(folded);
        if (!part) return std::nullopt;
        return When{*part, std::nullopt};
    }
    const auto first = parse_part(folded.substr(0, dots));
    const auto last = parse_part(folded.substr(dots + 2));
    if (!first || !last) return std::nullopt;
    return When{*first, *last};
}

Span span_of(const When& when, const Zone& zone, Time now) {
    Span span = part_span(when.first, zone, now);
    if (when.last) span.to = part_span(*when.last, zone, now).to;
    return span;
}

}  // namespace kith::search
