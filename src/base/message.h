// The vocabulary of messages that readers, store, search and statistics share: what kind a message
// is, and what is special about it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kith {

// Stored on disk: never renumber, only append.
enum class Kind : std::uint8_t {
    text = 0,
    image = 1,
    voice = 2,
    video = 3,
    sticker = 4,
    card = 5,  // a person's or account's card
    place = 6,
    call = 7,
    system = 8,  // a notice of the service, not said by anybody
    red_packet = 9,
    transfer = 10,
    quote = 11,  // a reply that quotes another message
    mini_app = 12,
    link = 13,  // web page, article, music
    file = 14,
    channel = 15,    // short video channel
    other_app = 16,  // an app message of no known kind
    other = 17,
};
inline constexpr int kKindCount = 18;

// Bits of a message. Stored on disk: never renumber, only append.
enum Flag : std::uint8_t {
    kMine = 1,          // written by the owner of the archive
    kSystemPhrase = 2,  // a text that the service wrote ("now you can chat"); not counted as words
    kRevokeNotice = 4,  // says that somebody took a message back
    kEdited = 8,
    kRecalled = 16,
    kDeleted = 32,
    kLong = 64,      // more than 65,534 code points
    kReceipt = 128,  // a payment's second row: accepted or returned; the payment itself is another
};

// Stable lower-case word ("redpacket"), as the search language and our own endpoints use it.
std::string_view name_of(Kind kind);
std::optional<Kind> kind_named(std::string_view name);

// Rows that nobody said. They are left out of every statistic (archive contract §9 #4).
constexpr bool is_system(Kind kind) {
    return kind == Kind::system;
}

}  // namespace kith
