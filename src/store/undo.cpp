// Taking an import out again: what it changed is restored, what it added is deleted, people and
// chats that only it told of leave with it. Durable batch by batch; every step can be repeated.
#include <algorithm>
#include <map>
#include <unordered_set>

#include "base/error.h"
#include "store/changes.h"
#include "store/core.h"
#include "store/directory_table.h"
#include "store/schema.h"

namespace kith::store {
namespace {

constexpr std::int64_t kUndoRows = 20'000;  // of one transaction
constexpr std::int64_t kUndoRowsBesideLive = 2'000;
constexpr std::size_t kUndoChanges = 500;

struct Span {
    std::int64_t first{}, last{};
    ChatId chat;
};

struct OldVersion {
    MessageId message;
    std::int64_t version{};
};

std::vector<Span> spans_of(db::Connection& on, ImportId import, Rows which) {
    auto all = on.prepare(
        "select first, last, chat from import_span where import = $1 and whole <= $2 "
        "order by first");
    all.bind_all(import.value, which == Rows::of_half_chats ? 0 : 1);
    std::vector<Span> found;
    while (all.step()) found.push_back({all.integer(0), all.integer(1), ChatId{all.integer(2)}});
    return found;
}

std::vector<OldVersion> versions_of(db::Connection& on, ImportId import) {
    // message_old is small: it is looked through as a whole.
    auto all = on.prepare(
        "select message, version from message_old where import = $1 and why = $2 "
        "order by message, version desc");
    all.bind_all(import.value, Why::import);
    std::vector<OldVersion> found;
    while (all.step()) found.push_back({MessageId{all.integer(0)}, all.integer(1)});
    return found;
}

// Puts one old version back. When the row was changed again later, the later change keeps what it
// made and only forgets what was between. True when the row itself changed.
bool restore(db::Connection& on, const OldVersion& old) {
    auto later =
        on.prepare("select min(version) from message_old where message = $1 and version > $2");
    later.bind_all(old.message.value, old.version).step();
    const auto next = later.integer(0);
    later.reset();
    if (next != 0)
        on.prepare(
              "update message_old set (kind, flags, raw_type, extra, body) = (select kind, flags, "
              "raw_type, extra, body from message_old where message = $1 and version = $2) "
              "where message = $1 and version = $3")
            .bind_all(old.message.value, old.version, next)
            .run();
    else
        on.prepare(
              "update message set (kind, flags, raw_type, extra, body) = (select kind, flags, "
              "raw_type, extra, body from message_old where message = $1 and version = $2) "
              "where id = $1")
            .bind_all(old.message.value, old.version)
            .run();
    on.prepare("delete from message_old where message = $1 and version = $2")
        .bind_all(old.message.value, old.version)
        .run();
    return next == 0;
}

void restore_some(Core& core, std::span<const OldVersion> some) {
    auto& write = *core.write;
    std::vector<StoredRow> changed;
    {
        WriteUnit unit{core};
        for (const auto& old : some) {
            if (!restore(write.on, old)) continue;
            write.reader.rows(std::span{&old.message, 1},
                              [&](StoredRow&& row) { changed.push_back(std::move(row)); });
        }
        for (const auto& row : changed) write.messages.raise_revision(row.chat);
        unit.commit();
    }
    for (const auto& row : changed) show_changed(core, row);
    core.publish();
}

void delete_rows(Core& core, ImportId import, std::span<const Span> parts,
                 std::span<const Span> whole) {
    auto& on = core.write->on;
    auto rows = on.prepare("delete from message where id between $1 and $2");
    auto old = on.prepare("delete from message_old where message between $1 and $2");
    auto drop = on.prepare("delete from import_span where import = $1 and first = $2");
    auto shrink = on.prepare("update import_span set last = $3 where import = $1 and first = $2");
    // What an import that ended had added stays told; what is read again is counted again.
    auto counts =
        on.prepare("update import set added = max(0, added - $2) where id = $1 and state = $3");
    std::map<ChatId, std::vector<IdRange>> gone;
    {
        WriteUnit unit{core};
        set_meta(on, kNextMessage, core.write->next_id);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const auto& part = parts[i];
            const auto gone_rows = rows.bind_all(part.first, part.last).run();
            counts.bind_all(import.value, gone_rows, ImportState::loading).run();
            old.bind_all(part.first, part.last).run();
            if (part.first == whole[i].first)
                drop.bind_all(import.value, part.first).run();
            else
                shrink.bind_all(import.value, whole[i].first, part.first - 1).run();
            gone[part.chat].push_back({part.first, part.last});
        }
        for (const auto& [chat, ranges] : gone) core.write->messages.raise_revision(chat);
        unit.commit();
    }
    for (auto& [chat, ranges] : gone) {
        std::ranges::sort(ranges, {}, &IdRange::first);
        show_removed(core, chat, ranges);
    }
    core.publish();
}

// Spans from the end, the largest part that goes into one transaction.
class SpanBatches {
  public:
    explicit SpanBatches(std::vector<Span> spans) : spans_{std::move(spans)} {
        for (const auto& span : spans_) total_ += span.last - span.first + 1;
        left_ = total_;
    }
    bool empty() const { return spans_.empty(); }
    double share() const {
        return total_ == 0 ? 1.0 : 1.0 - static_cast<double>(left_) / static_cast<double>(total_);
    }
    void next(std::int64_t rows, std::vector<Span>& parts, std::vector<Span>& whole) {
        parts.clear();
        whole.clear();
        while (rows > 0 && !spans_.empty()) {
            auto& span = spans_.back();
            const Span part{std::max(span.first, span.last - rows + 1), span.last, span.chat};
            const auto count = part.last - part.first + 1;
            parts.push_back(part);
            whole.push_back(span);
            rows -= count;
            left_ -= count;
            if (part.first == span.first)
                spans_.pop_back();
            else
                span.last = part.first - 1;
        }
    }

