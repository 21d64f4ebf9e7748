// A reader of foreign files: turns one format into people, chats and messages. It does not know the
// store and never writes to the original.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.h"
#include "base/stop.h"

namespace kith::sources {

inline constexpr std::uint32_t kNobody = 0xFFFFFFFF;
inline constexpr std::size_t kPieceRows = 65'536;  // rows handed over at once
inline constexpr std::size_t kTextBytes =
    8 * 1024 * 1024;  // longer texts become "", counted as skipped

struct Person {
    std::string key;  // wxid, phone number, …
    std::string nick, remark, alias, avatar, avatar_big;
    bool is_friend{}, is_official{}, is_self{};
    std::int64_t source_flag{};
};

struct Member {
    std::uint32_t person{};  // index into people()
    std::string name;        // nickname in this group
    std::string role;        // "owner", "admin", another word of the source, "" = plain member
};

struct Chat {
    std::string key;
    bool is_group{};
    std::string title, avatar;     // groups
    std::uint32_t peer = kNobody;  // direct chats
    std::vector<Member> members;
    std::int64_t messages{};  // estimate, for progress
};

struct Message {
    std::int64_t time{};             // UTC milliseconds
    std::int64_t sequence{};         // order among equal times
    std::uint32_t sender = kNobody;  // index into people()
    Kind kind{};
    std::uint8_t flags{};       // Flag bits
    std::int64_t raw_type{};    // the source's own type number
    std::int64_t source_key{};  // the source's message id, 0 = none
    std::string text;           // readable: what was said, or title, file name, notice; valid UTF-8
    std::string body;           // Details as JSON, or ""
};

// How far a part (file, table) has been read.
struct Mark {
    std::string part;
    std::int64_t size{}, modified{};  // bytes, Unix nanoseconds
    std::int64_t last{}, last_key{};  // last row id read and what identifies that row
};
using Known = std::function<std::optional<Mark>(std::string_view part)>;

// Takes what a reader finds. Called by the reading thread of one chat.
class Sink {
  public:
    virtual ~Sink() = default;
    // Rows of the chat in (time, sequence) order within this call; at most kPieceRows. Blocks while
    // the importer is behind.
    virtual void rows(std::vector<Message> rows) = 0;
    // Something was left out: a stable short reason ("broken_frame", "bad_time", "too_long") and a
    // sample for the report ("" = none).
    virtual void skipped(std::string_view reason, std::string_view sample) = 0;
    // To be remembered once the rows handed over so far are durable.
    virtual void mark(Mark mark) = 0;
};

// Somebody who may be the owner of the archive, for the question "which one is you?".
struct Candidate {
    std::string key, name;
    std::string sample;    // a line of theirs, at most 200 code points; "" = none at hand
    std::int64_t votes{};  // chats that speak for it
};

struct Overview {
    std::string format;                 // "wechat", "chatlab", "telegram"
    std::string network;                // account's network: "wechat", "telegram", …
    std::string account;                // the owner's id there, "" when unknown
    std::int64_t messages{};            // estimate
    std::int64_t first{}, last{};       // Unix seconds, 0 = unknown; estimate
    std::int64_t files{};               // message files that could be opened
    std::vector<Candidate> candidates;  // most likely first
    std::vector<std::string>
        warnings;  // per-file problems, for the report ("message_3.db: not a database")
};

// One opened original. read() may be called from several threads for different chats; everything
// else from one.
class Source {
  public:
    virtual ~Source() = default;
    // After open(): what it is. Cheap.
    virtual const Overview& overview() const = 0;
    // All people and chats. Chats are sorted by size, largest first. A chat whose parts are
    // unchanged according to `known` is left out.
    virtual const std::vector<Person>& people() const = 0;
    virtual const std::vector<Chat>& chats() const = 0;
    // One of people(), also those found while reading. A copy; safe while other threads read.
    virtual Person person(std::uint32_t index) const = 0;
    // Reads one chat: everything after the known marks, or all of it when a mark does not fit any
    // more. Problems of single rows are skipped(), problems of single files are warnings. Throws
    // Error for what ends the import (cancelled, original vanished).
    virtual void read(std::size_t chat, Sink& sink, const Stop& stop) = 0;
    // Warnings that came up while reading.
    virtual std::vector<std::string> warnings() const = 0;
};

// Recognised by content, not by name. A zip file has the format of what it holds.
struct Recognised {
    std::string format;
    double confidence{};         // 0..1
    std::filesystem::path path;  // what open() takes
};

struct OpenOptions {
    std::string owner;  // the owner's id when the format cannot know it, "" = infer
    std::string zone = "Asia/Shanghai";  // for exports without a zone
    Known known;                         // may be empty
    std::filesystem::path temp;          // where zip files are unpacked, "" = the system's folder
};

// Looks at a file or folder (three levels deep for folders). Sorted by confidence; empty when
// nothing is known. Never throws for foreign content, only when asked to stop and, as
// Error{invalid, "no_permission"}, when the path itself may not be read.
std::vector<Recognised> recognise(const std::filesystem::path& path, const Stop& stop);
// Throws Error{invalid | unavailable} with a sentence for the owner.
std::unique_ptr<Source> open(const Recognised& what, OpenOptions options, const Stop& stop);

}  // namespace kith::sources
