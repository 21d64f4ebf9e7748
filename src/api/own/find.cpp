// X04: find messages with the search language.
#include "search/find.h"
#include "api/own/own.h"

namespace kith::api::own {
namespace {

struct ChoiceView {
    std::string id, name;
    bool group{};
};
BOOST_DESCRIBE_STRUCT(ChoiceView, (), (id, name, group))

struct ProblemView {
    std::uint32_t first{}, last{};
    std::string reason, message;
    std::vector<ChoiceView> choices;
};
BOOST_DESCRIBE_STRUCT(ProblemView, (), (first, last, reason, message, choices))

struct HitView {
    std::int64_t id{}, chat{};
    std::string chat_name;
    bool is_group{};
    std::int64_t ts{}, sender{};
    std::string sender_name;
    bool is_mine{};
    std::string type, text;
    std::vector<std::array<std::uint32_t, 2>> marks;  // code points of text
    json::OmitDefault<bool> cut;                      // text is a part of a longer one
};
BOOST_DESCRIBE_STRUCT(HitView, (),
                      (id, chat, chat_name, is_group, ts, sender, sender_name, is_mine, type, text,
                       marks, cut))

struct FacetView {
    std::int64_t id{};
    std::string name;
    std::uint64_t count{};
};
BOOST_DESCRIBE_STRUCT(FacetView, (), (id, name, count))

struct FacetsView {
    std::vector<FacetView> chat, person;
    std::map<std::string, std::uint64_t> month, type;
    std::uint64_t other_chats{}, other_chats_count{}, other_people{}, other_people_count{};
};
BOOST_DESCRIBE_STRUCT(FacetsView, (),
                      (chat, person, month, type, other_chats, other_chats_count, other_people,
                       other_people_count))

struct FoundView {
    std::uint64_t total{};
    double took_ms{};
    bool exact = true;
    std::string sort;
    std::vector<HitView> hits;
    json::Omit<FacetsView> facets;
    std::string cursor;
    std::vector<ProblemView> problems;
    json::Omit<std::uint32_t> error_at;
};
BOOST_DESCRIBE_STRUCT(FoundView, (),
                      (total, took_ms, exact, sort, hits, facets, cursor, problems, error_at))

std::string_view word_of(search::Sort sort) {
    switch (sort) {
        case search::Sort::newest:
            return "new";
        case search::Sort::oldest:
            return "old";
        case search::Sort::best:
            return "best";
    }
    return "new";
}

std::optional<search::Sort> sort_of(const http::Call& call) {
    const auto word = call.query_or("sort", "");
    for (const auto sort : {search::Sort::newest, search::Sort::oldest, search::Sort::best})
        if (word == word_of(sort)) return sort;
    require(word.empty(), Errc::invalid, "sort: expected new, old or best");
    return std::nullopt;
}

std::vector<FacetView> view(const search::FacetList& list) {
    std::vector<FacetView> shown;
    for (const auto& entry : list.entries) shown.push_back({entry.id, entry.name, entry.count});
    return shown;
}

FacetsView view(const search::Facets& facets) {
    FacetsView shown;
    shown.chat = view(facets.chats);
    shown.person = view(facets.people);
    shown.other_chats = facets.chats.others;
    shown.other_chats_count = facets.chats.other_count;
    shown.other_people = facets.people.others;
    shown.other_people_count = facets.people.other_count;
    for (const auto& month : facets.months)
        shown.month.emplace(format_month(month.year, month.month), month.count);
    for (const auto& kind : facets.kinds) shown.type.emplace(name_of(kind.kind), kind.count);
    return shown;
}

HitView view(const search::Hit& hit) {
    HitView shown{hit.id.value,
                  hit.chat.value,
                  hit.chat_name,
                  hit.is_group,
                  hit.time,
                  hit.sender.value,
                  hit.sender_name,
                  hit.is_mine,
                  std::string{name_of(hit.kind)},
                  hit.text,
                  {},
                  {}};
    for (const auto& mark : hit.marks) shown.marks.push_back({mark.first, mark.last});
    shown.cut.value = hit.cut;
    return shown;
}

FoundView view(const search::Found& found) {
    FoundView shown;
    shown.total = found.total;
    shown.took_ms = found.took_ms;
    shown.sort = word_of(found.sort);
    shown.cursor = found.cursor;
    for (const auto& hit : found.hits) shown.hits.push_back(view(hit));
    if (found.facets) shown.facets.emplace(view(*found.facets));
    for (const auto& problem : found.problems) {
        ProblemView one{
            problem.place.first, problem.place.last, problem.reason, problem.message, {}};
        for (const auto& choice : problem.choices)
            one.choices.push_back({choice.id, choice.name, choice.group});
        shown.problems.push_back(std::move(one));
    }
    if (found.error_at) shown.error_at.emplace(*found.error_at);
    return shown;
}

FoundView find(const Parts& parts, const http::Call& call) {
    const auto mode = call.query_or("mode", "exact");
    require(mode == "exact", Errc::invalid, "mode: only exact is available");
    const auto limit = call.query_whole("limit").value_or(50);
    require(limit >= 1 && limit <= static_cast<std::int64_t>(search::kFindLimit), Errc::invalid,
            "limit: expected 1 to 200");
    const auto accounts = parts.store.accounts();
    const search::FindContext context{
        .zone = Zone::named(parts.host.timezone), .now = parts.clock.now(), .accounts = accounts};
    const search::FindOptions options{
        .limit = static_cast<std::size_t>(limit),
        .cursor = call.query_or("cursor", ""),
        .sort = sort_of(call),
        .facets = call.query_is("facets", "1") ? search::WithFacets::yes : search::WithFacets::no};
    const auto snapshot = parts.store.snapshot();
    return view(search::find(*snapshot, search::parse(call.query_or("q", "")), context, options,
                             parts.scan, call.stop()));
}

}  // namespace

void find_routes(http::Routes on, const Parts& parts) {
    on.get("/api/kith/find", [parts](http::Call& call) { return find(parts, call); })
        .describe({.summary = "X04 Find messages with the search language",
                   .query = {{"q", "search language, see docs/search-language.md", {}, true},
                             {"sort", "new, old or best"},
                             {"cursor", "of the page before"},
                             {"limit", "1 to 200, default 50", http::Kind::integer},
                             {"facets", "1: with counts", http::Kind::boolean},
                             {"mode", "exact"}}});
}

}  // namespace kith::api::own
