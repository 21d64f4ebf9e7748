// See totals.h.
#include "insight/totals.h"

#include <algorithm>

namespace kith::insight {
namespace {

void add_hours(std::array<std::uint64_t, 24>& sum, const ChatStats& stats) {
    for (std::size_t hour = 0; hour < sum.size(); ++hour) sum[hour] += stats.hours[hour];
}

std::optional<DayCount> busiest(std::span<const DayCount> days) {
    const auto best =
        std::max_element(days.begin(), days.end(), [](const DayCount& a, const DayCount& b) {
            return a.total < b.total;
        });  // the first of equals
    if (best == days.end()) return std::nullopt;
    return *best;
}

std::string sticker_king(std::span<const ContactStats> contacts) {
    const auto best = std::max_element(
        contacts.begin(), contacts.end(),
        [](const ContactStats& a, const ContactStats& b) { return a.stickers < b.stickers; });
    return best == contacts.end() ? "" : store::display_name(*best->person);
}

}  // namespace

std::vector<NightOwl> night_owls(std::span<const ContactStats> contacts, const Params& params) {
    std::vector<const ContactStats*> found;
    for (const auto& contact : contacts)
        if (contact.night > 0 &&
            static_cast<std::int64_t>(contact.total) >= params.night_min_messages)
            found.push_back(&contact);
    std::sort(found.begin(), found.end(), [](const auto* a, const auto* b) {
        return a->night != b->night ? a->night > b->night : a < b;  // a < b: place in the list
    });
    const auto length = static_cast<std::size_t>(std::max<std::int64_t>(params.night_top, 0));
    if (found.size() > length) found.resize(length);
    std::vector<NightOwl> owls;
    for (const auto* contact : found)
        owls.push_back({store::display_name(*contact->person), contact->person->key, contact->night,
                        contact->total, percent(contact->night, contact->total)});
    return owls;
}

Totals totals(const TotalsInput& input) {
    Totals out;
    auto& global = out.global;
    DaySums days;
    MonthSums months, group_months;
    global.contacts = input.contacts.size();
    for (const auto& contact : input.contacts) {
        const auto& stats = *contact.stats;
        if (stats.total == 0) {
            ++global.silent_contacts;
            continue;
        }
        global.messages += stats.total;
        add_hours(global.hours, stats);
        for (std::size_t i = 0; i < kLabelCount; ++i) global.labels[i] += contact.labels[i];
        days.add(stats.days);
        months.add(stats.months);
    }
    global.busiest_day = busiest(days.result());
    for (const auto& group : input.groups) {
        add_hours(global.group_hours, *group);
        days.add(group->days);
        group_months.add(group->months);
    }
    global.months = months.result();
    global.group_months = group_months.result();
    global.sticker_king = sticker_king(input.contacts);
    global.night_owls = night_owls(input.contacts, input.params);
    if (!global.night_owls.empty()) global.night_champion = global.night_owls.front().name;
    out.days = days.result();
    return out;
}

}  // namespace kith::insight
