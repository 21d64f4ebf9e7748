// Everything that is counted about one chat in one pass over its columns: the figures of people,
// groups, totals and calendar are sums of these. Rules: archive contract §3.5, §1.6, §1.11; notices
// and erased messages are left out of every count (§9 #4).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "insight/counts.h"
#include "insight/labels.h"
#include "insight/local_days.h"
#include "insight/params.h"
#include "insight/selection.h"
#include "store/snapshot.h"

namespace kith::insight {

inline constexpr std::size_t kFirstTextCodePoints = 2'000;  // longer first texts are cut

// Who wrote: the index of ChatStats::kinds and ChatStats::chars.
enum Side : std::size_t { kTheirs = 0, kOurs = 1 };

// Aligned so that two threads that fill neighbouring results do not share a cache line.
struct alignas(128) ChatStats {
    store::ChatId chat;
    std::uint64_t total{}, mine{};
    std::int64_t first{}, last{};  // Unix seconds; mean nothing when total is 0
    Day first_day{}, last_day{};   // their local days
    std::array<std::uint32_t, 24> hours{};
    std::array<std::uint32_t, 7> weekdays{};                       // 0 = Sunday
    std::vector<DayCount> days;                                    // ascending
    std::vector<MonthCount> months;                                // ascending
    std::array<std::array<std::uint32_t, kKindCount>, 2> kinds{};  // by side, then kind
    std::array<std::uint64_t, 2> chars{};     // code points of texts, without system phrases
    std::uint64_t texts{};                    // the texts those are counted in
    std::array<std::uint64_t, 2> receipts{};  // by side: transfers accepted or returned
    std::uint64_t sessions{}, my_sessions{};  // my_sessions: those I opened
    std::uint64_t recalls{};                  // revoke notices
    std::string first_text;  // earliest text that is neither empty nor a system phrase
    // Groups: messages by index of ChatRows::people. Empty for direct chats.
    std::vector<std::uint32_t> senders;

    std::uint64_t kind(Kind kind) const;
    // Red packets and transfers, each once: receipts are no payments of their own (§9 #10). In
    // labels() and kind() they are rows like all others.
    std::uint64_t money() const;
    std::uint64_t night(NightHours hours) const;
    LabelCounts labels() const;
};

// One pass over the selected rows: 2-6 ns a row. `days` must cover their times. Pure, any thread.
ChatStats chat_stats(const Selection& selection, const LocalDays& days,
                     std::int64_t session_gap_seconds);
// The same for one chat alone.
ChatStats chat_stats(const store::Chat& chat, store::Range range, const Params& params);

}  // namespace kith::insight
