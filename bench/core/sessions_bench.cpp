// bench_core_sessions --store FILE [--sessions 100000] [--adds 20000] [--threads 8]
// Many sessions: making them, adding to them at random, listing, reading, erasing. Times are those
// of one call, from the call to its answer (durable and visible for changes).
#include <atomic>
#include <thread>

#include "bench/store/fill.h"
#include "core/sessions/profiles.h"
#include "core/sessions/sessions.h"

namespace kith::bench {
namespace {

using Steady = std::chrono::steady_clock;

double milliseconds_of(const std::function<void()>& call) {
    const auto begin = Steady::now();
    call();
    return std::chrono::duration<double, std::milli>(Steady::now() - begin).count();
}

core::Owner owner_of(std::size_t i) {
    return {"v0", "user" + std::to_string(i / 4)};
}

void show(std::string_view what, const std::vector<double>& times, double seconds) {
    fmt::print("{:<28} {:>7} calls {:>9.0f}/s  p50 {:.3f} ms  p99 {:.3f}  worst {:.2f}\n", what,
               times.size(), static_cast<double>(times.size()) / seconds, percentile(times, 0.5),
               percentile(times, 0.99), percentile(times, 1.0));
}

// Calls call(i) for i in [0, count) from several threads.
void measure(std::string_view what, int threads, std::size_t count,
             const std::function<void(std::size_t)>& call) {
    std::atomic<std::size_t> next{0};
    std::vector<std::vector<double>> times(static_cast<std::size_t>(threads));
    const auto begin = Steady::now();
    std::vector<std::thread> all;
    for (auto& own : times)
        all.emplace_back([&] {
            for (auto i = next++; i < count; i = next++)
                own.push_back(milliseconds_of([&] { call(i); }));
        });
    for (auto& thread : all) thread.join();
    const auto seconds = std::chrono::duration<double>(Steady::now() - begin).count();
    std::vector<double> joined;
    for (const auto& own : times) joined.insert(joined.end(), own.begin(), own.end());
    show(what, joined, seconds);
}

int run(int argc, char** argv) {
    auto settings = settings_of(argc, argv);
    settings.subjects = {core::session_tables()};
    const auto count =
        static_cast<std::size_t>(std::atoll(argument(argc, argv, "--sessions", "100000").c_str()));
    const auto adds =
        static_cast<std::size_t>(std::atoll(argument(argc, argv, "--adds", "20000").c_str()));
    const auto threads = std::atoi(argument(argc, argv, "--threads", "8").c_str());
    const SystemClock clock;
    const auto store = store::Store::open(settings, clock);
    core::Sessions sessions{*store, clock, Zone::named("Asia/Shanghai")};
    const auto add = [&](std::size_t session, std::string text) {
        sessions.add_to(owner_of(session),
                        [&](const std::optional<core::Session>&) {
                            return core::Place{"s" + std::to_string(session), "title"};
                        },
                        {.role = core::Role::user, .sender = "u", .text = std::move(text)});
    };
    fmt::print("load {}\n", load_now());
    measure("make, with a message", 64, count,
            [&](std::size_t i) { add(i, "第一条消息 " + std::to_string(i)); });
    const auto spread = [&](std::size_t i) { return i * 7919 % count; };
    measure("add, one caller", 1, adds / 10,
            [&](std::size_t i) { add(spread(i), "又一条消息 " + std::to_string(i)); });
    measure("add, callers at once", threads, adds,
            [&](std::size_t i) { add(spread(i), "又一条消息 " + std::to_string(i)); });
    measure("sessions of an owner", 1, 2000,
            [&](std::size_t i) { (void)sessions.of(owner_of(spread(i))); });
    measure("newest 50 of all", 1, 200, [&](std::size_t) { (void)sessions.list("v0", 50); });
    measure("find and read a session", 1, 2000, [&](std::size_t i) {
        const auto session = sessions.find(owner_of(spread(i)), "s" + std::to_string(spread(i)));
        if (session) (void)sessions.page(session->id, core::PageOrder::oldest_first, 0, 100);
    });
    measure("erase", 1, std::min<std::size_t>(500, count / 10), [&](std::size_t i) {
        const auto session = sessions.find(owner_of(i), "s" + std::to_string(i));
        if (session) sessions.erase(session->id);
    });
    fmt::print("{} chats, {} messages, file {:.0f} MB\n", store->snapshot()->chats.size(),
               store->snapshot()->messages, static_cast<double>(store->stats().file_bytes) / 1e6);
    return 0;
}

}  // namespace
}  // namespace kith::bench

int main(int argc, char** argv) {
    return kith::bench::run(argc, argv);
}
