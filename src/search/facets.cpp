// See facets.h.
#include "search/facets.h"

#include <algorithm>

#include "search/directory.h"

namespace kith::search {
namespace {

constexpr std::size_t kSenders = 65'536;

// `entries` with indices for ids: sorted, cut, and only then named. Indices ascend as ids do.
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
    for (auto& entry : entries) name(static_cast<std::size_t>(entry.id), entry);
    list.entries = std::move(entries);
    return list;
}

std::vector<Facet> indexed(const std::vector<std::uint64_t>& counts) {
    std::vector<Facet> entries;
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] > 0) entries.push_back({static_cast<std::int64_t>(i), "", counts[i]});
    return entries;
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
    for (std::size_t i = 0; i < chat.rows->people.size(); ++i) {
        if (senders_[i] == 0) continue;
        if (const auto person = index_of(chat.rows->people[i])) people_[*person] += senders_[i];
        senders_[i] = 0;
    }
    // Rows that came while we counted may have senders that this snapshot does not list yet: at
    // most one for each row of the tail chunk.
    const auto listed = static_cast<std::ptrdiff_t>(chat.rows->people.size());
    const auto beyond = std::min<std::ptrdiff_t>(listed + store::kTailRows, kSenders);
    std::fill(senders_.begin() + listed, senders_.begin() + beyond, 0);
    senders_[store::kNobody] = 0;
}

// Ids mostly follow each other without gaps: then the place is known without a search.
std::optional<std::size_t> FacetCounter::index_of(store::PersonId id) const {
    const auto& people = snapshot_->people;
    if (people.empty()) return std::nullopt;
    const auto guess = static_cast<std::size_t>(id.value - people[0]->id.value);
    if (guess < people.size() && people[guess]->id == id) return guess;
    const auto found =
        std::ranges::lower_bound(people, id, {}, [](const auto& p) { return p->id; });
    if (found == people.end() || (*found)->id != id) return std::nullopt;
    return static_cast<std::size_t>(found - people.begin());
}

void FacetCounter::merge(const FacetCounter& other) {
    for (std::size_t i = 0; i < people_.size(); ++i) people_[i] += other.people_[i];
    for (std::size_t i = 0; i < by_month_.size(); ++i) by_month_[i] += other.by_month_[i];
    for (std::size_t i = 0; i < kinds_.size(); ++i) kinds_[i] += other.kinds_[i];
}

Facets FacetCounter::facets(const std::vector<std::uint64_t>& chat_counts) const {
    Facets out;
    out.chats = list_of(indexed(chat_counts), [&](std::size_t i, Facet& facet) {
        facet.id = snapshot_->chats[i].info->id.value;
        facet.name = chat_name(*snapshot_, snapshot_->chats[i]);
    });
    out.people = list_of(indexed(people_), [&](std::size_t i, Facet& facet) {
        facet.id = snapshot_->people[i]->id.value;
        facet.name = store::display_name(*snapshot_->people[i]);
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
