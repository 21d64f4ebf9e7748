// Moves the write-ahead log into the database file, on its own thread and connection, so that the
// writer never has to.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>

#include "db/db.h"
#include "store/store.h"

namespace kith::store {

// From here on the writer waits for a moment, so that the log is begun anew instead of growing.
inline constexpr int kLogPages = 8192;  // 64 MB

class Checkpointer {
  public:
    explicit Checkpointer(const Settings& settings);
    ~Checkpointer();  // stops

    void start();
    // Empties the log and ends the thread.
    void stop();

    // The writer, around each of its transactions. Waits for the few milliseconds in which the last
    // pages of a long log are moved.
    void before_transaction();
    void after_transaction();

    // The log is emptied as soon as nobody reads from it: what was deleted lies there, too. Any
    // thread; does not wait.
    void empty_soon();

  private:
    void run();
    enum class Emptied { no, yes };
    Emptied work(bool idle);

    Settings settings_;
    std::optional<db::Connection> on_;
    std::mutex mutex_;
    std::condition_variable wake_, gate_;
    bool stopped_ = false, closed_ = false, writing_ = false, empty_soon_ = false;
    std::uint64_t transactions_ = 0;
    std::thread thread_;
};

}  // namespace kith::store
