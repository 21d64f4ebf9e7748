// The store: the one place where a message lives. SQLite holds the truth, chunks in memory the
// shape; one writer thread. Design and figures: docs/store.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/secret.h"
#include "base/stop.h"
#include "db/db.h"
#include "store/snapshot.h"
#include "store/types.h"

namespace kith::store {

inline constexpr std::uint64_t kMaxMessages = 20'000'000;  // above it imports are refused
// Fewer messages load as fast from the table (1 M: 0.36 s from the table, 0.11 s from the cache).
inline constexpr std::uint64_t kCacheFrom = 200'000;
inline constexpr std::size_t kQueueRows = 10'000;  // live rows that wait; more are refused

// Tables of somebody else in the same file, so that their rows can change in one transaction with
// messages. Their names begin with those of the subject; how far they have come is kept by name.
struct Subject {
    std::string name;                  // never renamed
    std::vector<db::Migration> steps;  // numbered, forward only, each in one transaction
};

struct Settings {
    std::filesystem::path file;  // main database; the cache lies beside it as <file>.cache
    Secret key;                  // raw 32 bytes as 64 hex digits; "" = not encrypted
    int threads = 2;             // for loading
    std::uint64_t max_messages = kMaxMessages;
    std::uint64_t cache_from = kCacheFrom;
    std::vector<Subject> subjects;
};

enum class ImportState : std::uint8_t {
    loading = 0,
    done = 1,
    failed = 2,
    cancelled = 3,
    undoing = 4,
    undone = 5
};

struct ImportInfo {
    ImportId id;
    SourceId source;
    std::string location;  // what the owner named
    std::string format;    // reader, "wechat", "chatlab"
    ImportState state{};
    Time started{};
    std::optional<Time> ended;
    std::int64_t added{}, same{}, changed{};
    std::string error;
    std::string report;  // JSON, the importer's own words
};

// How far a part (table, file) of a source has been read: equal size and time mean nothing is new.
struct PartMark {
    std::string part;
    std::int64_t size{}, modified{};  // bytes, Unix nanoseconds
    std::int64_t last{}, last_key{};  // last row id read and its source key
};

struct ImportCounts {
    std::int64_t added{}, same{}, changed{};
    ImportCounts& operator+=(const ImportCounts& other);
};

// A piece of one chat on its way in: rows in (time, sequence) order. The reader thread folds and
// builds the chunks.
struct Piece {
    ChatId chat;
    std::vector<Row> rows;
};

// One import. put() may be called from several threads; it blocks while the queue is full (64 MB).
// Rows become visible chat by chat as their batch commits. Destroying it without finish() leaves
// the import `loading`: resume() continues after the next start.
class Import {
  public:
    struct State;
    explicit Import(std::unique_ptr<State> state);
    ~Import();
    ImportId id() const;
    // Adds or updates; gives stable ids. Fields that are empty do not erase what is known.
    PersonId person(const Person& person);
    ChatId chat(const ChatInfo& info);
    // Rows that are already there are counted as same; a row with the id of a stored one but
    // another text is a new version (changed). Whole pieces: a chat is announced by begin_chat and
    // closed by end_chat so that a crash in the middle is repaired.
    void begin_chat(ChatId chat);
    void put(Piece piece, const Stop& stop);
    void end_chat(ChatId chat, std::span<const PartMark> marks);
    std::vector<PartMark> marks() const;  // of this source, from earlier imports
    void mark(const PartMark& mark);
    ImportCounts counts() const;  // committed so far
    // Waits until everything put is durable and visible.
    ImportCounts finish(ImportState state, std::string_view report, std::string_view error);

  private:
    std::unique_ptr<State> state_;
};

// A live message. The future is ready when it is durable and visible.
struct LiveRow {
    ChatId chat;
    Row row;
    std::string client_key;  // "" = none; a repeated key of the chat gives the first id again
    // What belongs to the row in other tables: in its transaction, on the writer thread, when the
    // row is in; not for a repeated key. What it throws refuses this row alone.
    std::function<void(db::Connection& on, MessageId id)> together;
};

// A part of a transaction on the writer thread. Valid inside the call it is given to.
class Writing {
  public:
    struct Appended {
        MessageId id;
        bool fresh{};  // false: the client's key was there already
    };
    explicit Writing(class LiveBatch& batch) : batch_{batch} {}
    Writing(const Writing&) = delete;
    Writing& operator=(const Writing&) = delete;

