// Tables of the cache file. Sums lead from each chunk to one for the whole file, so that a file
// that was written in part is known.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"
#include "db/db.h"
#include "store/snapshot.h"

namespace kith::store {

// One chat as the cache remembers it.
struct CachedChat {
    ChatId chat;
    std::int64_t revision{};
    std::vector<PersonId> people;
    std::vector<ErasedRow> erased;
    std::vector<ChunkPtr> chunks;
};

struct CachedStore {
    MessageId upto;  // rows with higher ids are not in it
    std::vector<CachedChat> chats;
};

// Throws Error when the file is not of this store, not of this format or not whole.
CachedStore read_cache(const std::filesystem::path& file, const Secret& key,
                       std::string_view store_id, int threads);

// One transaction over an open cache file; without finish() nothing has happened.
class CacheWriter {
  public:
    explicit CacheWriter(db::Connection& on);
    ~CacheWriter();
    CacheWriter(const CacheWriter&) = delete;
    CacheWriter& operator=(const CacheWriter&) = delete;

    // Packs and writes one chat: 0.3 us a row.
    void write(ChatId chat, std::int64_t revision, const ChatRows& rows);
    void keep(ChatId chat);  // as it lies in the file
    // Chats that were neither written nor kept leave.
    void finish(std::string_view store_id, MessageId upto);

  private:
    struct Data;
    std::unique_ptr<Data> data_;
};

// Takes these chats out of an open cache file, in one transaction. Cost: one look at the list of
// chats, and their own chunks.
void forget_in_cache(db::Connection& on, std::span<const ChatId> gone);

}  // namespace kith::store
