// Speed of the exact search over an archive: percentiles for classes of queries, against two plain
// ways in the same run (one look through all folded texts, and a LIKE-like look through all bytes).
//   bench_search_substring ARCHIVE [--per-class 60] [--threads 1] [--isa avx512|avx2|portable]
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <functional>
#include <random>
#include <string>

#include "bench/search/archive.h"
#include "search/substring.h"
#include "text/fold.h"

namespace {

using namespace kith;
using namespace kith::search;

constexpr int kRepeats = 7;
constexpr std::size_t kBaselineQueries = 6;

struct Options {
    std::string archive;
    std::size_t per_class = 60;
    unsigned threads = 1;
    Isa isa = best_isa();
};

double now() {
    return std::chrono::duration<double, std::milli>{
        std::chrono::steady_clock::now().time_since_epoch()}
        .count();
}

double cpu() {
    timespec at{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return static_cast<double>(at.tv_sec) * 1e3 + static_cast<double>(at.tv_nsec) / 1e6;
}

struct Took {
    double wall = 1e9, cpu = 1e9;
};

Took best_of(int repeats, const std::function<void()>& work) {
    Took best;
    for (int i = 0; i < repeats; ++i) {
        const auto wall = now(), used = cpu();
        work();
        best.wall = std::min(best.wall, now() - wall);
        best.cpu = std::min(best.cpu, cpu() - used);
    }
    return best;
}

double percentile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

// -- queries --------------------------------------------------------------------------------------

bool is_han(char16_t unit) {
    return unit >= 0x4E00 && unit <= 0x9FFF;
}
bool is_letter(char16_t unit) {
    return unit >= 'a' && unit <= 'z';
}

// Every folded text, one after another with unit 0 behind each; and the texts as they are.
struct Texts {
    std::u16string folded;
    std::vector<std::size_t> start;
    std::vector<std::string> plain;

    explicit Texts(const store::Snapshot& snapshot) {
        for (const auto& chat : snapshot.chats)
            for (const auto& chunk : chat.rows->chunks) {
                const auto columns = chunk->columns();
                for (std::uint32_t row = 0; row < columns.size; ++row) {
                    if (columns.text.offset[row] == columns.text.offset[row + 1]) continue;
                    plain.push_back(chunk->text_of(row));
                    start.push_back(folded.size());
                    text::fold(plain.back(), folded);
                    folded.push_back(u'\0');
                }
            }
    }

    // A text drawn by chance: common words come often.
    std::u16string_view draw(std::mt19937& random) const {
        const auto at = start[random() % start.size()];
        return std::u16string_view{folded}.substr(at, folded.find(u'\0', at) - at);
    }
};

using Draw = std::function<std::u16string(std::mt19937&)>;

struct Class {
    const char* name;
    Draw draw;  // "" = try again
};

std::u16string piece(const Texts& texts, std::mt19937& random, std::size_t size,
                     bool (*fits)(std::u16string_view)) {
    const auto text = texts.draw(random);
    if (text.size() < size) return {};
    const auto part = text.substr(random() % (text.size() - size + 1), size);
    return fits(part) ? std::u16string{part} : std::u16string{};
}

bool all_han(std::u16string_view text) {
    return std::all_of(text.begin(), text.end(), is_han);
}

bool mixed(std::u16string_view text) {
    const auto han = std::count_if(text.begin(), text.end(), is_han);
    return han != 0 && static_cast<std::size_t>(han) != text.size() &&
           text.find_first_of(u"\xD83D\xD83C") == std::u16string_view::npos;
}

std::u16string latin_word(const Texts& texts, std::mt19937& random) {
    const auto text = texts.draw(random);
    const auto first = std::find_if(text.begin(), text.end(), is_letter);
    const auto last = std::find_if_not(first, text.end(), is_letter);
    return last - first >= 3 ? std::u16string{first, last} : std::u16string{};
}

std::u16string absent(const Texts& texts, std::mt19937& random) {
    std::u16string word;
    for (int i = 0; i < 3; ++i) word += texts.draw(random).substr(0, 1);
    return all_han(word) && word.size() == 3 && texts.folded.find(word) == std::u16string::npos
               ? word
               : std::u16string{};
}

std::vector<Class> classes(const Texts& texts) {
    std::vector<Class> all;
    for (const auto& [name, units] :
         {std::pair{"1 character", 1}, {"2 characters", 2}, {"3", 3}, {"4", 4}, {"6", 6}})
        all.push_back({name, [&texts, size = static_cast<std::size_t>(units)](auto& random) {
                           return piece(texts, random, size, all_han);
                       }});
    all.push_back({"latin word", [&](auto& random) { return latin_word(texts, random); }});
    all.push_back({"mixed, 4", [&](auto& random) { return piece(texts, random, 4, mixed); }});
    all.push_back({"absent", [&](auto& random) { return absent(texts, random); }});
    return all;
}

std::vector<std::u16string> queries(const Class& kind, std::size_t count, std::mt19937& random) {
    std::vector<std::u16string> all;
    for (std::size_t tries = 0; all.size() < count && tries < count * 20'000; ++tries)
        if (auto query = kind.draw(random); !query.empty()) all.push_back(std::move(query));
    return all;
}

// -- baselines ------------------------------------------------------------------------------------

// The next place of a folded text in all folded texts, as the C library finds bytes.
std::size_t next_place(std::u16string_view all, std::u16string_view query, std::size_t from) {
    const auto* base = reinterpret_cast<const char*>(all.data());
    const auto* end = base + all.size() * 2;
    for (const auto* at = base + from * 2;; ++at) {
        at = static_cast<const char*>(
            memmem(at, static_cast<std::size_t>(end - at), query.data(), query.size() * 2));
        if (at == nullptr) return std::u16string::npos;
        if ((at - base) % 2 == 0) return static_cast<std::size_t>(at - base) / 2;
    }
}

std::uint64_t folded_scan(const Texts& texts, const std::u16string& query) {
    std::uint64_t rows = 0;
    for (std::size_t at = 0; (at = next_place(texts.folded, query, at)) != std::u16string::npos;) {
        ++rows;
        at = texts.folded.find(u'\0', at);
    }
    return rows;
}

// What `LIKE '%query%'` does to a text: at each byte, letters compared without case.
bool like(std::string_view text, std::string_view query) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    for (std::size_t at = 0; at + query.size() <= text.size(); ++at) {
        std::size_t i = 0;
        while (i < query.size() && lower(text[at + i]) == lower(query[i])) ++i;
        if (i == query.size()) return true;
    }
    return false;
}

std::uint64_t like_scan(const Texts& texts, const std::string& query) {
    return static_cast<std::uint64_t>(
        std::count_if(texts.plain.begin(), texts.plain.end(),
                      [&](const auto& text) { return like(text, query); }));
}

std::string utf8_of(const std::u16string& units) {
    std::string out;
    for (const char16_t unit : units) text::append_utf8(unit, out);
    return out;
}

// -- the run --------------------------------------------------------------------------------------

struct Totals {
    std::vector<double> wall, cpu, texts;
    double hits = 0;
    void add(const Totals& other) {
        wall.insert(wall.end(), other.wall.begin(), other.wall.end());
        cpu.insert(cpu.end(), other.cpu.begin(), other.cpu.end());
        texts.insert(texts.end(), other.texts.begin(), other.texts.end());
        hits += other.hits;
    }
    void print(const char* name) const {
        if (wall.empty()) return;
        std::printf("%-14s %6.2f %6.2f %6.2f | %6.2f %6.2f | %6.2f %6.2f | %9.0f\n", name,
                    percentile(wall, 0.5), percentile(wall, 0.9), percentile(wall, 0.99),
                    percentile(cpu, 0.5), percentile(cpu, 0.99), percentile(texts, 0.5),
                    percentile(texts, 0.99), hits / static_cast<double>(wall.size()));
    }
};

Totals measure(const store::Snapshot& snapshot, const std::vector<std::u16string>& words,
               const Options& options, const ScanPool& pool) {
    Totals totals;
    for (const auto& word : words) {
        std::vector<ChatHits> found;
        const auto scan = best_of(kRepeats, [&] {
            const Substring what{.needle = Needle{word, sample(snapshot)}, .isa = options.isa};
            found = search_all(snapshot, what, pool, Stop{});
        });
        std::string text;
        const auto texts = best_of(kRepeats, [&] {
            for (const auto& hit : found)
                for (const auto at : hit.newest) {
                    text.clear();
                    snapshot.chats[hit.chat].rows->chunks[at.chunk]->append_text(at.row, text);
                }
        });
        for (const auto& hit : found) totals.hits += static_cast<double>(hit.count);
        totals.wall.push_back(scan.wall);
        totals.cpu.push_back(scan.cpu);
        totals.texts.push_back(texts.wall);
    }
    return totals;
}

void compare(const store::Snapshot& snapshot, const Texts& texts,
             const std::vector<std::u16string>& words, const ScanPool& pool, double p50) {
    std::vector<double> folded, plain;
    for (std::size_t i = 0; i < std::min(kBaselineQueries, words.size()); ++i) {
        std::uint64_t rows = 0, bytewise = 0, right = 0;
        folded.push_back(best_of(2, [&] { rows = folded_scan(texts, words[i]); }).wall);
        plain.push_back(best_of(2, [&] { bytewise = like_scan(texts, utf8_of(words[i])); }).wall);
        const Substring what{.needle = Needle{words[i]}};
        for (const auto& hit : search_all(snapshot, what, pool, Stop{})) right += hit.count;
        if (rows != right || bytewise > right)
            std::printf("DIFFERENT: %zu rows, memmem %zu, bytes %zu\n", right, rows, bytewise);
    }
    std::printf(
        "all folded texts with memmem: p50 %.1f ms (%.0f x) | LIKE-like: p50 %.1f ms (%.0f x)\n",
        percentile(folded, 0.5), percentile(folded, 0.5) / p50, percentile(plain, 0.5),
        percentile(plain, 0.5) / p50);
}

// Of all texts of the archive, one after another.
void print_fold_speed(const Texts& texts) {
    text::Folded folded;
    std::size_t bytes = 0, exact = 0;
    const auto took = best_of(3, [&] {
        bytes = exact = 0;
        for (const auto& text : texts.plain) {
            text::fold(text, folded);
            bytes += text.size();
            exact += folded.exact ? 1u : 0u;
        }
    });
    std::printf(
        "fold: %.0f MB/s of cpu, %.3f %% of the texts need a copy of their own\n",
        static_cast<double>(bytes) / 1e3 / took.cpu,
        100.0 - 100.0 * static_cast<double>(exact) / static_cast<double>(texts.plain.size()));
}

Options options_of(int count, char** arguments) {
    Options options;
    for (int i = 1; i < count; ++i) {
        const std::string_view word = arguments[i];
        const auto value = [&] { return ++i < count ? arguments[i] : ""; };
        if (word == "--per-class")
            options.per_class = static_cast<std::size_t>(std::max(1, std::atoi(value())));
        else if (word == "--threads")
            options.threads = static_cast<unsigned>(std::clamp(std::atoi(value()), 1, 64));
        else if (word == "--isa")
            options.isa = isa_named(value()).value_or(best_isa());
        else
            options.archive = word;
    }
    return options;
}

void run(const Options& options) {
    const auto loaded = bench::load(options.archive);
    const auto& snapshot = loaded.snapshot;
    const auto messages = static_cast<double>(snapshot.messages);
    std::printf("%.0f messages in %zu chats, %.1f bytes a message, built %.2f M rows/s of cpu\n",
                messages, snapshot.chats.size(), static_cast<double>(loaded.chunk_bytes) / messages,
                messages / loaded.build_seconds / 1e6);
    const Texts texts{snapshot};
    print_fold_speed(texts);
    const ScanPool pool{options.threads};
    std::printf("%s, %u threads, best of %d, milliseconds\n", name_of(options.isa).data(),
                pool.threads(), kRepeats);
    std::printf("%-14s %6s %6s %6s | %6s %6s | %6s %6s | %9s\n", "class", "p50", "p90", "p99",
                "cpu50", "cpu99", "text50", "text99", "hits");
    std::mt19937 random{2024};
    Totals all;
    std::vector<std::u16string> some;
    for (const auto& kind : classes(texts)) {
        const auto words = queries(kind, options.per_class, random);
        const auto totals = measure(snapshot, words, options, pool);
        totals.print(kind.name);
        all.add(totals);
        if (!words.empty()) some.push_back(words.front());
    }
    all.print("all");
    compare(snapshot, texts, some, pool, percentile(all.wall, 0.5));
    double load[3] = {};
    getloadavg(load, 3);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("load %.1f, peak %ld MB\n", load[0], usage.ru_maxrss / 1024);
}

}  // namespace

int main(int count, char** arguments) {
    const auto options = options_of(count, arguments);
    if (options.archive.empty()) {
        std::fprintf(stderr, "usage: %s ARCHIVE [--per-class N] [--threads N] [--isa NAME]\n",
                     arguments[0]);
        return 2;
    }
    try {
        run(options);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
