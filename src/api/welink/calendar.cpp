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
    auto text = call.query_or("days", "");
    if (text.starts_with('+')) text.erase(0, 1);
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

// A room asked for as if it were a person: nobody of its own is on the other side, so all counts as
// mine, and texts keep the sender in front of them (archive contract §1.5, §1.9).
void as_private(ChatMessage& message, const ShownRow& at, const store::Snapshot& snapshot,
                const store::ChatRows& rows) {
    const bool mine = message.is_mine;
    message.is_mine = true;
    const auto sender = at.columns.sender[at.row];
    if (mine || message.type != 1 || sender == store::kNobody || sender >= rows.people.size())
        return;
    if (const auto* person = snapshot.person(rows.people[sender]))
        message.content = person->key + ":\n" + message.content;
}

struct DayOfChat {
    const store::Snapshot& snapshot;
    const store::Chat& chat;
    store::Range range;
    const Zone& zone;
};

// Calls with each row of the day, oldest first. Cost: rows of that day.
template <class Take>
void each_row(const DayOfChat& of, Take take) {
    search::each_chunk(of.chat, of.range,
                       [&](std::uint32_t chunk, const store::Columns& columns, std::uint32_t first,
                           std::uint32_t last) {
                           for (auto row = first; row < last; ++row)
                               take(ShownRow{*of.chat.rows->chunks[chunk], columns, row});
                       });
}

std::vector<ChatMessage> private_view(const DayOfChat& of) {
    std::vector<ChatMessage> list;
    each_row(of, [&](const ShownRow& at) {
        auto message = shown(at, of.zone, List::day);
        if (!message) return;
        if (of.chat.info->kind == store::ChatKind::group)
            as_private(*message, at, of.snapshot, *of.chat.rows);
        list.push_back(std::move(*message));
    });
    return list;
}

std::vector<GroupChatMessage> group_view(const DayOfChat& of) {
    std::vector<GroupChatMessage> list;
    each_row(of, [&](const ShownRow& at) {
        if (auto message = shown_in_group(at, of.snapshot, *of.chat.rows, of.zone, List::day))
            list.push_back(std::move(*message));
    });
    return list;
}

enum class View { as_person, as_group };

// The messages of a day and chat as JSON; people's and groups' messages have different fields.
std::string messages_of(const store::Snapshot& snapshot, const Zone& zone, std::string_view key,
                        View view, std::string_view date) {
    Day day{};
    const auto* chat = snapshot.chat_by_key(key, store::ChatKind::group);
    if (chat == nullptr && view == View::as_person)
        chat = snapshot.chat_by_key(key, store::ChatKind::direct);
    if (chat == nullptr || !parse_date(date, day)) return "[]";
    const DayOfChat of{snapshot, *chat, insight::range_of(zone, day), zone};
    return view == View::as_group ? json::write(group_view(of)) : json::write(private_view(of));
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
                     200, messages_of(*store.snapshot(), analysis.params().zone, user,
                                      group ? View::as_group : View::as_person, date));
             })
        .describe({.summary = "W043 Messages of a day and chat",
                   .query = {{"date", "YYYY-MM-DD", {}, true},
                             {"username", "contact or group", {}, true},
                             {"is_group", "1 or true", http::Kind::boolean}}});
}

}  // namespace kith::api::welink
