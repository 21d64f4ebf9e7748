// Reads one chat from all its shards in the global order (archive contract §1.12), in pieces and
// in bounded memory.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sources/wechat/archive.h"
#include "sources/wechat/decode.h"

namespace kith::sources::wechat {

// A chat of at most this many rows is read at once and sorted; a larger one is read in windows of
// time of about kPieceRows rows each.
inline constexpr std::int64_t kWholeRows = 2 * static_cast<std::int64_t>(kPieceRows);

// What one reading thread keeps from chat to chat: a connection per shard, opened when needed, and
// the zstd context. One thread at a time.
struct Desk {
    std::vector<std::unique_ptr<OpenShard>> open;
    Decoder decoder;
};

// Hands the rows of chat number `chat` to the sink, then its marks. Returns warnings: a shard that
// fails or changes on the way gets no mark and is read again the next time. Throws cancelled, and
// what the sink throws. Cost: one pass over the rows; two for a large chat.
std::vector<std::string> read_chat(const Archive& archive, std::size_t chat, Desk& desk,
                                   Strangers& strangers, Sink& sink, const Stop& stop);

}  // namespace kith::sources::wechat
