// Speed of all statistics: every chat, several ranges, one and two threads, against a plain loop.
//   bench_insight_stats [MESSAGES]     default 1,000,000
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <map>
#include <random>
#include <string>

#include "insight/board.h"
#include "insight/calendar.h"
#include "store/snapshot.h"

namespace {

using namespace kith;
using namespace kith::insight;

constexpr std::int64_t kEnd = 1'795'190'400;
constexpr std::int64_t kSpan = std::int64_t{6} * 365 * 86'400;
constexpr int kRepeats = 7;

// Chats whose sizes fall like 1/rank, talk in bursts of a few minutes, spread over six years.
class Maker {
  public:
    std::shared_ptr<store::Snapshot> make(std::uint64_t messages) {
        const auto chats =
            static_cast<std::size_t>(std::clamp<std::uint64_t>(messages / 2'200, 60, 2'300));
        double harmonic = 0;
        for (std::size_t i = 1; i <= chats; ++i) harmonic += 1.0 / static_cast<double>(i);
        auto snapshot = std::make_shared<store::Snapshot>();
        snapshot->generation = 1;
        for (std::size_t i = 1; i <= chats; ++i) {
            const auto rows = static_cast<std::uint64_t>(static_cast<double>(messages) / harmonic /
                                                         static_cast<double>(i));
            add(*snapshot, static_cast<std::int64_t>(i), i % 6 == 0,
                std::max<std::uint64_t>(rows, 1));
        }
        return snapshot;
    }

  private:
    void add(store::Snapshot& snapshot, std::int64_t id, bool group, std::uint64_t rows) {
        store::Person person;
        person.id = store::PersonId{id};
        person.key = "wxid_" + std::to_string(id);
        person.flags = store::kFriend;
        snapshot.people.push_back(std::make_shared<const store::Person>(person));
        auto info = std::make_shared<store::ChatInfo>();
        info->id = store::ChatId{id};
        info->kind = group ? store::ChatKind::group : store::ChatKind::direct;
        info->key = person.key;
        if (!group) info->peer = person.id;
        auto list = std::make_shared<store::ChatRows>();
        list->version = 1;
        for (std::int64_t p = 1; p <= (group ? std::min<std::int64_t>(id, 40) : 2); ++p)
            list->people.emplace_back(p);
        fill(*list, rows);
        snapshot.messages += rows;
        snapshot.chats.push_back({std::move(info), std::move(list)});
    }

    void fill(store::ChatRows& list, std::uint64_t rows) {
        std::int64_t time = kEnd - kSpan;
        const std::int64_t silence = 2 * (kSpan / static_cast<std::int64_t>(rows / 14 + 1));
        store::ChunkBuilder builder;
        for (std::uint64_t i = 0; i < rows; ++i) {
            time += engine_() % 14 == 0
                        ? static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(silence))
                        : static_cast<std::int64_t>(engine_() % 40);
            const auto row = some_row(std::min(time, kEnd));
            const auto sender = static_cast<std::uint16_t>(engine_() % list.people.size());
            if (builder.add(row, sender, store::MessageId{++id_})) continue;
            list.chunks.push_back(builder.build());
            builder = store::ChunkBuilder{};
            builder.add(row, sender, store::MessageId{id_});
        }
        list.chunks.push_back(builder.build());
    }

    store::Row some_row(std::int64_t time) {
        static const std::string kTexts[] = {"好", "在吗", "晚上一起吃饭", "哈哈哈哈", "ok"};
        store::Row row;
        row.time = time * 1000;
        const auto dice = engine_() % 1'000;
        row.kind = dice < 800   ? Kind::text
                   : dice < 805 ? Kind::system
                                : static_cast<Kind>(1 + dice % 7);
        row.flags = engine_() % 2 == 0 ? kMine : 0;
        if (row.kind == Kind::text) row.text = kTexts[engine_() % 5];
        return row;
    }

    std::mt19937_64 engine_{7};
    std::int64_t id_ = 0;
};

