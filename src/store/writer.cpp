// The writer thread: opening, its loop, its transactions, and closing.
#include <algorithm>
#include <chrono>
#include <iterator>

#include "base/error.h"
#include "base/log.h"
#include "store/core.h"
#include "store/directory_table.h"
#include "store/schema.h"

namespace kith::store {
namespace {

using namespace std::chrono_literals;
constexpr int kWriterCache = 32 << 20;

std::filesystem::path beside(const std::filesystem::path& file, std::string_view ending) {
    auto path = file;
    path += ending;
    return path;
}

// Opening for writing changes the head of the file: somebody else's is looked at first.
void refuse_foreign(const Settings& settings) {
    std::error_code none;
    if (!std::filesystem::exists(settings.file, none) ||
        std::filesystem::file_size(settings.file, none) == 0)
        return;
    auto on =
        db::Connection::open(settings.file, {.access = db::Access::read_only, .key = settings.key});
    require_own(on);
}

db::Connection open_writer(const Settings& settings) {
    refuse_foreign(settings);
    auto on =
        db::Connection::open(settings.file, {.key = settings.key, .cache_bytes = kWriterCache});
    on.execute("pragma wal_autocheckpoint=0");
    // Cells that leave a page are blotted out where that costs no further write: a text that is
    // removed must not stay behind in the page of another.
    on.execute("pragma secure_delete=fast");
    make_schema(on);
    make_subjects(on, settings.subjects);
    return on;
}

std::int64_t next_message_id(db::Connection& on) {
    auto ask = on.prepare("select coalesce(max(id), 0) + 1 from message");
    ask.step();
    return std::max({std::int64_t{1}, ask.integer(0), meta_integer(on, kNextMessage)});
}

}  // namespace

WriteSide::WriteSide(const Settings& settings)
    : on{open_writer(settings)},
      messages{on},
      reader{on},
      add_span{on.prepare("insert into import_span values($1, $2, $3, $4, 0)")},
      grow_span{on.prepare("update import_span set last = $3 where import = $1 and first = $2")},
      close_span{on.prepare("update import_span set whole = 1 where import = $1 and first = $2")},
      add_mark{on.prepare(
          "insert into source_part values($1,$2,$3,$4,$5,$6) on conflict(source, part) do update "
          "set size=$3, mtime=$4, last=$5, last_skey=$6")},
      add_counts{on.prepare("update import set added = added + $2, same = same + $3, "
                            "changed = changed + $4 where id = $1")},
      find_key{on.prepare("select message from live_key where chat = $1 and key = $2")},
      add_key{on.prepare("insert into live_key values($1, $2, $3)")} {}

Core::Core(const Settings& given, const Clock& time)
    : settings{given},
      clock{time},
      lock{std::in_place, beside(given.file, ".lock")},
      picture{static_cast<std::uint64_t>(unix_millis(time.now())) * 1000},
      readers{given},
      checkpointer{given},
      cache{given} {}

Core::~Core() {
    close();
}

void Core::start() {
    const auto begun = std::chrono::steady_clock::now();
    write.emplace(settings);
    remove_half_chats(write->on);
    read_directory(write->on, directory);
    picture.add(directory.all());
    auto imports =
        write->on.prepare("select i.id, s.format from import i join source s on s.id = i.source");
    while (imports.step()) formats.set(ImportId{imports.integer(0)}, imports.text(1));
    write->next_id = next_message_id(write->on);
    load_rows(*this);
    picture.publish();
    loaded.load_seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    checkpointer.start();
    writer_ = std::thread{[this] { run(); }};
}

void Core::run() {
    for (;;) {
        auto work = queue.take();
        if (!work.live.empty()) {
            write->last_live = std::chrono::steady_clock::now();
            commit_live(*this, work.live);
        }
        if (work.task) work.task();
        if (work.closed) break;
        if (work.steps) commit_steps(*this);
    }
    drop_steps(*this);
}

void Core::close() {
    cache.stop();
    queue.close();
    if (!writer_.joinable()) return;
    writer_.join();
    checkpointer.stop();
    write.reset();
    readers.close();
    lock.reset();
}

void Core::publish() {
    const auto generation = picture.publish();
    const std::lock_guard guard{listener_mutex};
    if (listener) listener(generation);
}

WriteUnit::WriteUnit(Core& core)
    : core_{core}, gate_{core.checkpointer}, next_id_{core.write->next_id} {
    transaction_.emplace(core.write->on, db::Transaction::Mode::write);
    learn();
}

void WriteUnit::learn() {
    const auto more = core_.directory.take();
    if (more.empty()) return;
    try {
        write_directory(core_.write->on, more);
    } catch (const Error&) {
        core_.directory.put_back(more);
        throw;
    }
    std::ranges::copy(more.accounts, std::back_inserter(changes_.accounts));
    std::ranges::copy(more.people, std::back_inserter(changes_.people));
    std::ranges::copy(more.chats, std::back_inserter(changes_.chats));
}

WriteUnit::Learned WriteUnit::learned() const {
    return {changes_.accounts.size(), changes_.people.size(), changes_.chats.size()};
}

void WriteUnit::unlearn(const Learned& since) {
    const auto cut = [](auto& from, std::size_t first, auto& to) {
        const auto at = from.begin() + static_cast<std::ptrdiff_t>(first);
        to.assign(at, from.end());
        from.erase(at, from.end());
    };
    Directory::Changes gone;
    cut(changes_.accounts, since.accounts, gone.accounts);
    cut(changes_.people, since.people, gone.people);
    cut(changes_.chats, since.chats, gone.chats);
    core_.directory.put_back(gone);
}

WriteUnit::~WriteUnit() {
    if (committed_) return;
    core_.directory.put_back(changes_);
    core_.write->next_id = next_id_;
}

void WriteUnit::commit() {
    transaction_->commit();
    committed_ = true;
    if (!changes_.empty()) core_.picture.add(changes_);
}

}  // namespace kith::store
