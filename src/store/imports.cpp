// The list of imports: beginning, resuming, undoing.
#include "base/error.h"
#include "store/core.h"
#include "store/store_state.h"

namespace kith::store {
namespace {

SourceId find_or_add_source(db::Connection& on, AccountId account, std::string_view format,
                            std::string_view location) {
    auto found =
        on.prepare("select id from source where account = $1 and format = $2 and location = $3");
    found.bind_all(account.value, format, location);
    if (found.step()) return SourceId{found.integer(0)};
    on.prepare("insert into source(account, format, location) values($1, $2, $3)")
        .bind_all(account.value, format, location)
        .run();
    return SourceId{on.last_id()};
}

ImportInfo info_at(const db::Statement& at) {
    ImportInfo info;
    info.id = ImportId{at.integer(0)};
    info.source = SourceId{at.integer(1)};
    info.location = at.text(2);
    info.format = at.text(3);
    info.state = static_cast<ImportState>(at.integer(4));
    info.started = from_millis(at.integer(5));
    if (!at.is_null(6)) info.ended = from_millis(at.integer(6));
    info.added = at.integer(7);
    info.same = at.integer(8);
    info.changed = at.integer(9);
    info.error = at.text(10);
    info.report = at.text(11);
    return info;
}

// Half chats of imports that nobody works on go before another import can take their rows for
// "there already": the next start would remove them, and the rows would be lost.
void remove_left_halves(Core& core) {
    const auto halves = on_writer(core, [&] {
        std::vector<ImportId> found;
        auto all = core.write->on.prepare(
            "select distinct s.import from import_span s join import i on i.id = s.import "
            "where s.whole = 0 and i.state = $1");
        all.bind_all(ImportState::loading);
        while (all.step()) found.push_back(ImportId{all.integer(0)});
        return found;
    });
    for (const auto id : halves) {
        {
            const std::lock_guard guard{core.busy_mutex};
            if (core.busy_imports.contains(id.value)) continue;
        }
        take_out_rows(core, id, Rows::of_half_chats, {}, Stop{});
    }
}

constexpr std::string_view kImports =
    "select i.id, i.source, s.location, s.format, i.state, i.started, i.ended, i.added, i.same, "
    "i.changed, i.error, i.report, s.account from import i join source s on s.id = i.source ";

}  // namespace

std::unique_ptr<Import> Store::begin_import(AccountId account, std::string_view format,
                                            std::string_view location) {
    auto& core = *state_->core;
    remove_left_halves(core);
    require(core.picture.current()->messages < core.settings.max_messages, Errc::too_large,
            "the store holds as many messages as it can", "store_full");
    auto work = on_writer(core, [&] {
        WriteUnit unit{core};
        auto& on = core.write->on;
        const auto source = find_or_add_source(on, account, format, location);
        on.prepare("insert into import(source, state, started) values($1, $2, $3)")
            .bind_all(source.value, ImportState::loading, unix_millis(core.clock.now()))
            .run();
        const ImportId id{on.last_id()};
        unit.commit();
        core.formats.set(id, format);
        return std::make_shared<ImportWork>(
            id, source, account, Reading{std::string{format}, id, MessageId{core.write->next_id}});
    });
    return std::make_unique<Import>(make_import_state(state_->core, std::move(work)));
}

std::unique_ptr<Import> Store::resume(ImportId id) {
    auto& core = *state_->core;
    std::optional<ImportInfo> info;
    AccountId account;
    {
        auto reader = core.readers.take();
        auto ask = reader->on.prepare(std::string{kImports} + "where i.id = $1");
        if (ask.bind(1, id.value).step()) {
            info = info_at(ask);
            account = AccountId{ask.integer(12)};
        }
    }
    require(info.has_value(), Errc::not_found, "no such import", "no_import");
    require(info->state == ImportState::loading, Errc::conflict, "this import has ended",
            "import_ended");
    const auto next = on_writer(core, [&] { return MessageId{core.write->next_id}; });
    auto import = std::make_unique<Import>(make_import_state(
        state_->core,
        std::make_shared<ImportWork>(id, info->source, account, Reading{info->format, id, next})));
    take_out_rows(core, id, Rows::of_half_chats, {}, Stop{});
    return import;
}

std::vector<ImportInfo> Store::imports() const {
    auto reader = state_->core->readers.take();
    auto all = reader->on.prepare(std::string{kImports} + "order by i.id");
    std::vector<ImportInfo> found;
    while (all.step()) found.push_back(info_at(all));
    return found;
}

std::vector<PartMark> Store::marks(std::string_view format, std::string_view location) const {
    auto reader = state_->core->readers.take();
    auto all = reader->on.prepare(
        "select p.part, p.size, p.mtime, p.last, p.last_skey from source_part p join source s on "
        "s.id = p.source where s.format = $1 and s.location = $2");
    all.bind_all(format, location);
    std::vector<PartMark> found;
    while (all.step())
        found.push_back({std::string{all.text(0)}, all.integer(1), all.integer(2), all.integer(3),
                         all.integer(4)});
    return found;
}

ImportCounts Store::compare(ChatId chat, std::span<const Row> rows, std::string_view format) const {
    auto& core = *state_->core;
    ImportCounts counts;
    const auto snapshot = core.picture.current();
    const auto* found = snapshot->chat(chat);
    if (!found) return {static_cast<std::int64_t>(rows.size()), 0, 0};
    auto reader = core.readers.take();
    const Reading dry{std::string{format}, {}, {}};
    for (const auto& one : match(*found->rows, rows, dry, core.formats, reader->messages)) {
        counts.added += one.verdict == Verdict::add ? 1 : 0;
        counts.same += one.verdict == Verdict::same ? 1 : 0;
        counts.changed += one.verdict == Verdict::change ? 1 : 0;
    }
    return counts;
}

void Store::undo(ImportId id, const std::function<void(double)>& progress, const Stop& stop) {
    auto& core = *state_->core;
    std::optional<ImportInfo> info;
    for (auto& one : imports())
        if (one.id == id) info = std::move(one);
    require(info.has_value(), Errc::not_found, "no such import", "no_import");
    if (info->state == ImportState::undone || info->state == ImportState::cancelled) return;
    {
        const std::lock_guard guard{core.busy_mutex};
        require(core.busy_imports.insert(id.value).second, Errc::conflict,
                "this import is being worked on", "import_busy");
    }
    struct Free {
        Core& core;
        ImportId id;
        ~Free() {
            const std::lock_guard guard{core.busy_mutex};
            core.busy_imports.erase(id.value);
        }
    } free{core, id};
    take_out(core, id, ImportState::undone, progress, stop);
    core.cache.write_soon(core);
}

}  // namespace kith::store