  private:
    std::vector<Span> spans_;
    std::int64_t total_ = 0, left_ = 0;
};

// People somebody still needs: senders in chats that stay, their members and peers.
std::unordered_set<PersonId> needed_people(const Core& core, ImportId import,
                                           const Directory::Changes& all) {
    std::unordered_set<PersonId> needed;
    for (const auto& entry : all.chats) {
        const auto at = core.picture.chats().find(entry.info->id);
        const bool has_rows = at != core.picture.chats().end() && at->second.size != 0;
        if (entry.import == import.value && !has_rows) continue;
        needed.insert(entry.info->peer);
        for (const auto& member : entry.info->members) needed.insert(member.person);
        if (!has_rows) continue;
        for (const auto person : at->second.rows->people) needed.insert(person);
    }
    return needed;
}

void remove_orphans(Core& core, ImportId import) {
    const auto needed = needed_people(core, import, core.directory.all());
    const auto gone = core.directory.remove_only_of(
        import, [&](PersonId id) { return needed.contains(id); },
        [&](ChatId id) {
            const auto* state = core.picture.find(id);
            return state && (state->size != 0 || !state->rows->erased.empty());
        });
    if (gone.empty()) return;
    WriteUnit unit{core};
    delete_from_directory(core.write->on, gone);
    const auto [person, chat] = core.directory.next_ids();
    set_meta(core.write->on, kNextPerson, person.value);
    set_meta(core.write->on, kNextChat, chat.value);
    unit.commit();
    core.picture.remove(gone);
}

}  // namespace

void set_import_state(Core& core, ImportId import, ImportState state, std::string_view report,
                      std::string_view error) {
    const bool ended = state != ImportState::loading && state != ImportState::undoing;
    auto set = core.write->on.prepare(
        "update import set state = $2, ended = $3, report = coalesce($4, report), "
        "error = coalesce($5, error) where id = $1");
    set.bind(1, import.value).bind(2, static_cast<std::int64_t>(state));
    if (ended)
        set.bind(3, unix_millis(core.clock.now()));
    else
        set.bind_null(3);
    for (const auto& [index, text] : {std::pair{4, report}, std::pair{5, error}}) {
        if (text.empty())
            set.bind_null(index);
        else
            set.bind(index, text);
    }
    set.run();
}

void take_out_rows(Core& core, ImportId import, Rows which,
                   const std::function<void(double)>& progress, const Stop& stop) {
    SpanBatches batches{on_writer(core, [&] { return spans_of(core.write->on, import, which); })};
    std::vector<Span> parts, whole;
    while (!batches.empty()) {
        stop.check();
        on_writer(core, [&] {
            const bool live =
                std::chrono::steady_clock::now() - core.write->last_live < std::chrono::seconds{1};
            batches.next(live ? kUndoRowsBesideLive : kUndoRows, parts, whole);
            delete_rows(core, import, parts, whole);
        });
        if (progress) progress(batches.share());
    }
}

void take_out(Core& core, ImportId import, ImportState last,
              const std::function<void(double)>& progress, const Stop& stop) {
    auto versions = on_writer(core, [&] {
        WriteUnit unit{core};
        set_import_state(core, import, ImportState::undoing, "", "");
        // What this import has read must be read again; also what others read since it began and
        // found there already because of it.
        core.write->on
            .prepare(
                "delete from source_part where source in (select later.source from import later "
                "join import gone on gone.id = $1 where later.ended is null or "
                "later.ended >= gone.started)")
            .bind(1, import.value)
            .run();
        unit.commit();
        return versions_of(core.write->on, import);
    });
    for (std::span left{versions}; !left.empty();) {
        stop.check();
        const auto some = left.first(std::min(left.size(), kUndoChanges));
        on_writer(core, [&] { restore_some(core, some); });
        left = left.subspan(some.size());
    }
    take_out_rows(core, import, Rows::all, progress, stop);
    on_writer(core, [&] {
        remove_orphans(core, import);
        WriteUnit unit{core};
        set_import_state(core, import, last, "", "");
        // An undone import tells what it did once; a cancelled one did nothing.
        if (last == ImportState::cancelled)
            core.write->on.prepare("update import set added = 0, changed = 0 where id = $1")
                .bind(1, import.value)
                .run();
        unit.commit();
        core.publish();
    });
}

}  // namespace kith::store
