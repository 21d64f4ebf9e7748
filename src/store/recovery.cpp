// What a crash left behind: chats that an import had read in part are taken out, to be read again.
#include <vector>

#include "store/core.h"
#include "store/schema.h"

namespace kith::store {
namespace {

constexpr std::int64_t kDeleteRows = 20'000;  // of one transaction

struct HalfSpan {
    std::int64_t import{}, first{}, last{}, chat{};
};

std::vector<HalfSpan> half_spans(db::Connection& on) {
    auto all = on.prepare(
        "select s.import, s.first, s.last, s.chat from import_span s join import i on "
        "i.id = s.import where s.whole = 0 and i.state = $1 order by s.import, s.first");
    all.bind(1, static_cast<std::int64_t>(ImportState::loading));
    std::vector<HalfSpan> found;
    while (all.step())
        found.push_back({all.integer(0), all.integer(1), all.integer(2), all.integer(3)});
    return found;
}

void keep_next_id(db::Connection& on) {
    auto highest = on.prepare("select coalesce(max(id), 0) + 1 from message");
    highest.step();
    const auto next = std::max(highest.integer(0), meta_integer(on, kNextMessage));
    highest.reset();
    set_meta(on, kNextMessage, next);
}

}  // namespace

void remove_half_chats(db::Connection& on) {
    const auto spans = half_spans(on);
    if (spans.empty()) return;
    auto rows = on.prepare("delete from message where id between $1 and $2");
    auto old = on.prepare("delete from message_old where message between $1 and $2");
    auto shrink = on.prepare("update import_span set last = $3 where import = $1 and first = $2");
    auto drop = on.prepare("delete from import_span where import = $1 and first = $2");
    auto counts = on.prepare("update import set added = added - $2 where id = $1");
    auto raise = on.prepare("update chat set rev = rev + 1 where id = $1");
    for (const auto& span : spans) {
        // From the end, so that the first id, which names the span, stays.
        for (auto last = span.last; last >= span.first;) {
            const auto first = std::max(span.first, last - kDeleteRows + 1);
            db::Transaction change{on, db::Transaction::Mode::write};
            keep_next_id(on);
            const auto gone = rows.bind_all(first, last).run();
            old.bind_all(first, last).run();
            if (first == span.first)
                drop.bind_all(span.import, span.first).run();
            else
                shrink.bind_all(span.import, span.first, first - 1).run();
            counts.bind_all(span.import, gone).run();
            raise.bind(1, span.chat).run();
            change.commit();
            last = first - 1;
        }
    }
}

}  // namespace kith::store
