// W012 W013 W014 W015 and the active dates: the messages of one contact by day, month, search and
// export.
#include <algorithm>

#include "api/welink/analysis.h"
#include "api/welink/literal.h"
#include "api/welink/shown.h"
#include "api/welink/welink.h"
#include "insight/calendar.h"
#include "search/substring.h"
#include "text/fold.h"

namespace kith::api::welink {
namespace {

constexpr std::uint32_t kSearchHits = 200;
constexpr std::size_t kExportRows = 50'000;
constexpr std::size_t kQueryCodePoints = 256;

using Messages = std::vector<ChatMessage>;

struct Dates {
    std::vector<std::string> dates;
};
BOOST_DESCRIBE_STRUCT(Dates, (), (dates))

enum class Sides { both, theirs };

Sides sides_of(const http::Call& call) {
    return call.query_is("include_mine", "true") ? Sides::both : Sides::theirs;
}

// "YYYY-MM" as [first instant, last instant] in Unix seconds; nothing when it is no month.
std::optional<store::Range> month_range(std::string_view month, const Zone& zone) {
    Day first{};
    if (month.size() != 7 || !parse_date(std::string{month} + "-01", first)) return std::nullopt;
    const auto date = date_of(first);
    const int next = date.month == 12 ? 1 : date.month + 1;
    return store::Range{zone.start_of(first),
                        zone.start_of_month(date.year + (next == 1 ? 1 : 0), next) - 1};
}

// The rows of a chat in a range, oldest first. Cost: rows in the range.
template <class Take>
void each_row(const store::Chat& chat, store::Range range, Take take) {
    search::each_chunk(chat, range,
                       [&](std::uint32_t chunk, const store::Columns& columns, std::uint32_t first,
                           std::uint32_t last) {
                           for (auto row = first; row < last; ++row)
                               take(ShownRow{*chat.rows->chunks[chunk], columns, row});
                       });
}

Messages day(const store::Snapshot& snapshot, std::string_view key, std::string_view date,
             const Zone& zone) {
    Messages list;
    Day local{};
    const auto* chat = snapshot.chat_by_key(key, store::ChatKind::direct);
    if (chat == nullptr || !parse_date(date, local)) return list;
    const auto from = zone.start_of(local);
    each_row(*chat, {from, zone.start_of(local + 1) - 1}, [&](const ShownRow& at) {
        if (auto message = shown(at, zone, List::day)) list.push_back(std::move(*message));
    });
    return list;
}

Messages month(const store::Snapshot& snapshot, std::string_view key, std::string_view month,
               Sides sides, const Zone& zone) {
    Messages list;
    const auto* chat = snapshot.chat_by_key(key, store::ChatKind::direct);
    const auto range = month_range(month, zone);
    if (chat == nullptr || !range) return list;
    each_row(*chat, *range, [&](const ShownRow& at) {
        if (at.columns.kind[at.row] != static_cast<std::uint8_t>(Kind::text)) return;
        if (sides == Sides::theirs && (at.columns.flags[at.row] & kMine) != 0) return;
        auto message = shown(at, zone, List::dated);
        if (!message) return;
        message->time = message->date.value.substr(5) + ' ' + message->time;
        message->date.value.clear();
        list.push_back(std::move(*message));
    });
    return list;
}

Messages search_in(const store::Snapshot& snapshot, std::string_view key, std::string_view query,
                   Sides sides, store::Range range, const Zone& zone) {
    Messages list;
    const auto* chat = snapshot.chat_by_key(key, store::ChatKind::direct);
    if (chat == nullptr) return list;
    search::Substring what{
        .needle = search::Needle::of(query), .range = range, .newest = kSearchHits};
    const auto literal = literal_test(query);
    if (sides == Sides::theirs || literal)
        what.test = [&](const store::Chunk& in, const store::Columns& columns, std::uint32_t row) {
            const bool mine = (columns.flags[row] & kMine) != 0;
            return (sides == Sides::both || !mine) && (!literal || literal(in, columns, row));
        };
    for (const auto& hit : search::search_chat(*chat, what).newest) {
        const auto& chunk = *chat->rows->chunks[hit.chunk];
        const auto columns = chunk.columns();
        if (auto message = shown({chunk, columns, hit.row}, zone, List::dated))
            list.push_back(std::move(*message));
    }
    return list;
}

Messages exported(const store::Snapshot& snapshot, std::string_view key, store::Range range,
                  const Zone& zone) {
    Messages list;
    const auto* chat = snapshot.chat_by_key(key, store::ChatKind::direct);
    if (chat == nullptr) return list;
    const auto& chunks = chat->rows->chunks;
    for (std::size_t c = chunks.size(); c-- > 0 && list.size() < kExportRows;) {
        const auto columns = chunks[c]->columns();
        const auto [first, last] = store::rows_in(columns, range);
        for (auto row = last; row-- > first && list.size() < kExportRows;)
            if (auto message = shown({*chunks[c], columns, row}, zone, List::dated))
                list.push_back(std::move(*message));
    }
    std::ranges::reverse(list);
    return list;
}

std::string needed(const http::Call& call, std::string_view name, std::string_view complaint) {
    auto value = call.query_or(name, "");
    require(!value.empty(), Errc::invalid, complaint);
    return value;
}

}  // namespace

namespace {

void day_and_month_routes(http::Routes guarded, Analysis& analysis, store::Store& store) {
    guarded
        .get("/api/contacts/messages",
             [&analysis, &store](http::Call& call) {
                 const auto user = needed(call, "username", "username and date required");
                 const auto date = needed(call, "date", "username and date required");
                 return day(*store.snapshot(), user, date, analysis.params().zone);
             })
        .describe({.summary = "W012 Messages of one day",
                   .query = {{"username", "contact", {}, true}, {"date", "YYYY-MM-DD", {}, true}}});

    guarded
        .get("/api/contacts/messages/month",
             [&analysis, &store](http::Call& call) {
                 const auto user = needed(call, "username", "username and month required");
                 const auto wanted = needed(call, "month", "username and month required");
                 return month(*store.snapshot(), user, wanted, sides_of(call),
                              analysis.params().zone);
             })
        .describe({.summary = "W013 Texts of one month",
                   .query = {{"username", "contact", {}, true},
                             {"month", "YYYY-MM", {}, true},
                             {"include_mine", "true: both sides", http::Kind::boolean}}});
}

void search_and_export_routes(http::Routes guarded, Analysis& analysis, store::Store& store) {
    guarded
        .get("/api/contacts/search",
             [&analysis, &store](http::Call& call) {
                 const auto user = needed(call, "username", "username and q required");
                 const auto query = needed(call, "q", "username and q required");
                 require(text::length(query) <= kQueryCodePoints, Errc::invalid,
                         "q is longer than 256 characters");
                 return search_in(*store.snapshot(), user, query, sides_of(call), analysis.range(),
                                  analysis.params().zone);
             })
        .describe({.summary = "W014 Search in one contact, newest 200",
                   .query = {{"username", "contact", {}, true},
                             {"q", "text", {}, true},
                             {"include_mine", "true: both sides", http::Kind::boolean}}});

    guarded.slow()
        .get("/api/contacts/export",
             [&analysis, &store](http::Call& call) {
                 const auto user = needed(call, "username", "缺少 username 参数");
                 const store::Range asked{call.query_int("from", 0), call.query_int("to", 0)};
                 return exported(*store.snapshot(), user, asked.all() ? analysis.range() : asked,
                                 analysis.params().zone);
             })
        .describe({.summary = "W015 Export one contact, newest 50,000",
                   .query = {{"username", "contact", {}, true},
                             {"from", "Unix seconds, 0 = open", http::Kind::integer},
                             {"to", "Unix seconds, 0 = open", http::Kind::integer}}});
}

}  // namespace

void message_routes(http::Routes guarded, Analysis& analysis, store::Store& store) {
    day_and_month_routes(guarded, analysis, store);
    search_and_export_routes(guarded, analysis, store);
    guarded
        .get("/api/contacts/active-dates",
             [&analysis, &store](http::Call& call) {
                 const auto user = needed(call, "username", "username required");
                 const auto snapshot = store.snapshot();
                 Dates answer;
                 const auto* chat = snapshot->chat_by_key(user, store::ChatKind::direct);
                 if (chat == nullptr) chat = snapshot->chat_by_key(user, store::ChatKind::group);
                 if (chat != nullptr)
                     for (const auto active : insight::active_dates(*chat, analysis.params().zone))
                         answer.dates.push_back(format_date(active));
                 return answer;
             })
        .describe({.summary = "Days with messages of a person or group",
                   .query = {{"username", "contact or group", {}, true}}});
}

}  // namespace kith::api::welink
