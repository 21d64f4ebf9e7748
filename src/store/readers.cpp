// Read connections for whoever reads by id.
#include "store/readers.h"

#include "base/error.h"

namespace kith::store {

Reader::Reader(const Settings& settings)
    : on{db::Connection::open(settings.file,
                              {.access = db::Access::read_only, .key = settings.key})},
      messages{on} {}

ReaderPool::Lease ReaderPool::take() {
    {
        const std::lock_guard guard{mutex_};
        require(!closed_, Errc::unavailable, "the store is closed", "closed");
        if (!idle_.empty()) {
            auto reader = std::move(idle_.back());
            idle_.pop_back();
            return {*this, std::move(reader)};
        }
    }
    return {*this, std::make_unique<Reader>(settings_)};
}

void ReaderPool::close() {
    const std::lock_guard guard{mutex_};
    closed_ = true;
    idle_.clear();
}

void ReaderPool::give_back(std::unique_ptr<Reader> reader) {
    const std::lock_guard guard{mutex_};
    if (!closed_ && idle_.size() < kIdleReaders) idle_.push_back(std::move(reader));
}

}  // namespace kith::store
