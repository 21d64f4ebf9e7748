// The disposable file that holds the chunks, so that a large store opens in under a second. Made of
// committed states only; whatever is wrong with it, it is ignored and deleted.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "base/stop.h"
#include "store/cache_codec.h"
#include "store/snapshot.h"
#include "store/store.h"

namespace kith::store {

struct Core;

// Any thread.
class CacheFile {
  public:
    explicit CacheFile(const Settings& settings);
    ~CacheFile();

    // What the file holds, when it belongs to this store and is whole; else the file is deleted.
    // `threads` chunks are unpacked at once.
    std::optional<CachedStore> read(std::string_view store_id, int threads);
    // After read(): these chats are shown as they lie in the file.
    void remember(const std::unordered_map<ChatId, std::uint64_t>& versions);

    // Writes what changed since the last time, when the store is large enough. Waits for another
    // write() that runs. Throws Error only when stopped.
    void write(Core& core, const Stop& stop);
    // The same on an own thread, when many rows came since the last time.
    void write_soon(Core& core);
    // These chats leave the file, if they are in it, without a trace. Does not throw: a file that
    // cannot be changed is deleted.
    void forget(std::span<const ChatId> gone);
    void stop();

  private:
    struct Moment;
    void write_file(const Moment& moment, const Stop& stop);
    db::Connection open_file() const;
    void remove_file() const;

    Settings settings_;
    std::filesystem::path file_;
    std::mutex mutex_;                                   // one writer of the file at a time
    std::unordered_map<ChatId, std::uint64_t> written_;  // versions in the file
    std::mutex thread_mutex_;
    StopSource stop_;
    std::thread thread_;
};

}  // namespace kith::store
