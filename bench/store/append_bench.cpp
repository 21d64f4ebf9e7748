// bench_store_append --store FILE [--key HEX] [--rows N] [--add 1000] [--repeat 7]
// A small import into a large store: new rows at the end of the largest chat, and late rows spread
// over 450 chats. From put() to durable and visible; begin and finish of the import apart.
#include <map>

#include "base/error.h"
#include "bench/store/fill.h"

namespace kith::bench {
namespace {

struct Times {
    double total{}, put{};  // milliseconds
};

Times import_once(store::Store& store, store::AccountId account,
                  std::map<store::ChatId, std::vector<store::Row>> rows) {
    const Stopwatch all;
    auto import = store.begin_import(account, "made", "more");
    const Stopwatch put;
    for (auto& [chat, some] : rows) {
        import->put({chat, std::move(some)}, Stop{});
        import->end_chat(chat, {});
    }
    const auto counts = import->finish(store::ImportState::done, "{}", "");
    require(counts.same == 0, Errc::internal, "rows were there already");
    return {all.used().wall * 1000, put.used().wall * 1000};
}

int run(int argc, char** argv) {
    const auto settings = settings_of(argc, argv);
    const auto size = std::atoll(argument(argc, argv, "--rows", "1000000").c_str());
    const int add = std::atoi(argument(argc, argv, "--add", "1000").c_str());
    const int repeat = std::atoi(argument(argc, argv, "--repeat", "7").c_str());
    const SystemClock clock;
    fmt::print("load {}\n", load_now());
    const auto store = filled_store(settings, clock, size);
    const auto account = store->account("made", "me");
    std::int64_t key = unix_millis(clock.now()) << 20;
    for (const bool late : {false, true}) {
        double best = 1e9, best_put = 1e9;
        for (int i = 0; i < repeat; ++i) {
            const auto snapshot = store->snapshot();
            std::map<store::ChatId, std::vector<store::Row>> rows;
            for (int n = 0; n < add; ++n) {
                const auto& chat = snapshot->chats[late ? static_cast<std::size_t>(n * 37 % 450) %
                                                              snapshot->chats.size()
                                                        : 0];
                const auto& chunks = chat.rows->chunks;
                const auto& chunk =
                    *chunks[late ? static_cast<std::size_t>(n) * 7919 % chunks.size()
                                 : chunks.size() - 1];
                const auto columns = chunk.columns();
                const auto at =
                    late ? static_cast<std::uint32_t>(n * 31) % columns.size : columns.size - 1;
                store::Row row;
                row.time = (std::int64_t{columns.time[at]} + (late ? 0 : n + 1)) * 1000 + 500;
                row.sender = chat.rows->people[0];
                row.source_key = ++key;
                row.raw_type = 1;
                row.text = "晚到的消息 " + std::to_string(key);
                rows[chat.info->id].push_back(std::move(row));
            }
            for (auto& [chat, some] : rows) std::ranges::sort(some, {}, &store::Row::time);
            const auto times = import_once(*store, account, std::move(rows));
            best = std::min(best, times.total);
            best_put = std::min(best_put, times.put);
        }
        fmt::print("{} rows {} into {}: {:.1f} ms, of these put and finish {:.1f} ms\n", add,
                   late ? "late, in 450 chats" : "at the end of one chat",
                   store->snapshot()->messages, best, best_put);
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
