// One stored row to one message: decoded, classified, its sender found (archive contract §1.5).
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>

#include "sources/people.h"
#include "sources/wechat/decode.h"
#include "sources/wechat/table.h"

namespace kith::sources::wechat {

// Messages lie strictly between these Unix seconds: 1970 and 2100.
inline constexpr std::int64_t kFirstSecond = 0, kLastSecond = 4'102'444'800;
constexpr bool good_time(std::int64_t unix_seconds) {
    return unix_seconds > kFirstSecond && unix_seconds < kLastSecond;
}

using Senders = std::unordered_map<std::int64_t, std::uint32_t>;  // Name2Id.rowid to people()

// What a table's chat and shard say about its rows.
struct Setting {
    bool group{};
    std::uint32_t peer = kNobody, self = kNobody;
    std::int64_t peer_id{};  // Name2Id.rowid of the peer in this shard, 0 = it has none
    const Senders* senders{};
    const People* people{};
};

// Keeps nothing but what it was given. One thread.
class RowReader {
  public:
    RowReader(Decoder& decoder, Strangers& strangers, Sink& sink)
        : decoder_{&decoder}, strangers_{&strangers}, sink_{&sink} {}

    // Nothing when the row was left out (its time is impossible). `where` names the table in
    // samples. A payload that cannot be decoded gives a row with empty text.
    std::optional<Message> read(const RawRow& row, const Setting& in, std::string_view where);

  private:
    void skip(std::string_view reason, const RawRow& row, std::string_view where);
    std::string_view payload_of(const RawRow& row, std::string_view where);
    void sender_in_group(const RawRow& row, const Setting& in, std::string_view& payload,
                         Message& to);

    Decoder* decoder_;
    Strangers* strangers_;
    Sink* sink_;
};

}  // namespace kith::sources::wechat
