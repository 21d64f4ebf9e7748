// The slow and obvious meaning of a query: every row of an archive against the whole tree.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "search/find_plan.h"
#include "search/query.h"
#include "tests/search/find_archive.h"
#include "text/fold.h"

namespace kith::search::made {

using About = Term::About;

struct OneRow {
    const Chat* chat{};
    const Row* row{};
    bool opener{};
};

class Slow {
  public:
    Slow(const Archive& archive, const FindContext& context)
        : archive_{archive}, context_{context} {}

    std::vector<OneRow> rows(const Query& query) const {
        std::vector<OneRow> out;
        if (!query.root) return out;
        const bool notices = asks_notices(query, *query.root, true);
        for (const auto& chat : archive_.chats) {
            std::int64_t before = -1'000'000'000;
            for (const auto& row : chat.rows) {
                if ((row.flags & kDeleted) != 0) continue;
                const bool counted = row.kind != Kind::system;
                OneRow one{&chat, &row,
                           counted && row.time - before > context_.session_gap_seconds};
                if (counted) before = row.time;
                if ((counted || notices) && holds(query, *query.root, one)) out.push_back(one);
            }
        }
        return out;
    }

  private:
    static bool asks_notices(const Query& query, const Node& node, bool asked) {
        if (node.kind == Node::Kind::term) {
            const auto& term = query.terms[node.term];
            if (term.about == About::state && term.state == State::system) return true;
            return asked && term.about == About::words;
        }
        return std::ranges::any_of(node.children, [&](const Node& child) {
            return asks_notices(query, child, asked != (node.kind == Node::Kind::none));
        });
    }

    bool holds(const Query& query, const Node& node, const OneRow& one) const {
        const auto child = [&](const Node& c) { return holds(query, c, one); };
        switch (node.kind) {
            case Node::Kind::all:
                return std::ranges::all_of(node.children, child);
            case Node::Kind::any:
                return std::ranges::any_of(node.children, child);
            case Node::Kind::none:
                return !child(node.children[0]);
            default:
                return holds(query.terms[node.term], one);
        }
    }

    std::string name(const OneRow& one) const {
        const auto& info = one.chat->info;
        return info.title.empty()
                   ? store::display_name(
                         archive_.people[static_cast<std::size_t>(info.peer.value - 1)])
                   : info.title;
    }

    bool sent_by(const Term& term, const OneRow& one) const {
        if (term.me) return (one.row->flags & kMine) != 0;
        if (one.row->sender == store::kNobody) return false;
        const auto id = one.chat->people[one.row->sender];
        return store::display_name(archive_.people[static_cast<std::size_t>(id.value - 1)]) ==
               term.value;
    }

    bool in_time(const Term& term, const OneRow& one) const {
        const auto span = span_of(term.when, context_.zone, context_.now);
        const auto time = one.row->time;
        if (term.bound == Term::Bound::after) return time >= span.from;
        if (term.bound == Term::Bound::before) return time < span.from;
        return time >= span.from && time < span.to;
    }

    bool in_state(State state, const OneRow& one) const {
        const bool group = one.chat->info.kind == store::ChatKind::group;
        const bool notice = one.row->kind == Kind::system;
        const bool mine = (one.row->flags & kMine) != 0;
        switch (state) {
            case State::mine:
                return mine;
            case State::theirs:
                return !mine && !notice;
            case State::in_private:
                return !group;
            case State::in_group:
                return group;
            case State::late: {
                const int hour = context_.zone.local(one.row->time).hour;
                return hour >= 22 || hour < 4;
            }
            case State::system:
                return notice || (one.row->flags & kSystemPhrase) != 0;
            default:
                return one.opener;
        }
    }

    bool holds(const Term& term, const OneRow& one) const {
        const auto local = context_.zone.local(one.row->time);
        const bool group = one.chat->info.kind == store::ChatKind::group;
        const auto bit = [&](int at) { return (term.set >> at & 1U) != 0; };
        switch (term.about) {
            case About::words:
                return text::fold(one.row->text).find(term.folded) != std::u16string::npos;
            case About::chat:
                return name(one) == term.value;
            case About::group:
                return group && name(one) == term.value;
            case About::sender:
                return sent_by(term, one);
            case About::with:
                return (!group && name(one) == term.value) || sent_by(term, one);
            case About::source:
                return archive_.accounts[static_cast<std::size_t>(one.chat->info.account.value - 1)]
                           .network == term.value;
            case About::time:
                return in_time(term, one);
            case About::hour:
                return bit(local.hour);
            case About::weekday:
                return bit(local.weekday);
            case About::kind:
                return bit(static_cast<int>(one.row->kind));
            default:
                return in_state(term.state, one);
        }
    }

    const Archive& archive_;
    const FindContext& context_;
};

}  // namespace kith::search::made
