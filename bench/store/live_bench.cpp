// bench_store_live --store FILE [--key HEX] [--rows N] [--rate 5000] [--seconds 5] [--import 1]
// Live rows at a fixed rate: time from append() to the answer (durable and visible), alone or
// beside an import.
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "base/error.h"
#include "bench/store/fill.h"

namespace kith::bench {
namespace {

using Steady = std::chrono::steady_clock;

struct Sent {
    Steady::time_point at;
    std::future<store::MessageId> done;
};

struct Measured {
    std::vector<double> milliseconds;
    std::int64_t refused{};  // the queue was full
};

// Sends at the rate; another thread waits for the answers, in their order.
Measured send(store::Store& store, const std::vector<store::ChatId>& chats, double rate,
              double seconds) {
    std::mutex mutex;
    std::condition_variable more;
    std::deque<Sent> sent;
    bool ended = false;
    Measured measured;
    std::thread waiter{[&] {
        for (;;) {
            std::unique_lock lock{mutex};
            more.wait(lock, [&] { return ended || !sent.empty(); });
            if (sent.empty()) return;
            auto one = std::move(sent.front());
            sent.pop_front();
            lock.unlock();
            one.done.get();
            measured.milliseconds.push_back(
                std::chrono::duration<double, std::milli>(Steady::now() - one.at).count());
        }
    }};
    const auto begin = Steady::now();
    const auto count = static_cast<std::int64_t>(rate * seconds);
    for (std::int64_t i = 0; i < count; ++i) {
        std::this_thread::sleep_until(
            begin + std::chrono::duration_cast<Steady::duration>(
                        std::chrono::duration<double>(static_cast<double>(i) / rate)));
        store::Row row;
        row.time = unix_millis(SystemClock{}.now());
        row.raw_type = 1;
        row.text = "现在的消息 " + std::to_string(i);
        const auto now = Steady::now();
        try {
            auto done = store.append(
                {chats[static_cast<std::size_t>(i) % chats.size()], std::move(row), {}});
            const std::lock_guard guard{mutex};
            sent.push_back({now, std::move(done)});
            more.notify_one();
        } catch (const Error&) {
            ++measured.refused;
        }
    }
    {
        const std::lock_guard guard{mutex};
        ended = true;
        more.notify_one();
    }
    waiter.join();
    return measured;
}

int run(int argc, char** argv) {
    const auto settings = settings_of(argc, argv);
    const auto rows = std::atoll(argument(argc, argv, "--rows", "1000000").c_str());
    const double rate = std::atof(argument(argc, argv, "--rate", "5000").c_str());
    const double seconds = std::atof(argument(argc, argv, "--seconds", "5").c_str());
    const bool beside = argument(argc, argv, "--import", "") == "1";
    const SystemClock clock;
    fmt::print("load {}\n", load_now());
    const auto store = filled_store(settings, clock, rows);
    const auto account = store->account("made", "me");
    std::vector<store::ChatId> chats;
    for (int i = 0; i < 20; ++i) {
        store::ChatInfo info;
        info.account = account;
        info.key = "live" + std::to_string(i) + argument(argc, argv, "--name", "");
        info.kind = store::ChatKind::group;
        chats.push_back(store->add_chat(info));
    }
    std::atomic<bool> stop{false};
    std::int64_t imported = 0;
    std::thread importer;
    if (beside)
        importer = std::thread{[&] {
            const MadeArchive archive{10'000'000, 5};
            const auto other = store->account("made", "other");
            auto import = store->begin_import(other, "made", "beside");
            for (std::size_t i = 0; i < archive.chats() && !stop; ++i) {
                store::ChatInfo info;
                info.account = other;
                info.key = "chat" + std::to_string(i);
                const auto chat = import->chat(info);
                for (std::int64_t at = 0; at < archive.size(i) && !stop; at += 20'000)
                    import->put({chat, archive.rows(i, at, std::min(at + 20'000, archive.size(i)),
                                                    {store::PersonId{1}})},
                                Stop{});
            }
            imported = import->finish(store::ImportState::done, "{}", "").added;
        }};
    const Stopwatch watch;
    const auto measured = send(*store, chats, rate, seconds);
    const auto used = watch.used();
    const auto& times = measured.milliseconds;
    stop = true;
    if (importer.joinable()) importer.join();
    fmt::print(
        "{:.0f}/s for {:.1f} s{}: p50 {:.2f} ms, p99 {:.2f}, p99.9 {:.2f}, worst {:.1f}; {} "
        "refused; cpu "
        "{:.2f} s\n",
        rate, used.wall, beside ? fmt::format(" beside an import of {} rows", imported) : "",
        percentile(times, 0.5), percentile(times, 0.99), percentile(times, 0.999),
        percentile(times, 1.0), measured.refused, used.cpu);
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
