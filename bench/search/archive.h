// A snapshot in memory made from an archive on disk, without a store: what the benchmarks of search
// run over.
#pragma once

#include <ctime>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "sources/source.h"
#include "store/snapshot.h"

namespace kith::bench {

// Collects the rows of one chat and builds its chunks.
class ChunkSink final : public sources::Sink {
  public:
    void rows(std::vector<sources::Message> rows) override {
        for (auto& row : rows) rows_.push_back(std::move(row));
    }
    void skipped(std::string_view, std::string_view) override {}
    void mark(sources::Mark) override {}

    // The fold and build of all rows read so far. Adds its cpu time to `seconds`.
    std::vector<store::ChunkPtr> build(double& seconds) {
        std::vector<store::Row> rows(rows_.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            rows[i].time = rows_[i].time;
            rows[i].kind = rows_[i].kind;
            rows[i].flags = rows_[i].flags;
            rows[i].raw_type = rows_[i].raw_type;
            rows[i].text = std::move(rows_[i].text);
        }
        const auto begin = thread_cpu();
        std::vector<store::ChunkPtr> chunks;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto sender = static_cast<std::uint16_t>(rows_[i].sender);
            const store::MessageId id{static_cast<std::int64_t>(i + 1)};
            if (builder_.add(rows[i], sender, id)) continue;
            chunks.push_back(builder_.build());
            builder_.add(rows[i], sender, id);
        }
        if (builder_.size() != 0) chunks.push_back(builder_.build());
        seconds += thread_cpu() - begin;
        rows_.clear();
        return chunks;
    }

  private:
    static double thread_cpu() {
        timespec at{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &at);
        return static_cast<double>(at.tv_sec) + static_cast<double>(at.tv_nsec) / 1e9;
    }

    std::vector<sources::Message> rows_;
    store::ChunkBuilder builder_;
};

struct Loaded {
    store::Snapshot snapshot;
    double build_seconds{};  // cpu of fold and build only
    std::size_t chunk_bytes{};
};

inline Loaded load(const std::filesystem::path& path) {
    const auto found = sources::recognise(path, Stop{});
    require(!found.empty(), Errc::invalid, "no archive at this place");
    const auto source = sources::open(found.front(), {}, Stop{});
    Loaded loaded;
    ChunkSink sink;
    for (std::size_t i = 0; i < source->chats().size(); ++i) {
        source->read(i, sink, Stop{});
        auto info = std::make_shared<store::ChatInfo>();
        info->id = store::ChatId{static_cast<std::int64_t>(i + 1)};
        auto rows = std::make_shared<store::ChatRows>();
        rows->chunks = sink.build(loaded.build_seconds);
        for (const auto& chunk : rows->chunks) {
            loaded.snapshot.messages += chunk->size();
            loaded.chunk_bytes += chunk->bytes();
        }
        loaded.snapshot.chats.push_back({std::move(info), std::move(rows)});
    }
    return loaded;
}

}  // namespace kith::bench
