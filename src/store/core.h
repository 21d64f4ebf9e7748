// The parts of an open store and what the writer thread owns. Inside store/ only.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <unordered_set>

#include "base/clock.h"
#include "db/db.h"
#include "store/cache.h"
#include "store/checkpointer.h"
#include "store/directory.h"
#include "store/file_lock.h"
#include "store/import_work.h"
#include "store/match.h"
#include "store/picture.h"
#include "store/readers.h"
#include "store/store.h"
#include "store/table.h"
#include "store/write_queue.h"

namespace kith::store {

inline constexpr std::size_t kTails = 64;  // chats with a tail chunk; more are packed, oldest first

// The write connection and its statements. The writer thread's alone.
struct WriteSide {
    explicit WriteSide(const Settings& settings);

    db::Connection on;
    MessageWriter messages;
    MessageReader reader;
    db::Statement add_span, grow_span, close_span, add_mark, add_counts, find_key, add_key;
    std::int64_t next_id = 1;
    std::chrono::steady_clock::time_point last_live{};
    std::deque<ChatId> tails;  // chats with a tail, least recently begun first
};

struct Core : std::enable_shared_from_this<Core> {
    Core(const Settings& settings, const Clock& clock);
    ~Core();

    Settings settings;
    const Clock& clock;
    std::optional<FileLock> lock;  // until close(): imports that were left may live longer
    Directory directory;
    Picture picture;
    ImportFormats formats;
    ReaderPool readers;
    WriteQueue queue;
    Checkpointer checkpointer;
    std::optional<WriteSide> write;
    CacheFile cache;
    StoreStats loaded;

    std::mutex listener_mutex;
    std::function<void(std::uint64_t generation)> listener;
    // Imports that are being read, undone or cancelled: no second one of the same id.
    std::mutex busy_mutex;
    std::unordered_set<std::int64_t> busy_imports;
    std::atomic<std::int64_t> rows_since_cache{0};

    // writer.cpp
    void start();
    void close();
    void publish();

  private:
    void run();
    std::thread writer_;
};

// One transaction of the writer: what the directory learned goes in first. Rolls back unless
// committed; then ids and directory entries are as before. Memory changes after commit() only.
class WriteUnit {
  public:
    explicit WriteUnit(Core& core);
    ~WriteUnit();
    // What the directory has learned since goes in, too.
    void learn();
    // How much it has learned so far, and back to that: the rows were rolled back by somebody else.
    struct Learned {
        std::size_t accounts{}, people{}, chats{};
    };
    Learned learned() const;
    void unlearn(const Learned& since);
    WriteUnit(const WriteUnit&) = delete;
    WriteUnit& operator=(const WriteUnit&) = delete;
    void commit();

  private:
    struct Gate {
        explicit Gate(Checkpointer& at) : at_{at} { at_.before_transaction(); }
        ~Gate() { at_.after_transaction(); }
        Gate(const Gate&) = delete;
        Gate& operator=(const Gate&) = delete;
        Checkpointer& at_;
    };
    Core& core_;
    Gate gate_;
    std::optional<db::Transaction> transaction_;
    Directory::Changes changes_;
    std::int64_t next_id_;
    bool committed_ = false;
};

// Runs `work` on the writer thread and gives back what it returns or throws. Not from the writer
// thread itself.
template <class Work>
auto on_writer(Core& core, Work work) {
    auto task = std::make_shared<std::packaged_task<std::invoke_result_t<Work>()>>(std::move(work));
    auto result = task->get_future();
    core.queue.push([task] { (*task)(); });
    return result.get();
}

// live.cpp
// Throws Error: too_large, invalid (bad_time).
void check_row(const LiveRow& row);
void commit_live(Core& core, std::vector<LiveRequest>& batch);
// The end of the chat, read from the table when it is not known; nothing when there are no rows.
std::optional<RowOrder> end_of(Core& core, ChatState& state);

// removal.cpp: on the writer thread.
void remove_chats(Core& core, std::span<const ChatId> chats,
                  const std::function<void(db::Connection& on)>& together);

// steps.cpp
void commit_steps(Core& core);
void drop_steps(Core& core);  // at close: their imports stay `loading`

// load.cpp
void load_rows(Core& core);
// recovery.cpp: before anything is loaded.
void remove_half_chats(db::Connection& on);

// undo.cpp: on the caller's thread, batch by batch on the writer's.
// Everything the import did; `last` is the state it ends in.
void take_out(Core& core, ImportId import, ImportState last,
              const std::function<void(double share)>& progress, const Stop& stop);
// Its rows alone; `only_half`: of chats that were read in part.
enum class Rows { all, of_half_chats };
void take_out_rows(Core& core, ImportId import, Rows which,
                   const std::function<void(double share)>& progress, const Stop& stop);
// On the writer thread, in a transaction. Empty texts leave what is there.
void set_import_state(Core& core, ImportId import, ImportState state, std::string_view report,
                      std::string_view error);

}  // namespace kith::store
