// See counts.h.
#include "insight/counts.h"

#include <algorithm>

namespace kith::insight {

Month month_of(Day day) {
    const auto date = date_of(day);
    return date.year * 12 + date.month - 1;
}

Day first_day_of(Month month) {
    return day_of({month / 12, month % 12 + 1, 1});
}

std::string format_month(Month month) {
    return kith::format_month(month / 12, month % 12 + 1);
}

std::optional<MonthCount> peak_of(std::span<const MonthCount> months) {
    const auto best = std::max_element(months.begin(), months.end(),
                                       [](const MonthCount& a, const MonthCount& b) {
                                           return a.total < b.total;
                                       });  // the first of equals
    if (best == months.end()) return std::nullopt;
    return *best;
}

void DaySums::cover(Day first, Day last) {
    if (totals_.empty()) first_ = first;
    if (first < first_) {
        totals_.insert(totals_.begin(), static_cast<std::size_t>(first_ - first), 0);
        first_ = first;
    }
    const auto size = static_cast<std::size_t>(last - first_) + 1;
    if (size > totals_.size()) totals_.resize(size);
}

void DaySums::add(std::span<const DayCount> days) {
    if (days.empty()) return;
    cover(days.front().day, days.back().day);
    for (const auto& day : days) totals_[static_cast<std::size_t>(day.day - first_)] += day.total;
}

std::vector<DayCount> DaySums::result() const {
    std::vector<DayCount> found;
    for (std::size_t i = 0; i < totals_.size(); ++i)
        if (totals_[i] != 0) found.push_back({first_ + static_cast<Day>(i), totals_[i]});
    return found;
}

void MonthSums::add(std::span<const MonthCount> months) {
    if (months.empty()) return;
    if (months_.empty()) first_ = months.front().month;
    if (months.front().month < first_) {
        months_.insert(months_.begin(), static_cast<std::size_t>(first_ - months.front().month),
                       {});
        first_ = months.front().month;
    }
    const auto size = static_cast<std::size_t>(months.back().month - first_) + 1;
    if (size > months_.size()) months_.resize(size);
    for (const auto& month : months) {
        auto& sum = months_[static_cast<std::size_t>(month.month - first_)];
        sum.total += month.total;
        sum.mine += month.mine;
    }
}

std::vector<MonthCount> MonthSums::result() const {
    std::vector<MonthCount> found;
    for (std::size_t i = 0; i < months_.size(); ++i) {
        if (months_[i].total == 0) continue;
        found.push_back(months_[i]);
        found.back().month = first_ + static_cast<Month>(i);
    }
    return found;
}

}  // namespace kith::insight
