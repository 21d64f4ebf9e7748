// Read connections, each with its prepared statements, lent to whoever reads by id.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "db/db.h"
#include "store/store.h"
#include "store/table.h"

namespace kith::store {

inline constexpr std::size_t kIdleReaders = 4;  // more are closed when given back

struct Reader {
    explicit Reader(const Settings& settings);
    db::Connection on;
    MessageReader messages;
};

// Any thread. Must outlive what it lends.
class ReaderPool {
  public:
    explicit ReaderPool(const Settings& settings) : settings_{settings} {}

    class Lease {
      public:
        Lease(ReaderPool& pool, std::unique_ptr<Reader> reader)
            : pool_{&pool}, reader_{std::move(reader)} {}
        Lease(Lease&&) noexcept = default;
        Lease& operator=(Lease&&) noexcept = delete;
        ~Lease() {
            if (reader_) pool_->give_back(std::move(reader_));
        }
        Reader* operator->() const { return reader_.get(); }

      private:
        ReaderPool* pool_;
        std::unique_ptr<Reader> reader_;
    };
    // Throws Error{unavailable} (closed) after close().
    Lease take();
    void close();

  private:
    void give_back(std::unique_ptr<Reader> reader);

    Settings settings_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Reader>> idle_;
    bool closed_ = false;
};

}  // namespace kith::store
