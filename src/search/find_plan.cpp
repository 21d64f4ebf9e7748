// See find_plan.h.
#include "search/find_plan.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kith::search {
namespace {

using About = Term::About;

std::uint32_t bits_of(LateHours late) {
    std::uint32_t bits = 0;
    for (int hour = 0; hour < 24; ++hour) {
        const bool in = late.start <= late.end ? late.start <= hour && hour < late.end
                                               : hour >= late.start || hour < late.end;
        if (in) bits |= std::uint32_t{1} << hour;
    }
    return bits;
}

Span span_of(const Term& term, const FindContext& context) {
    const Span whole = span_of(term.when, context.zone, context.now);
    switch (term.bound) {
        case Term::Bound::after:
            return {whole.from, kEndOfTime};
        case Term::Bound::before:
            return {0, whole.from};
        default:
            return whole;
    }
}

Leaf leaf_of(const Term& term, Named named, const FindContext& context, const ByteCounts& bytes) {
    Leaf leaf;
    leaf.about = term.about;
    leaf.named = std::move(named);
    leaf.me = term.me;
    leaf.set = term.set;
    leaf.state = term.state;
    if (term.about == About::words) leaf.needle = Needle{term.folded, bytes};
    if (term.about == About::time) leaf.span = span_of(term, context);
    if (term.about == About::state && term.state == State::late) {
        leaf.about = About::hour;
        leaf.set = bits_of(context.late);
    }
    return leaf;
}

// Without the terms that have no meaning. Nothing when nothing is left.
std::optional<Node> without_unknown(const Node& node, const NamedTerms& names) {
    if (node.kind == Node::Kind::term)
        return names.terms[node.term].known ? std::optional{node} : std::nullopt;
    Node out{node.kind, 0, {}};
    for (const auto& child : node.children)
        if (auto kept = without_unknown(child, names)) out.children.push_back(std::move(*kept));
    if (out.children.empty()) return std::nullopt;
    if (out.children.size() == 1 && node.kind != Node::Kind::none)
        return std::move(out.children.front());
    return out;
}

// Rough work per row: columns are cheap, words read the text.
int cost_of(const Node& node, const std::vector<Leaf>& leaves) {
    if (node.kind != Node::Kind::term) {
        int sum = 0;
        for (const auto& child : node.children) sum += cost_of(child, leaves);
        return sum;
    }
    switch (leaves[node.term].about) {
        case About::words:
            return 100;
        case About::hour:
        case About::weekday:
            return 4;
        default:
            return 1;
    }
}

void order_by_cost(Node& node, const std::vector<Leaf>& leaves) {
    for (auto& child : node.children) order_by_cost(child, leaves);
    std::vector<std::pair<int, std::size_t>> costs;
    for (std::size_t i = 0; i < node.children.size(); ++i)
        costs.emplace_back(cost_of(node.children[i], leaves), i);
    std::ranges::sort(costs);
    std::vector<Node> sorted;
    sorted.reserve(costs.size());
    for (const auto& [cost, i] : costs) sorted.push_back(std::move(node.children[i]));
    node.children = std::move(sorted);
}

enum class Sense { asked, excluded };

// Which leaves are shown, and whether notices are looked at.
void look_at(const Node& node, Sense sense, Plan& plan) {
    if (node.kind == Node::Kind::term) {
        const auto& leaf = plan.leaves[node.term];
        const bool system = leaf.about == About::state && leaf.state == State::system;
        if (system) plan.notices = true;
        if (sense == Sense::excluded || leaf.about != About::words) return;
        plan.notices = true;
        plan.marked.push_back(node.term);
        return;
    }
    if (node.kind == Node::Kind::none)
        sense = sense == Sense::asked ? Sense::excluded : Sense::asked;
    for (const auto& child : node.children) look_at(child, sense, plan);
}

Verdict verdict(bool yes) {
    return yes ? Verdict::all : Verdict::none;
}

bool has_any(const store::Chat& chat, const std::vector<store::PersonId>& people) {
    return std::ranges::any_of(chat.rows->people, [&](store::PersonId id) {
        return std::ranges::binary_search(people, id);
    });
}

Verdict sender_verdict(const Leaf& leaf, const store::Chat& chat) {
    if (leaf.me || std::ranges::binary_search(leaf.named.mine, chat.info->account))
        return Verdict::rows;
    return has_any(chat, leaf.named.people) ? Verdict::rows : Verdict::none;
}

Verdict state_verdict(State state, const store::Chat& chat) {
    const bool group = chat.info->kind == store::ChatKind::group;
    switch (state) {
        case State::in_private:
            return verdict(!group);
        case State::in_group:
            return verdict(group);
        default:
            return Verdict::rows;
    }
}

}  // namespace

