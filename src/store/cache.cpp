// The cache file.
#include "store/cache.h"

#include <algorithm>
#include <memory>
#include <system_error>

#include "base/error.h"
#include "base/log.h"
#include "db/db.h"
#include "store/cache_codec.h"
#include "store/core.h"
#include "store/schema.h"

namespace kith::store {

// A committed moment of the store.
struct CacheFile::Moment {
    struct OneChat {
        Chat chat;
        std::int64_t revision{};
    };
    std::string store_id;
    std::int64_t upto{};
    std::vector<OneChat> chats;
};

namespace {

constexpr std::int64_t kRowsBetween = 200'000;  // so many new rows make a new file worth it

// On the writer thread, between two transactions. A tail chunk goes on growing, so its rows are
// copied now.
template <class Moment>
Moment moment_of(Core& core) {
    Moment made;
    auto& on = core.write->on;
    made.store_id = meta_text(on, kStoreId);
    made.upto = core.write->next_id - 1;
    auto revisions = on.prepare("select id, rev from chat order by id");
    while (revisions.step()) {
        const auto* state = core.picture.find(ChatId{revisions.integer(0)});
        if (!state) continue;
        typename Moment::OneChat chat{{state->info, state->rows}, revisions.integer(1)};
        if (state->tail) {
            auto rows = std::make_shared<ChatRows>(*state->rows);
            ChunkBuilder copy;
            copy.add(*state->tail, 0, state->tail->size());
            rows->chunks.back() = copy.build();
            chat.chat.rows = std::move(rows);
        }
        made.chats.push_back(std::move(chat));
    }
    return made;
}

}  // namespace

CacheFile::CacheFile(const Settings& settings) : settings_{settings}, file_{settings.file} {
    file_ += ".cache";
}

CacheFile::~CacheFile() {
    stop();
}

std::optional<CachedStore> CacheFile::read(std::string_view store_id, int threads) {
    std::error_code none;
    if (!std::filesystem::exists(file_, none)) return std::nullopt;
    try {
        return read_cache(file_, settings_.key, store_id, threads);
    } catch (const Error& error) {
        log::info("the cache file is made anew: {} {}", error.reason(), error.message());
    }
    remove_file();
    return std::nullopt;
}

void CacheFile::remember(const std::unordered_map<ChatId, std::uint64_t>& versions) {
    const std::lock_guard guard{mutex_};
    written_ = versions;
}

void CacheFile::write(Core& core, const Stop& stop) {
    const std::lock_guard guard{mutex_};
    if (core.picture.current()->messages < settings_.cache_from) return;
    const auto moment = on_writer(core, [&] { return moment_of<Moment>(core); });
    try {
        if (written_.empty()) remove_file();
        write_file(moment, stop);
        core.rows_since_cache = 0;
    } catch (const Error& error) {
        if (stop.requested()) throw;  // rolled back: the file is as it was
        written_.clear();
        remove_file();
        log::warn("the cache file was not written: {} {}", error.reason(), error.message());
    }
}

void CacheFile::forget(std::span<const ChatId> gone) {
    const std::lock_guard guard{mutex_};
    std::error_code none;
    if (!std::filesystem::exists(file_, none)) return;
    for (const auto id : gone) written_.erase(id);
    try {
        auto on = open_file();
        forget_in_cache(on, gone);
    } catch (const Error& error) {
        written_.clear();
        remove_file();
        log::warn("the cache file is made anew: {} {}", error.reason(), error.message());
    }
}

db::Connection CacheFile::open_file() const {
    auto on = db::Connection::open(file_, {.key = settings_.key, .wal = false});
    on.execute("pragma synchronous=off; pragma journal_mode=memory; pragma secure_delete=on");
    return on;
}

void CacheFile::remove_file() const {
    std::error_code none;
    std::filesystem::remove(file_, none);
}

void CacheFile::write_file(const Moment& moment, const Stop& stop) {
    auto on = open_file();
    CacheWriter writer{on};
    std::unordered_map<ChatId, std::uint64_t> versions;
    for (const auto& [chat, revision] : moment.chats) {
        stop.check();
        const auto id = chat.info->id;
        const auto at = written_.find(id);
        if (at != written_.end() && at->second == chat.rows->version)
            writer.keep(id);
        else
            writer.write(id, revision, *chat.rows);
        versions.emplace(id, chat.rows->version);
    }
    writer.finish(moment.store_id, MessageId{moment.upto});
    written_ = std::move(versions);
}

void CacheFile::write_soon(Core& core) {
    if (core.rows_since_cache < kRowsBetween) return;
    const std::lock_guard guard{thread_mutex_};
    if (stop_.stop().requested()) return;
    if (thread_.joinable()) thread_.join();
    thread_ = std::thread{[this, &core, stop = stop_.stop()] {
        try {
            write(core, stop);
        } catch (const Error&) {  // the store is closing
        }
    }};
}

void CacheFile::stop() {
    stop_.request(StopReason::shutdown);
    const std::lock_guard guard{thread_mutex_};
    if (thread_.joinable()) thread_.join();
}

}  // namespace kith::store
