// W040 W041 W042 W043: messages per day, the trend, who was active on a day, and what was said.
#include <charconv>
#include <map>

#include "api/welink/analysis.h"
#include "api/welink/shown.h"
#include "api/welink/welink.h"
#include "insight/calendar.h"
#include "search/substring.h"

namespace kith::api::welink {
namespace {

struct Heatmap {
    std::map<std::string, std::uint32_t> heatmap;
};
BOOST_DESCRIBE_STRUCT(Heatmap, (), (heatmap))

struct TrendPoint {
    std::string date;
    std::uint32_t count{};
};
BOOST_DESCRIBE_STRUCT(TrendPoint, (), (date, count))

struct ActiveView {
    std::string username, display_name, small_head_url;
    std::uint64_t count{};
    bool is_group{};
    std::string chat;
};
BOOST_DESCRIBE_STRUCT(ActiveView, (),
                      (username, display_name, small_head_url, count, is_group, chat))

struct DayView {
    std::vector<ActiveView> contacts, groups;
};
BOOST_DESCRIBE_STRUCT(DayView, (), (contacts, groups))

// The whole value must be an integer from 1 to 365, else 90.
int days_of(const http::Call& call) {
    const auto text = call.query_or("days", "");
    int days = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && days > 0 && days <= insight::kTrendDaysMax ? days : insight::kTrendDays;
}

ActiveView view(const insight::Active& active) {
    ActiveView shown;
    shown.username = active.chat->key;
    shown.count = active.count;
    shown.is_group = active.person == nullptr;
    shown.display_name = active.person ? store::display_name(*active.person) : active.chat->title;
    if (shown.display_name.empty()) shown.display_name = active.chat->key;
    shown.small_head_url = active.person ? active.person->avatar : active.chat->avatar;
    shown.chat = std::to_string(active.chat->id.value);
    return shown;
}

DayView day_view(const store::Snapshot& snapshot, const Zone& zone, std::string_view date) {
    DayView answer;
    Day day{};
    if (!parse_date(date, day)) return answer;
    const auto active = insight::active_on(snapshot, zone, day);
    for (const auto& one : active.contacts) answer.contacts.push_back(view(one));
    for (const auto& one : active.groups) answer.groups.push_back(view(one));
    return answer;
}

// The messages of a day and chat as JSON; people's and groups' messages have different fields.
// Cost: rows of that day.
std::string messages_of(const store::Snapshot& snapshot, const Zone& zone, std::string_view key,
                        store::ChatKind kind, std::string_view date) {
    std::vector<ChatMessage> plain;
    std::vector<GroupChatMessage> spoken;
    Day day{};
    const auto* chat = snapshot.chat_by_key(key, kind);
    if (chat != nullptr && parse_date(date, day)) {
        search::each_chunk(*chat, insight::range_of(zone, day),
                           [&](std::uint32_t chunk, const store::Columns& columns,
                               std::uint32_t first, std::uint32_t last) {
                               for (auto row = first; row < last; ++row) {
                                   const ShownRow at{*chat->rows->chunks[chunk], columns, row};
                                   if (kind == store::ChatKind::direct) {
                                       if (auto one = shown(at, zone, List::day))
                                           plain.push_back(*one);
                                   } else if (auto one = shown_in_group(at, snapshot, *chat->rows,
                                                                        zone, List::day)) {
                                       spoken.push_back(*one);
                                   }
                               }
                           });
    }
    return kind == store::ChatKind::group ? json::write(spoken) : json::write(plain);
}

}  // namespace

void calendar_routes(http::Routes guarded, Analysis& analysis, store::Store& store,
                     const Clock& clock) {
    guarded
        .get("/api/calendar/heatmap",
             [&analysis](http::Call&) {
                 Heatmap answer;
                 if (const auto board = analysis.board())
                     for (const auto& day : board->days)
                         answer.heatmap.emplace_hint(answer.heatmap.end(), format_date(day.day),
                                                     day.total);
                 return answer;
             })
        .summary("W040 Messages per day");

    guarded
        .get("/api/calendar/trend",
             [&analysis, &clock](http::Call& call) {
                 const auto board = analysis.board();
                 const auto today = analysis.params().zone.day_at(unix_seconds(clock.now()));
                 std::vector<TrendPoint> points;
                 for (const auto& day :
                      insight::trend(board ? board->days : std::vector<insight::DayCount>{}, today,
                                     days_of(call)))
                     points.push_back({format_date(day.day), day.total});
                 return points;
             })
        .describe({.summary = "W041 Messages per day, the last days",
                   .query = {{"days", "1 to 365, default 90", http::Kind::integer}}});

    guarded
        .get("/api/calendar/day",
             [&analysis, &store](http::Call& call) {
                 const auto date = call.query_or("date", "");
                 require(!date.empty(), Errc::invalid, "date 参数必填");
                 return day_view(*store.snapshot(), analysis.params().zone, date);
             })
        .describe({.summary = "W042 Who was active on a day",
                   .query = {{"date", "YYYY-MM-DD", {}, true}}});

    guarded
        .get("/api/calendar/messages",
             [&analysis, &store](http::Call& call) {
                 const auto date = call.query_or("date", "");
                 const auto user = call.query_or("username", "");
                 require(!date.empty() && !user.empty(), Errc::invalid,
                         "date 和 username 参数必填");
                 const bool group =
                     call.query_is("is_group", "1") || call.query_is("is_group", "true");
                 return http::json_text(
                     200,
                     messages_of(*store.snapshot(), analysis.params().zone, user,
                                 group ? store::ChatKind::group : store::ChatKind::direct, date));
             })
        .describe({.summary = "W043 Messages of a day and chat",
                   .query = {{"date", "YYYY-MM-DD", {}, true},
                             {"username", "contact or group", {}, true},
                             {"is_group", "1 or true", http::Kind::boolean}}});
}

}  // namespace kith::api::welink
