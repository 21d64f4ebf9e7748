// bench_store_import [ARCHIVE | --rows N] --store FILE [--key HEX] [--readers 2] [--again 1]
// Everything of an archive (or made-up rows) into a new store: wall and cpu time, first chat, peak
// memory, bytes a message, and how that compares with only reading the finished table.
#include <atomic>
#include <filesystem>
#include <thread>

#include "base/error.h"
#include "bench/store/measure.h"
#include "core/imports/transfer.h"
#include "db/db.h"
#include "sources/source.h"

namespace kith::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kPiece = 65'536;

struct Result {
    Used used;
    double first_chat{};
    store::ImportCounts counts;
};

void read_made(const MadeArchive& archive, store::Import& import, store::AccountId account,
               int readers) {
    std::vector<store::PersonId> people;
    for (int i = 0; i < 3000; ++i) {
        store::Person person;
        person.account = account;
        person.key = "wxid_" + std::to_string(i);
        people.push_back(import.person(person));
    }
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (auto i = next++; i < archive.chats(); i = next++) {
            store::ChatInfo info;
            info.account = account;
            info.key = "chat" + std::to_string(i);
            info.kind = store::ChatKind::group;
            const auto chat = import.chat(info);
            import.begin_chat(chat);
            const std::vector<store::PersonId> some{people[i % 3000], people[(i + 1) % 3000],
                                                    people[(i * 7) % 3000]};
            for (std::int64_t at = 0; at < archive.size(i); at += kPiece)
                import.put(
                    {chat, archive.rows(i, at, std::min(at + kPiece, archive.size(i)), some)},
                    Stop{});
            import.end_chat(chat, {});
        }
    };
    std::vector<std::thread> threads;
    for (int i = 1; i < readers; ++i) threads.emplace_back(work);
    work();
    for (auto& thread : threads) thread.join();
}

Result import_once(store::Store& store, const std::string& path, const MadeArchive* made,
                   int readers) {
    Result result;
    const Stopwatch watch;
    std::atomic<bool> seen{false};
    store.on_change([&](std::uint64_t) {
        if (!seen && store.snapshot()->messages > 0) {
            seen = true;
            result.first_chat = watch.used().wall;
        }
    });
    if (made) {
        const auto account = store.account("made", "me");
        auto import = store.begin_import(account, "made", "memory");
        read_made(*made, *import, account, readers);
        result.counts = import->finish(store::ImportState::done, "{}", "");
    } else {
        const auto found = sources::recognise(path, Stop{});
        require(!found.empty(), Errc::invalid, "no archive there");
        const auto source = sources::open(found.front(), {}, Stop{});
        const auto account = store.account(source->overview().network, source->overview().account);
        auto import = store.begin_import(account, found.front().format, path);
        core::ImportReport report;
        core::transfer(*source, *import, account, {readers, {}}, report, Stop{});
        result.counts = import->finish(store::ImportState::done, "{}", "");
    }
    result.used = watch.used();
    store.on_change({});
    return result;
}

void print(std::string_view what, const Result& result) {
    fmt::print(
        "{}: {:.2f} s wall, {:.2f} s cpu, first chat {:.3f} s; {} new, {} same, {} changed\n", what,
        result.used.wall, result.used.cpu, result.first_chat, result.counts.added,
        result.counts.same, result.counts.changed);
}

int run(int argc, char** argv) {
    const fs::path file = argument(argc, argv, "--store", "/tmp/bench-import.db");
    const Secret key{argument(argc, argv, "--key", "")};
    const int readers = std::atoi(argument(argc, argv, "--readers", "2").c_str());
    const auto rows = std::atoll(argument(argc, argv, "--rows", "1000000").c_str());
    const std::string path = argc > 1 && argv[1][0] != '-' ? argv[1] : "";
    for (const auto* ending : {"", "-wal", "-shm", ".cache", ".lock"})
        fs::remove(fs::path{file} += ending);
    fmt::print("load {}\n", load_now());
    const SystemClock clock;
    std::optional<MadeArchive> made;
    if (path.empty()) made.emplace(rows);
    std::int64_t messages = 0;
    {
        store::Settings settings;
        settings.file = file;
        settings.key = key;
        const auto store = store::Store::open(settings, clock);
        print("import", import_once(*store, path, made ? &*made : nullptr, readers));
        fmt::print("memory: peak {:.0f} MB, now {:.0f} MB, chunks {:.1f} MB\n", memory_mb("VmHWM"),
                   memory_mb("VmRSS"), static_cast<double>(store->stats().chunk_bytes) / 1e6);
        messages = static_cast<std::int64_t>(store->snapshot()->messages);
        if (argument(argc, argv, "--again", "") == "1")
            print("again", import_once(*store, path, made ? &*made : nullptr, readers));
    }
    fmt::print("file: {:.1f} bytes a message\n",
               static_cast<double>(fs::file_size(file)) / static_cast<double>(messages));
    auto on = db::Connection::open(file, {.access = db::Access::read_only, .key = key});
    const Stopwatch watch;
    auto all = on.prepare("select id, chat, ts, sender, kind, body from message");
    std::size_t bytes = 0;
    while (all.step()) bytes += all.text(5).size() + static_cast<std::size_t>(all.integer(2) & 1);
    fmt::print("plain read of the table: {:.2f} s ({} bytes of text)\n", watch.used().wall, bytes);
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
