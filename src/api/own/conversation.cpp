// X05: a window of one conversation, for the reader.
#include "api/own/own.h"
#include "base/details.h"
#include "search/window.h"

namespace kith::api::own {
namespace {

struct QuoteView {
    std::string id, name, text;
};
BOOST_DESCRIBE_STRUCT(QuoteView, (), (id, name, text))

struct MediaView {
    std::string kind, name;
    std::int64_t bytes{};
    double seconds{};
    json::OmitDefault<std::string> src, url, description;
};
BOOST_DESCRIBE_STRUCT(MediaView, (), (kind, name, bytes, seconds, src, url, description))

struct PayView {
    std::string amount, memo;
    std::int64_t step{};
};
BOOST_DESCRIBE_STRUCT(PayView, (), (amount, memo, step))

struct ItemView {
    std::int64_t id{}, ts{}, sender{};
    std::string name;
    bool is_mine{};
    std::string type, text;
    json::Omit<QuoteView> quote;
    json::Omit<MediaView> media;
    json::Omit<PayView> pay;
    json::OmitDefault<bool> edited, recalled, cut;
};
BOOST_DESCRIBE_STRUCT(ItemView, (),
                      (id, ts, sender, name, is_mine, type, text, quote, media, pay, edited,
                       recalled, cut))

struct WindowView {
    std::vector<ItemView> items;
    json::Omit<std::int64_t> before, after;
    std::uint64_t ordinal{}, total{};
    std::map<std::string, std::uint64_t> months;
};
BOOST_DESCRIBE_STRUCT(WindowView, (), (items, before, after, ordinal, total, months))

bool has_media(Kind kind) {
    switch (kind) {
        case Kind::text:
        case Kind::system:
        case Kind::quote:
        case Kind::red_packet:
        case Kind::transfer:
            return false;
        default:
            return true;
    }
}

// The parts of a message beside its text. Only displayed rows come here: one page.
void add_details(ItemView& item, Kind kind, const Details& details) {
    if (kind == Kind::quote || !details.quote_text.empty() || !details.quote_id.empty())
        item.quote = QuoteView{details.quote_id, details.quote_name, details.quote_text};
    if (kind == Kind::red_packet || kind == Kind::transfer)
        item.pay = PayView{details.pay_amount, details.pay_memo, details.pay_step};
    if (has_media(kind))
        item.media = MediaView{std::string{name_of(kind)},
                               details.name,
                               details.bytes,
                               details.seconds,
                               details.src,
                               details.url,
                               details.description};
}

WindowView view(const store::Store& store, const search::Window& window) {
    WindowView shown;
    std::vector<store::MessageId> with_details;
    for (const auto& item : window.items) {
        ItemView one;
        one.id = item.id.value;
        one.ts = item.time;
        one.sender = item.sender.value;
        one.name = item.name;
        one.is_mine = item.is_mine;
        one.type = name_of(item.kind);
        one.text = item.text;
        one.edited.value = (item.flags & kEdited) != 0;
        one.recalled.value = (item.flags & kRecalled) != 0;
        one.cut.value = item.cut;
        shown.items.push_back(std::move(one));
        if (item.kind != Kind::text) with_details.push_back(item.id);
    }
    std::size_t next = 0;  // both lists are in the same order
    for (const auto& message : store.read(with_details)) {
        while (shown.items[next].id != message.id.value) ++next;
        const auto details =
            message.row.body.empty() ? Details{} : json::read<Details>(message.row.body);
        add_details(shown.items[next], message.row.kind, details);
    }
    if (window.before) shown.before.emplace(window.before->value);
    if (window.after) shown.after.emplace(window.after->value);
    shown.ordinal = window.ordinal;
    shown.total = window.total;
    for (const auto& month : window.months)
        shown.months.emplace(format_month(month.year, month.month), month.count);
    return shown;
}

// A date of the local calendar or Unix seconds.
std::int64_t time_of(const std::string& text, const Zone& zone) {
    Day day{};
    if (parse_date(text, day)) return zone.start_of(day);
    std::int64_t seconds = 0;
    for (const char c : text) {
        require(c >= '0' && c <= '9' && seconds < 100'000'000'000, Errc::invalid,
                "at: expected Unix seconds or YYYY-MM-DD");
        seconds = seconds * 10 + (c - '0');
    }
    return seconds;
}

search::WindowAsk ask_of(const http::Call& call, const Zone& zone) {
    using From = search::WindowAsk::From;
    search::WindowAsk ask;
    const auto limit = call.query_whole("limit").value_or(100);
    require(limit >= 1 && limit <= static_cast<std::int64_t>(search::kWindowLimit), Errc::invalid,
            "limit: expected 1 to 500");
    ask.limit = static_cast<std::size_t>(limit);
    struct Way {
        std::string_view name;
        From from;
    };
    for (const auto& way :
         {Way{"around", From::around}, Way{"before", From::before}, Way{"after", From::after}}) {
        const auto id = call.query_whole(way.name);
        if (!id) continue;
        require(ask.from == From::end, Errc::invalid, "expected one of around, at, before, after");
        ask.from = way.from;
        ask.id = store::MessageId{*id};
    }
    if (const auto at = call.query("at"); at && !at->empty()) {
        require(ask.from == From::end, Errc::invalid, "expected one of around, at, before, after");
        ask.from = From::at;
        ask.time = time_of(*at, zone);
    }
    return ask;
}

// By our number, or by the source's key.
const store::Chat& chat_of(const store::Snapshot& snapshot, const std::string& id) {
    const store::Chat* chat = nullptr;
    const bool number =
        !id.empty() && id.size() < 16 && id.find_first_not_of("0123456789") == std::string::npos;
    if (number) chat = snapshot.chat(store::ChatId{std::stoll(id)});
    if (chat == nullptr) chat = snapshot.chat_by_key(id, store::ChatKind::direct);
    if (chat == nullptr) chat = snapshot.chat_by_key(id, store::ChatKind::group);
    require(chat != nullptr, Errc::not_found, "no such conversation");
    return *chat;
}

}  // namespace

void conversation_routes(http::Routes on, const Parts& parts) {
    on.get("/api/kith/chats/{id}/window",
           [&store = parts.store, zone = Zone::named(parts.host.timezone)](http::Call& call) {
               const auto snapshot = store.snapshot();
               const auto& chat = chat_of(*snapshot, call.path("id"));
               return view(store, search::window_of(*snapshot, chat, ask_of(call, zone), zone));
           })
        .describe({.summary = "X05 A window of a conversation",
                   .query = {{"around", "message id in the middle", http::Kind::integer},
                             {"at", "Unix seconds or YYYY-MM-DD"},
                             {"before", "message id", http::Kind::integer},
                             {"after", "message id", http::Kind::integer},
                             {"limit", "1 to 500, default 100", http::Kind::integer}}});
}

}  // namespace kith::api::own
