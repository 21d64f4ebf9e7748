// The reader's window: a page of one conversation around a message, at a time, or next to another
// page, and where it lies in the whole.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/message.h"
#include "base/zone.h"
#include "search/facets.h"
#include "store/snapshot.h"

namespace kith::search {

inline constexpr std::size_t kWindowLimit = 500;              // rows of a page
inline constexpr std::size_t kWindowTextCodePoints = 20'000;  // longer texts are cut

struct WindowAsk {
    enum class From : std::uint8_t {
        end,     // the newest rows
        around,  // `id` in the middle
        at,      // from the first row at or after `time` on; the newest rows when there is none
        before,  // the rows before `id`
        after    // the rows after `id`
    };
    From from = From::end;
    store::MessageId id;
    std::int64_t time{};      // Unix seconds
    std::size_t limit = 100;  // 1..kWindowLimit, else Error{invalid}
};

struct WindowItem {
    store::MessageId id;
    std::int64_t time{};  // Unix seconds
    store::PersonId sender;
    std::string name;  // of the sender, "" = nobody
    bool is_mine{};
    Kind kind{};
    std::uint8_t flags{};  // Flag bits
    std::string text;      // readable text; quotes and media are in the store's table, by id
    bool cut{};            // `text` is the beginning of a longer one
};

struct Window {
    std::vector<WindowItem> items;  // oldest first, in the order (time, sequence, id)
    std::optional<store::MessageId>
        before;  // ask for the page before with it; nothing: no older row
    std::optional<store::MessageId> after;
    std::uint64_t ordinal{};         // rows before the first item
    std::uint64_t total{};           // rows of the chat; erased rows are in no number here
    std::vector<MonthFacet> months;  // ascending: rows of each local month
};

// Throws Error: invalid (limit), not_found (no row of the chat has this id).
// Any thread. Cost: finding an id reads the ids of the chat (0.1 ms per 300,000 rows), totals read
// its flags (the same); items 1 us each.
Window window_of(const store::Snapshot& snapshot, const store::Chat& chat, const WindowAsk& ask,
                 const Zone& zone);

// Where a message is; nothing when the chat does not have it. Reads the ids of the chat.
std::optional<store::RowAt> position_of(const store::Chat& chat, store::MessageId id);
// The first row at or after this time; nothing when all are older. O(chunks).
std::optional<store::RowAt> first_at(const store::Chat& chat, std::int64_t time);

}  // namespace kith::search