// What one would write first: the zone asked for every row, sums in maps.
std::uint64_t plain_loop(const store::Snapshot& snapshot, store::Range range, const Zone& zone) {
    std::uint64_t sum = 0;
    for (const auto& chat : snapshot.chats) {
        std::map<Day, std::uint64_t> days;
        std::map<int, std::uint64_t> months, hours, kinds;
        std::uint64_t chars = 0, mine = 0;
        for (const auto& slice : select(chat, range).slices) {
            for (auto row = slice.first; row < slice.last; ++row) {
                const auto& columns = slice.columns;
                if (!is_counted(columns.kind[row], columns.flags[row])) continue;
                const auto local = zone.local(columns.time[row]);
                ++days[day_of(local.date)];
                ++months[local.date.year * 12 + local.date.month];
                ++hours[local.hour];
                ++kinds[columns.kind[row]];
                chars += columns.length[row];
                mine += columns.flags[row] & kMine;
            }
        }
        sum += days.size() + months.size() + hours.size() + kinds.size() + chars + mine;
    }
    return sum;
}

struct Best {
    double wall_ms = 1e9, cpu_ms = 1e9;  // cpu: of all threads together
};

Best best_of(int repeats, const std::function<void()>& run) {
    Best best;
    for (int i = 0; i < repeats; ++i) {
        const auto start = std::chrono::steady_clock::now();
        const auto cpu = std::clock();
        run();
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - start;
        best.wall_ms = std::min(best.wall_ms, took.count());
        best.cpu_ms = std::min(best.cpu_ms, static_cast<double>(std::clock() - cpu) * 1e3 /
                                                static_cast<double>(CLOCKS_PER_SEC));
    }
    return best;
}

std::uint64_t rows_inside(const store::Snapshot& snapshot, store::Range range) {
    std::uint64_t rows = 0;
    for (const auto& chat : snapshot.chats)
        for (const auto& slice : select(chat, range).slices) rows += slice.last - slice.first;
    return rows;
}

void measure(const store::Snapshot& snapshot, const char* name, store::Range range) {
    const BoardQuery query{range, Params{}, kEnd};
    const auto rows = rows_inside(snapshot, range);
    const auto board = [&](int threads) {
        return best_of(kRepeats, [&] { make_board(snapshot, query, nullptr, threads, {}); });
    };
    const auto one = board(1), two = board(2);
    volatile std::uint64_t sink = 0;
    const auto plain = best_of(rows > 2'000'000 ? 1 : 3,
                               [&] { sink = plain_loop(snapshot, range, query.params.zone); });
    const auto ns_a_row = one.cpu_ms * 1e6 / static_cast<double>(std::max<std::uint64_t>(rows, 1));
    std::printf(
        "%-8s %10llu rows  1 thread %7.2f ms, cpu %7.2f ms, %5.2f ns/row  2 threads %7.2f ms"
        "  plain loop cpu %8.1f ms  %5.1f x\n",
        name, static_cast<unsigned long long>(rows), one.wall_ms, one.cpu_ms, ns_a_row, two.wall_ms,
        plain.cpu_ms, plain.cpu_ms / one.cpu_ms);
}

}  // namespace

int main(int argc, char** argv) {
    const std::uint64_t messages = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    const auto snapshot = Maker{}.make(messages);
    std::printf("%llu messages, %zu chats, best of %d\n",
                static_cast<unsigned long long>(snapshot->messages), snapshot->chats.size(),
                kRepeats);
    measure(*snapshot, "all", {});
    measure(*snapshot, "half", {kEnd - kSpan / 2, 0});
    measure(*snapshot, "30 days", {kEnd - 30 * 86'400, 0});

    const BoardQuery query{{}, Params{}, kEnd};
    const auto before = make_board(*snapshot, query, nullptr, 2, {});
    auto changed = *snapshot;
    ++changed.generation;
    for (std::size_t i = 0; i < changed.chats.size(); i += 20) {
        auto rows = std::make_shared<store::ChatRows>(*changed.chats[i].rows);
        ++rows->version;
        changed.chats[i].rows = std::move(rows);
    }
    const auto print = [](const char* what, const Best& best) {
        std::printf("%-36s %7.3f ms, cpu %7.3f ms\n", what, best.wall_ms, best.cpu_ms);
    };
    print("is it current", best_of(kRepeats, [&] { is_current(*before, *snapshot, query); }));
    print("made again, no chat changed",
          best_of(kRepeats, [&] { make_board(*snapshot, query, before.get(), 2, {}); }));
    print("made again, a twentieth changed",
          best_of(kRepeats, [&] { make_board(changed, query, before.get(), 2, {}); }));
    print("who was active on one day",
          best_of(kRepeats, [&] { active_on(*snapshot, query.params.zone, 20'000); }));
}