    db::Connection& on();
    // As the store's own, durable and visible with this transaction.
    AccountId account(std::string_view network, std::string_view key);
    void set_self(AccountId account, PersonId self);
    PersonId person(const Person& person);
    ChatId chat(const ChatInfo& info);
    Appended append(LiveRow row);

  private:
    class LiveBatch& batch_;
};

struct StoreStats {
    std::uint64_t messages{}, chunk_bytes{};
    std::int64_t file_bytes{};
    bool from_cache{}, encrypted{};
    double load_seconds{};
};

struct AccountInfo {
    AccountId id;
    std::string network, key;
    PersonId self;  // none when unknown
};

class Store {
  public:
    struct State;
    // Opens or creates. Throws Error: unavailable (locked by another process, disk), invalid (wrong
    // key, not a Kith store, newer format).
    static std::unique_ptr<Store> open(const Settings& settings, const Clock& clock);
    ~Store();

    // Any thread, a pointer copy.
    SnapshotPtr snapshot() const;

    // The network ("wechat", "telegram", "kith", …) and the owner's id on it. Found or made.
    AccountId account(std::string_view network, std::string_view key);
    std::vector<AccountInfo> accounts() const;  // by id
    void set_self(AccountId account, PersonId self);
    PersonId add_person(const Person& person);
    ChatId add_chat(const ChatInfo& info);

    // Live rows. Throws Error: busy (the queue is full), not_found (no_chat), too_large, invalid
    // (bad_time).
    std::future<MessageId> append(LiveRow row);

    // Small changes on the writer thread, committed together with the live rows that wait: durable
    // and visible when it returns, in the order of the calls of one thread. What `work` throws
    // takes back what it did and is thrown here. `work` must not wait for the store. `bytes` is
    // about what it writes. Throws as append().
    void write(std::function<void(db::Connection& on)> work, std::size_t bytes = 0);
    void write_rows(std::function<void(Writing& to)> work, std::size_t bytes = 0);
    // Reads one committed state on the caller's thread. Short: the log grows meanwhile.
    void look(const std::function<void(db::Connection& on)>& work) const;

    // Takes chats out with all their messages, older versions, keys of clients and spans of
    // imports; people stay. `together` runs in the same transaction. Unknown chats are passed over.
    // Durable and visible when it returns; the texts leave the files with the next checkpoint,
    // which follows by itself (copies that edits of long ago left are beyond reach: encrypt the
    // store where that matters). Cost: 5 us a message, in one transaction: up to some ten thousand.
    void remove_chats(std::span<const ChatId> chats,
                      const std::function<void(db::Connection& on)>& together);

    // By id, in the order of the ids asked for; missing ids are left out. Reads the table: for
    // displayed pages only.
    std::vector<Message> read(std::span<const MessageId> ids) const;

    // Changes keep the old version (message_old). Return false when the id is unknown.
    bool edit(MessageId id, std::string_view text);
    bool recall(MessageId id);
    bool erase(MessageId id);  // flag `deleted`: hidden from all views

    std::unique_ptr<Import> begin_import(AccountId account, std::string_view format,
                                         std::string_view location);
    // The import that a crash left `loading`, if any: its half-written chats have been removed by
    // open().
    std::vector<ImportInfo> imports() const;
    std::unique_ptr<Import> resume(ImportId id);
    // Marks that earlier imports of this place left; empty when there were none.
    std::vector<PartMark> marks(std::string_view format, std::string_view location) const;
    // What put() would do with these rows (in order), without doing it. Reads candidates of equal
    // seconds only. `format` "" = that of the stored rows.
    ImportCounts compare(ChatId chat, std::span<const Row> rows,
                         std::string_view format = {}) const;
    // Takes the import's rows out again and restores what it changed. Durable batch by batch;
    // continues after a crash.
    void undo(ImportId id, const std::function<void(double share)>& progress, const Stop& stop);

    // Small durable values of the program itself (chosen range, watch list, jobs): key -> JSON.
    std::optional<std::string> note(std::string_view key) const;
    void set_note(std::string_view key, std::string_view value);

    StoreStats stats() const;
    std::filesystem::path file() const;
    // Called after each publish, on the writer thread: must be quick and must not call the store.
    // One listener.
    void on_change(std::function<void(std::uint64_t generation)> call);
    // Writes the cache file now if it is worth it. Called at an orderly stop and after imports.
    void write_cache(const Stop& stop);

  private:
    explicit Store(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace kith::store
