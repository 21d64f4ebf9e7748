// One import, as its readers see it.
#include <malloc.h>

#include <algorithm>

#include "base/error.h"
#include "store/core.h"
#include "store/seconds.h"
#include "store/store_state.h"

namespace kith::store {
namespace {

constexpr std::int64_t kTrimRows = 100'000;  // after so many rows freed memory is given back
constexpr std::size_t kStepBytes = 512;      // what a step weighs in the queue at least

std::vector<PartMark> read_marks(db::Connection& on, SourceId source) {
    auto all =
        on.prepare("select part, size, mtime, last, last_skey from source_part where source = $1");
    all.bind(1, source.value);
    std::vector<PartMark> found;
    while (all.step())
        found.push_back({std::string{all.text(0)}, all.integer(1), all.integer(2), all.integer(3),
                         all.integer(4)});
    return found;
}

std::size_t bytes_of(const Prepared& piece) {
    std::size_t bytes = kStepBytes;
    for (const auto& row : piece.rows) bytes += sizeof(Row) + row.text.size() + row.body.size();
    for (const auto& row : piece.changes) bytes += sizeof(Row) + row.text.size() + row.body.size();
    return bytes;
}

}  // namespace

Import::State::~State() {
    const std::lock_guard guard{core->busy_mutex};
    core->busy_imports.erase(work->id.value);
}

std::unique_ptr<Import::State> make_import_state(std::shared_ptr<Core> core,
                                                 std::shared_ptr<ImportWork> work) {
    {
        const std::lock_guard guard{core->busy_mutex};
        require(core->busy_imports.insert(work->id.value).second, Errc::conflict,
                "this import is being worked on", "import_busy");
    }
    return std::make_unique<Import::State>(std::move(core), std::move(work));
}

ImportCounts& ImportCounts::operator+=(const ImportCounts& other) {
    added += other.added;
    same += other.same;
    changed += other.changed;
    return *this;
}

Import::Import(std::unique_ptr<State> state) : state_{std::move(state)} {}
Import::~Import() = default;

ImportId Import::id() const {
    return state_->work->id;
}

PersonId Import::person(const Person& person) {
    return state_->core->directory.person(person, state_->work->id);
}

ChatId Import::chat(const ChatInfo& info) {
    return state_->core->directory.chat(info, state_->work->id);
}

void Import::begin_chat(ChatId chat) {
    require(state_->core->directory.has_chat(chat), Errc::not_found, "no such chat", "no_chat");
    state_->work->check();
}

void Import::put(Piece piece, const Stop& stop) {
    auto& core = *state_->core;
    auto& work = *state_->work;
    work.check();
    stop.check();
    work.free_leftovers();
    if (piece.rows.empty()) return;
    const auto people = core.directory.people_of(piece.chat);
    require(people != nullptr, Errc::not_found, "no such chat", "no_chat");
    const auto [first, last] = std::ranges::minmax(piece.rows, {}, &Row::time);
    const auto first_second = second_of(first.time), last_second = second_of(last.time);
    // Rows that may equal or precede rows on their way are matched when those have arrived.
    work.wait_for_chat(piece.chat, first_second, [&] { core.queue.hurry(); }, stop);
    const auto snapshot = core.picture.current();
    require(snapshot->messages < core.settings.max_messages, Errc::too_large,
            "the store holds as many messages as it can", "store_full");
    static const ChatRows kNone;
    const auto* chat = snapshot->chat(piece.chat);
    ImportStep step;
    step.import = state_->work;
    {
        auto reader = core.readers.take();
        step.piece = prepare(piece.chat, std::move(piece.rows), chat ? *chat->rows : kNone, *people,
                             work.reading, core.formats, reader->messages);
    }
    step.bytes = bytes_of(*step.piece);
    work.announce(piece.chat, last_second);
    try {
        step.takes = core.directory.takes();
        core.queue.push(std::move(step), stop);
    } catch (...) {
        work.arrived(piece.chat);
        throw;
    }
}

void Import::end_chat(ChatId chat, std::span<const PartMark> marks) {
    ImportStep step;
    step.import = state_->work;
    step.ended = chat;
    step.marks.assign(marks.begin(), marks.end());
    step.bytes = kStepBytes * (1 + marks.size());
    state_->work->check();
    state_->work->announce(chat, -1);
    try {
        step.takes = state_->core->directory.takes();
        state_->core->queue.push(std::move(step), Stop{});
    } catch (...) {
        state_->work->arrived(chat);
        throw;
    }
}

void Import::mark(const PartMark& mark) {
    end_chat(ChatId{}, std::span{&mark, 1});
}

std::vector<PartMark> Import::marks() const {
    auto reader = state_->core->readers.take();
    return read_marks(reader->on, state_->work->source);
}

ImportCounts Import::counts() const {
    return state_->work->counts();
}

ImportCounts Import::finish(ImportState state, std::string_view report, std::string_view error) {
    auto& core = *state_->core;
    auto& work = *state_->work;
    work.wait_for_all([&] { core.queue.hurry(); });
    work.free_leftovers();
    std::exception_ptr failure;
    try {
        work.check();
    } catch (const Error& broken) {
        // What the writer met is told to whoever thinks all went well.
        if (state == ImportState::done) {
            failure = std::current_exception();
            state = ImportState::failed;
            error = broken.message();
        }
    }
    on_writer(core, [&] {
        WriteUnit unit{core};
        for (const auto& [chat, same] : work.open_same)  // chats that nobody closed
            core.write->add_counts.bind_all(work.id.value, 0, same, 0).run();
        work.open_same.clear();
        set_import_state(core, work.id,
                         state == ImportState::cancelled ? ImportState::undoing : state, report,
                         error);
        unit.commit();
        core.publish();
    });
    if (state == ImportState::cancelled) take_out(core, work.id, state, {}, Stop{});
    if (work.counts().added >= kTrimRows) ::malloc_trim(0);
    core.cache.write_soon(core);
    if (failure) std::rethrow_exception(failure);
    return work.counts();
}

}  // namespace kith::store
