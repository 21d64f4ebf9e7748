// See facets.h.
#include "search/facets.h"

#include <algorithm>

#include "search/directory.h"

namespace kith::search {
namespace {

constexpr std::size_t kSenders = 65'536;

// Sorts, cuts, and only then asks for names.
template <class Name>
FacetList list_of(std::vector<Facet> entries, Name name) {
    std::ranges::sort(entries, [](const Facet& a, const Facet& b) {
        return a.count != b.count ? a.count > b.count : a.id < b.id;
    });
    FacetList list;
    for (std::size_t i = kFacetEntries; i < entries.size(); ++i) {
        ++list.others;
        list.other_count += entries[i].count;
    }
    if (entries.size() > kFacetEntries) entries.resize(kFacetEntries);
    for (auto& entry : entries) entry.name = name(entry.id);
    list.entries = std::move(entries);
    return list;
}

}  // namespace

Months::Months(const Zone& zone, std::int64_t first, std::int64_t last) {
    const Date from = date_of(zone.day_at(first)), to = date_of(zone.day_at(last));
    first_ = from.year * 12 + from.month - 1;
    const int end = to.year * 12 + to.month - 1;
    for (int at = first_; at <= end; ++at)
        starts_.push_back(zone.start_of_month(at / 12, at % 12 + 1));
}

std::int64_t Months::end(std::size_t index) const {
    constexpr std::int64_t kNever = std::int64_t{1} << 40;
    return index + 1 < starts_.size() ? starts_[index + 1] : kNever;
}

std::size_t Months::at(std::int64_t time) const {
    const auto next = std::ranges::upper_bound(starts_, time);
    return next == starts_.begin() ? 0 : static_cast<std::size_t>(next - starts_.begin()) - 1;
}

FacetCounter::FacetCounter(const store::Snapshot& snapshot, const Months& months)
    : snapshot_{&snapshot},
      months_{&months},
      senders_(kSenders),
      people_(snapshot.people.size()),
      by_month_(months.size()) {}

void FacetCounter::add(const store::Columns& columns, const RowBits& rows) {
    std::int64_t end = -1;  // of the month that the rows are in
    std::uint64_t* month = nullptr;
    rows.each([&](std::uint32_t row) {
        const std::int64_t time = columns.time[row];
        if (time >= end) [[unlikely]] {
            const auto index = months_->at(time);
            month = &by_month_[index];
            end = months_->end(index);
        }
        ++*month;
        ++kinds_[columns.kind[row]];
        ++senders_[columns.sender[row]];
    });
}

void FacetCounter::end_chat(const store::Chat& chat) {
    const auto& people = snapshot_->people;
    for (std::size_t i = 0; i < chat.rows->people.size(); ++i) {
        if (senders_[i] == 0) continue;
        const auto id = chat.rows->people[i];
        const auto person =
            std::ranges::lower_bound(people, id, {}, [](const auto& p) { return p->id; });
        if (person != people.end() && (*person)->id == id)
            people_[static_cast<std::size_t>(person - people.begin())] += senders_[i];
        senders_[i] = 0;
    }
    // Rows that came while we counted may have senders that this snapshot does not list yet: at
    // most one for each row of the tail chunk.
    const auto listed = static_cast<std::ptrdiff_t>(chat.rows->people.size());
    const auto beyond = std::min<std::ptrdiff_t>(listed + store::kTailRows, kSenders);
    std::fill(senders_.begin() + listed, senders_.begin() + beyond, 0);
    senders_[store::kNobody] = 0;
}

void FacetCounter::merge(const FacetCounter& other) {
    for (std::size_t i = 0; i < people_.size(); ++i) people_[i] += other.people_[i];
    for (std::size_t i = 0; i < by_month_.size(); ++i) by_month_[i] += other.by_month_[i];
    for (std::size_t i = 0; i < kinds_.size(); ++i) kinds_[i] += other.kinds_[i];
}

Facets FacetCounter::facets(const std::vector<std::uint64_t>& chat_counts) const {
    Facets out;
    std::vector<Facet> entries;
    for (std::size_t i = 0; i < chat_counts.size(); ++i)
        if (chat_counts[i] > 0)
            entries.push_back({snapshot_->chats[i].info->id.value, "", chat_counts[i]});
    out.chats = list_of(std::move(entries), [&](std::int64_t id) {
        return chat_name(*snapshot_, *snapshot_->chat(store::ChatId{id}));
    });
    entries.clear();
    for (std::size_t i = 0; i < people_.size(); ++i)
        if (people_[i] > 0) entries.push_back({snapshot_->people[i]->id.value, "", people_[i]});
    out.people = list_of(std::move(entries), [&](std::int64_t id) {
        return store::display_name(*snapshot_->person(store::PersonId{id}));
    });
    for (std::size_t i = 0; i < by_month_.size(); ++i)
        if (by_month_[i] > 0)
            out.months.push_back({months_->year(i), months_->month(i), by_month_[i]});
    for (std::size_t i = 0; i < kinds_.size(); ++i)
        if (kinds_[i] > 0) out.kinds.push_back({static_cast<Kind>(i), kinds_[i]});
    std::ranges::sort(out.kinds, [](const KindFacet& a, const KindFacet& b) {
        return a.count != b.count ? a.count > b.count : a.kind < b.kind;
    });
    return out;
}

}  // namespace kith::search