LocalClock::LocalClock(const Zone& zone, std::int64_t first, std::int64_t last) {
    std::int64_t from = first;
    for (const auto change : zone.transitions(first, last + 1)) {
        stretches_.push_back({change, zone.offset_at(from)});
        from = change;
    }
    stretches_.push_back({kEndOfTime, zone.offset_at(from)});
}

const LocalClock::Stretch* LocalClock::at(std::int64_t time) const {
    return &*std::ranges::upper_bound(stretches_, time, {}, &Stretch::end);
}

Plan plan_of(const Query& query, const store::Snapshot& snapshot, const FindContext& context) {
    Plan plan;
    plan.problems = query.problems;
    if (!query.root) return plan;
    auto names = names_of(query, snapshot, context.accounts);
    std::ranges::move(names.problems, std::back_inserter(plan.problems));
    std::ranges::sort(plan.problems, {},
                      [](const Problem& p) { return std::pair{p.place.first, p.place.last}; });
    plan.root = without_unknown(*query.root, names);
    if (!plan.root) return plan;
    const auto bytes = sample(snapshot);
    for (std::size_t i = 0; i < query.terms.size(); ++i)
        plan.leaves.push_back(leaf_of(query.terms[i], std::move(names.terms[i]), context, bytes));
    order_by_cost(*plan.root, plan.leaves);
    look_at(*plan.root, Sense::asked, plan);
    return plan;
}

Verdict verdict_of(const Leaf& leaf, const store::Chat& chat, std::uint32_t chat_index) {
    switch (leaf.about) {
        case About::chat:
        case About::group:
            return verdict(std::ranges::binary_search(leaf.named.chats, chat_index));
        case About::source:
            return verdict(std::ranges::binary_search(leaf.named.accounts, chat.info->account));
        case About::with:
            if (chat.info->kind == store::ChatKind::direct &&
                std::ranges::binary_search(leaf.named.people, chat.info->peer))
                return Verdict::all;
            return sender_verdict(leaf, chat);
        case About::sender:
            return sender_verdict(leaf, chat);
        case About::time:
            if (leaf.span.to <= leaf.span.from) return Verdict::none;
            return Verdict::rows;
        case About::state:
            return state_verdict(leaf.state, chat);
        default:
            return Verdict::rows;
    }
}

Verdict verdict_of(const Node& node, std::span<const Verdict> leaves) {
    if (node.kind == Node::Kind::term) return leaves[node.term];
    if (node.kind == Node::Kind::none) {
        const auto inner = verdict_of(node.children[0], leaves);
        return inner == Verdict::rows ? inner : verdict(inner == Verdict::none);
    }
    // `all` ends with the first none, `any` with the first all.
    const auto end = node.kind == Node::Kind::all ? Verdict::none : Verdict::all;
    auto result = node.kind == Node::Kind::all ? Verdict::all : Verdict::none;
    for (const auto& child : node.children) {
        const auto one = verdict_of(child, leaves);
        if (one == end) return end;
        if (one == Verdict::rows) result = one;
    }
    return result;
}

}  // namespace kith::search
