// How the rows a query found are spread: over chats, people, months and kinds. Counts are exact.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/message.h"
#include "base/zone.h"
#include "search/scan.h"
#include "store/snapshot.h"

namespace kith::search {

inline constexpr std::size_t kFacetEntries = 1000;  // listed one by one, the largest

struct Facet {
    std::int64_t id{};  // store::ChatId or store::PersonId
    std::string name;
    std::uint64_t count{};
};

// Largest first, equal ones by id. The counts of all entries and `other_count` sum to the total;
// for people, rows without a sender are not counted anywhere.
struct FacetList {
    std::vector<Facet> entries;
    std::uint64_t others{}, other_count{};  // entries that are not listed, and their rows
};

struct MonthFacet {
    int year{}, month{};
    std::uint64_t count{};
};

struct KindFacet {
    Kind kind{};
    std::uint64_t count{};
};

struct Facets {
    FacetList chats, people;
    std::vector<MonthFacet> months;  // ascending, only those with rows
    std::vector<KindFacet> kinds;    // largest first
};

// Local months over a span of time. Immutable.
class Months {
  public:
    Months() = default;
    // For times first..last. O(months).
    Months(const Zone& zone, std::int64_t first, std::int64_t last);
    std::size_t size() const { return starts_.size(); }
    std::int64_t start(std::size_t index) const { return starts_[index]; }
    std::int64_t end(std::size_t index) const;  // exclusive
    std::size_t at(std::int64_t time) const;    // the month that holds this time
    int year(std::size_t index) const { return (first_ + static_cast<int>(index)) / 12; }
    int month(std::size_t index) const { return (first_ + static_cast<int>(index)) % 12 + 1; }

  private:
    int first_ = 0;  // year * 12 + month - 1
    std::vector<std::int64_t> starts_;
};

// One thread's counts. About 2 ns a row.
class FacetCounter {
  public:
    FacetCounter(const store::Snapshot& snapshot, const Months& months);
    // Rows of one chunk of the chat.
    void add(const store::Columns& columns, const RowBits& rows);
    // Ends the rows of a chat: call it before rows of another one are added. O(people of the chat).
    void end_chat(const store::Chat& chat);
    void merge(const FacetCounter& other);
    // `chat_counts` by index into Snapshot::chats.
    Facets facets(const std::vector<std::uint64_t>& chat_counts) const;

  private:
    std::optional<std::size_t> index_of(store::PersonId id) const;

    const store::Snapshot* snapshot_;
    const Months* months_;
    std::vector<std::uint32_t> senders_;  // of the present chat, by index; [kNobody] = nobody
    std::vector<std::uint64_t> people_;   // by index into Snapshot::people
    std::vector<std::uint64_t> by_month_;
    std::array<std::uint64_t, 256> kinds_{};
};

}  // namespace kith::search
