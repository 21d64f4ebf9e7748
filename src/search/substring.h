// Exact substring search over a snapshot: how many rows of each chat contain a needle, and the
// newest of them. What is committed is found; there is no index.
//
//   ScanPool pool{2};                                              // one for the program
//   auto needle = Needle::of(query, sample(*snapshot));
//   for (const ChatHits& hit : search_all(*snapshot, {.needle = needle, .newest = 5}, pool, stop))
//       … snapshot->chats[hit.chat], hit.count, hit.newest …
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "base/stop.h"
#include "search/scan.h"
#include "search/scan_pool.h"
#include "store/snapshot.h"

namespace kith::search {

enum class Where { text, extra, both };  // what was said; readable text of other kinds; either

// Asked for each row that contains the needle. Any thread.
using RowTest = std::function<bool(const store::Chunk&, const store::Columns&, std::uint32_t row)>;

struct Substring {
    Needle needle;
    Where where = Where::text;
    store::Range range;        // default: all times
    std::uint32_t newest = 5;  // rows kept per chat
    RowTest test;              // empty: every row (the fast way)
    Isa isa = best_isa();      // another one for tests and measurements only
};

struct ChatHits {
    std::uint32_t chat{};              // index into snapshot.chats
    std::uint64_t count{};             // rows that contain the needle, exact
    std::vector<store::RowAt> newest;  // newest first, at most Substring::newest
};

// Chats with at least one hit, in the order of the snapshot. Rows marked deleted are not found.
// `chats`: indices into snapshot.chats, ascending; nullopt = all. Cost: see docs/store.md, about
// 0.5 to 3 ms per million messages and core.
std::vector<ChatHits> search_all(const store::Snapshot& snapshot, const Substring& what,
                                 const ScanPool& pool, const Stop& stop,
                                 const std::optional<std::vector<std::uint32_t>>& chats = {});

// One chat, on the calling thread. ChatHits::chat is 0.
ChatHits search_chat(const store::Chat& chat, const Substring& what);

// Calls with each chunk of the chat that has rows in the range, oldest first: chunk number, its
// columns, and the rows [first, last) inside the range. Cost: chunks of the chat.
using ChunkCall = std::function<void(std::uint32_t chunk, const store::Columns&,
                                     std::uint32_t first, std::uint32_t last)>;
void each_chunk(const store::Chat& chat, store::Range range, const ChunkCall& call);

}  // namespace kith::search
