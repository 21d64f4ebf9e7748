// Speed of find over an archive: percentiles for kinds of queries, exact totals, a page of 50 with
// texts and marks; with and without facets.
//   bench_search_find ARCHIVE [--copies 1] [--threads 2] [--query TEXT]
// `copies` repeats the archive's chats, so that ten copies of a million rows make ten million.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>

#include "bench/search/archive.h"
#include "search/directory.h"
#include "search/find.h"
#include "search/window.h"
#include "text/utf8.h"

namespace {

using namespace kith;
using namespace kith::search;

constexpr int kRepeats = 5;
constexpr std::size_t kQueries = 40;

double now() {
    return std::chrono::duration<double, std::milli>{
        std::chrono::steady_clock::now().time_since_epoch()}
        .count();
}

double best_of(const std::function<void()>& work) {
    double best = 1e9;
    for (int i = 0; i < kRepeats; ++i) {
        const auto begin = now();
        work();
        best = std::min(best, now() - begin);
    }
    return best;
}

double percentile(std::vector<double> values, double share) {
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

// Gives every chat people, and repeats the chats with the same people.
store::Snapshot with_people(const store::Snapshot& from, int copies) {
    store::Snapshot out;
    out.generation = 1;
    std::int64_t person = 0, chat = 0;
    std::vector<std::shared_ptr<const store::Person>> people;
    for (int copy = 0; copy < copies; ++copy) {
        person = 0;
        for (const auto& source : from.chats) {
            std::uint32_t most = 1;
            for (const auto& chunk : source.rows->chunks) {
                const auto columns = chunk->columns();
                for (std::uint32_t row = 0; row < columns.size; ++row)
                    if (columns.sender[row] != store::kNobody)
                        most = std::max<std::uint32_t>(most, columns.sender[row] + 1U);
            }
            auto rows = std::make_shared<store::ChatRows>();
            rows->chunks = source.rows->chunks;
            std::vector<store::PersonId> members;
            for (std::uint32_t i = 0; i < most; ++i) {
                members.emplace_back(++person);
                if (copy != 0) continue;
                auto made = std::make_shared<store::Person>();
                made->id = store::PersonId{person};
                made->nick = "person " + std::to_string(person);
                people.push_back(std::move(made));
            }
            rows->people = members;
            auto info = std::make_shared<store::ChatInfo>();
            info->id = store::ChatId{++chat};
            info->kind = most > 2 ? store::ChatKind::group : store::ChatKind::direct;
            info->title = "chat " + std::to_string(chat);
            out.chats.push_back({std::move(info), std::move(rows)});
        }
    }
    out.people = people;
    out.messages = from.messages * static_cast<std::uint64_t>(copies);
    return out;
}

// Words of `size` code points out of texts drawn by chance.
std::vector<std::string> words_of(const store::Snapshot& snapshot, std::size_t size) {
    std::mt19937 random{7};
    std::vector<std::string> words;
    while (words.size() < kQueries) {
        const auto& chunks = snapshot.chats[random() % snapshot.chats.size()].rows->chunks;
        if (chunks.empty()) continue;
        const auto& chunk = *chunks[random() % chunks.size()];
        const auto row = static_cast<std::uint32_t>(random() % chunk.size());
        if (chunk.columns().kind[row] != 0) continue;
        const auto text = chunk.text_of(row);
        const auto length = text::length(text);
        if (length < size) continue;
        const auto skip = text::first_code_points(text, random() % (length - size + 1)).size();
        const auto word = text::first_code_points(std::string_view{text}.substr(skip), size);
        if (word.find_first_of(" \n\t\"():-") == std::string_view::npos) words.emplace_back(word);
    }
    return words;
}

struct Bench {
    const store::Snapshot& snapshot;
    const ScanPool& pool;
    FindContext context;

    void run(const char* name, const std::vector<std::string>& queries, WithFacets facets) const {
        std::vector<double> times;
        std::uint64_t total = 0;
        for (const auto& text : queries) {
            const auto query = parse(text);
            times.push_back(best_of([&] {
                total = find(snapshot, query, context, {.facets = facets}, pool, Stop{}).total;
            }));
        }
        std::printf("%-34s p50 %7.2f  p99 %7.2f ms   last total %llu\n", name,
                    percentile(times, 0.5), percentile(times, 0.99),
                    static_cast<unsigned long long>(total));
    }
};

void run_all(const store::Snapshot& snapshot, const ScanPool& pool) {
    Bench bench{snapshot, pool, {}};
    bench.context.now = from_seconds(1'730'000'000);
    const auto one = words_of(snapshot, 1), two = words_of(snapshot, 2);
    const auto four = words_of(snapshot, 4);
    bench.run("1 character, facets", one, WithFacets::yes);
    bench.run("2 characters, facets", two, WithFacets::yes);
    bench.run("2 characters", two, WithFacets::no);
    bench.run("4 characters, facets", four, WithFacets::yes);
    bench.run("absent, facets", {"\xE9\xBE\x98\xE9\xBE\x98q"}, WithFacets::yes);
    for (const auto* text : {"is:late", "is:opener", "weekday:6", "has:image", "is:mine", "on:2023",
                             "in:\"chat 3\"", "from:\"person 5\""})
        bench.run(text, {text}, WithFacets::yes);
    bench.run("three words and hour", {one[0] + ' ' + one[1] + " OR " + two[0] + " hour:20-23"},
              WithFacets::yes);
    const auto& chat = *std::ranges::max_element(
        snapshot.chats, {}, [](const store::Chat& c) { return c.rows->chunks.size(); });
    const auto& chunk = *chat.rows->chunks[chat.rows->chunks.size() / 2];
    const WindowAsk ask{.from = WindowAsk::From::around, .id = chunk.id_of(0)};
    std::printf("window around, largest chat (%llu)   %7.2f ms\n",
                static_cast<unsigned long long>(chat.size()),
                best_of([&] { (void)window_of(snapshot, chat, ask, bench.context.zone); }));
    std::printf("directory                            %7.2f ms\n",
                best_of([&] { (void)directory(snapshot, {}); }));
}

// Many times, for a profiler.
void run_one(const store::Snapshot& snapshot, const ScanPool& pool, const std::string& query) {
    constexpr int kTimes = 100;
    Bench bench{snapshot, pool, {}};
    bench.context.now = from_seconds(1'730'000'000);
    bench.run(query.c_str(), std::vector<std::string>(kTimes, query), WithFacets::yes);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr,
                     "bench_search_find ARCHIVE [--copies 1] [--threads 2] [--query TEXT]\n");
        return 2;
    }
    int copies = 1;
    unsigned threads = 2;
    std::string query;
    for (int i = 2; i + 1 < argc; i += 2) {
        if (std::string_view{argv[i]} == "--copies") copies = std::atoi(argv[i + 1]);
        if (std::string_view{argv[i]} == "--threads")
            threads = static_cast<unsigned>(std::atoi(argv[i + 1]));
        if (std::string_view{argv[i]} == "--query") query = argv[i + 1];
    }
    const auto loaded = kith::bench::load(argv[1]);
    const auto snapshot = with_people(loaded.snapshot, copies);
    std::printf("%llu messages, %zu chats, %zu people, %u threads\n",
                static_cast<unsigned long long>(snapshot.messages), snapshot.chats.size(),
                snapshot.people.size(), threads);
    const ScanPool pool{threads};
    if (query.empty())
        run_all(snapshot, pool);
    else
        run_one(snapshot, pool, query);
    return 0;
}
