// JSON of any size in constant memory: a document whose long lists come out item by item, or one
// value per line.
//
//     json::DocumentStream in{{"members", "messages"},
//                             [&](const json::Item& item) { if (item.key == "messages")
//                             add(item.value); },
//                             [&](const json::Item& member) { … }};
//     while (!(piece = file.read()).empty()) in.feed(piece);
//     in.finish();
//
// Pieces may be cut anywhere. Callbacks run inside feed() and finish(); what they are given lives
// until they return; what they throw passes through, and the stream is then over. Invalid UTF-8
// inside becomes U+FFFD. One thread per stream. Memory: the largest item (at most the limit) and
// its tree.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.h"

namespace kith::json {

struct StreamLimits {
    std::size_t item_bytes = std::size_t{64}
                             << 20;  // a list's item, or a line; longer ones are skipped
    std::size_t member_bytes = std::size_t{16}
                               << 20;  // another member of the document; longer ones are skipped
};

struct Item {
    std::string_view
        key;  // the list or member it belongs to; "" for items of a document that is itself a list
    std::uint64_t index;    // from 0 in its list; 0 for a member. Lines: the line's number, from 1
    std::uint64_t offset;   // of its first byte
    std::string_view text;  // as it stands in the input
    const json::value& value;
    std::string_view in = {};  // path of the object that it or its list is a member of
};
using OnItem = std::function<void(const Item&)>;

// Something that was passed over because it is longer than its limit (documents), or a line that is
// no JSON (lines).
struct Skipped {
    std::string key;
    std::uint64_t index;
    std::uint64_t offset;
    std::uint64_t bytes;
    std::string why;
};
inline constexpr std::size_t kSkippedKept = 100;  // further ones are counted only

// A value whose brackets fit but that is no JSON, or is nested too deep: the end of the document,
// or skipped.
enum class Broken { ends, skipped };

// What else to do on the way through a document. All may be empty. Paths are those of the lists.
struct Walk {
    // An object or list that is walked into: where it begins, and behind its end.
    std::function<void(std::string_view path, std::uint64_t offset)> entered, left;
    // Asked before each item and member, `in` and `key` as in Item. False: it is passed over
    // without memory, tree, call or count, at the speed of finding its end.
    std::function<bool(std::string_view in, std::string_view key, std::uint64_t offset)> wanted;
    Broken broken = Broken::ends;
};

// One JSON document: an object or a list. Items of the named lists (name "" = the document itself
// is the list) go to `on_item`, all other top-level members, also named ones that are no list, go
// whole to `on_member`. A list may lie deeper: "chats/list" is the list of the object chats,
// "chats/list/*/messages" one of each object in that list; the other members of the objects on the
// way go to `on_member` too, the other items of the lists to `on_item`.
class DocumentStream {
  public:
    DocumentStream(const std::vector<std::string>& lists, OnItem on_item, OnItem on_member,
                   StreamLimits limits = {}, Walk walk = {});
    ~DocumentStream();
    DocumentStream(DocumentStream&&) noexcept;
    DocumentStream& operator=(DocumentStream&&) noexcept;

    // Throws Error{invalid, "invalid JSON at byte N"}; all items that were complete before N were
    // handed out.
    void feed(std::string_view bytes);
    // Throws the same when the document is not complete.
    void finish();

    std::uint64_t offset() const;  // bytes taken so far
    std::uint64_t skipped_count() const;
    const std::vector<Skipped>& skipped() const;  // the first kSkippedKept

  private:
    class Parts;
    std::unique_ptr<Parts> parts_;
};

// One value per line (JSON Lines). Blank lines and a byte order mark are ignored; a bad or too long
// line is counted and passed over.
class LineStream {
  public:
    explicit LineStream(OnItem on_line, StreamLimits limits = {});
    ~LineStream();
    LineStream(LineStream&&) noexcept;
    LineStream& operator=(LineStream&&) noexcept;

    void feed(std::string_view bytes);
    void finish();  // a last line without a line break

    std::uint64_t lines() const;  // seen so far, blank and bad ones included
    std::uint64_t skipped_count() const;
    const std::vector<Skipped>& skipped() const;  // the first kSkippedKept

  private:
    class Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace kith::json
