// bench_store_open --store FILE [--key HEX] [--rows N] [--repeat 5] [--cold 1]
// From nothing to the first snapshot, without and with the cache file; memory when idle.
#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

#include "base/error.h"
#include "bench/store/fill.h"

namespace kith::bench {
namespace {

namespace fs = std::filesystem;

// Drops the file's pages from the system's cache.
void forget(const fs::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
    ::close(descriptor);
}

int run(int argc, char** argv) {
    auto settings = settings_of(argc, argv);
    const auto rows = std::atoll(argument(argc, argv, "--rows", "1000000").c_str());
    const int repeat = std::atoi(argument(argc, argv, "--repeat", "5").c_str());
    const bool cold = argument(argc, argv, "--cold", "") == "1";
    const SystemClock clock;
    auto cache = settings.file;
    cache += ".cache";
    fmt::print("load {}\n", load_now());
    filled_store(settings, clock, rows);
    settings.cache_from = 1;
    for (const bool with_cache : {false, true}) {
        double best = 1e9, best_cpu = 0;
        for (int i = 0; i < repeat; ++i) {
            if (!with_cache) fs::remove(cache);
            if (cold)
                for (const auto& file : {settings.file, cache}) forget(file);
            const Stopwatch watch;
            const auto store = store::Store::open(settings, clock);
            const auto used = watch.used();
            if (used.wall < best) {
                best = used.wall;
                best_cpu = used.cpu;
            }
            if (i + 1 < repeat) continue;
            const auto stats = store->stats();
            fmt::print(
                "{}: {:.3f} s wall, {:.3f} s cpu; {} messages, from cache {}, RSS {:.0f} MB, "
                "chunks "
                "{:.0f} MB\n",
                with_cache ? "cache" : "table", best, best_cpu, stats.messages, stats.from_cache,
                memory_mb("VmRSS"), static_cast<double>(stats.chunk_bytes) / 1e6);
            if (with_cache) continue;
            const Stopwatch writing;
            store->write_cache(Stop{});
            fmt::print("cache file: {:.2f} s, {:.0f} MB\n", writing.used().wall,
                       static_cast<double>(fs::file_size(cache)) / 1e6);
        }
    }
    return 0;
}

}  // namespace
}  // namespace kith::bench

int main(int argc, char** argv) {
    try {
        return kith::bench::run(argc, argv);
    } catch (const kith::Error& error) {
        fmt::print(stderr, "{} {}\n", error.message(), error.notes());
        return 1;
    }
}
