// Clocks, memory and made-up archives for the benches of the store.
#pragma once

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace kith::bench {

struct Used {
    double wall{}, cpu{};  // seconds
};

class Stopwatch {
  public:
    Stopwatch() : wall_{std::chrono::steady_clock::now()}, cpu_{cpu_now()} {}
    Used used() const {
        return {std::chrono::duration<double>(std::chrono::steady_clock::now() - wall_).count(),
                cpu_now() - cpu_};
    }

  private:
    static double cpu_now() {
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        const auto seconds = [](const timeval& t) {
            return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
        };
        return seconds(usage.ru_utime) + seconds(usage.ru_stime);
    }
    std::chrono::steady_clock::time_point wall_;
    double cpu_;
};

// "VmRSS" or "VmHWM", in MB.
inline double memory_mb(std::string_view field) {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(field)) return std::atof(line.c_str() + field.size() + 1) / 1024;
    return 0;
}

inline std::string load_now() {
    std::string load;
    std::ifstream{"/proc/loadavg"} >> load;
    return load;
}

// --name VALUE, or `otherwise`.
inline std::string argument(int argc, char** argv, std::string_view name,
                            std::string_view otherwise) {
    for (int i = 1; i + 1 < argc; ++i)
        if (argv[i] == name) return argv[i + 1];
    return std::string{otherwise};
}

inline double percentile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1));
    return values[at];
}

// Messages like those of a chat archive: chats of very different sizes, Chinese words at falling
// frequency, some Latin, notices and pictures. The same seed gives the same rows.
class MadeArchive {
  public:
    explicit MadeArchive(std::int64_t messages, std::uint32_t seed = 1) : random_{seed} {
        for (int i = 0; i < 3000; ++i) {
            std::string word;
            const auto length = 1 + random_() % 3;
            for (unsigned c = 0; c < length; ++c) add_han(word, 0x4E00 + random_() % 3000);
            words_.push_back(std::move(word));
        }
        const auto chats = std::max<std::int64_t>(4, messages / 2200);
        double weight = 0;
        for (std::int64_t i = 0; i < chats; ++i) weight += 1.0 / static_cast<double>(i + 8);
        for (std::int64_t i = 0; i < chats; ++i)
            sizes_.push_back(static_cast<std::int64_t>(static_cast<double>(messages) /
                                                       static_cast<double>(i + 8) / weight) +
                             1);
    }

    std::size_t chats() const { return sizes_.size(); }
    std::int64_t size(std::size_t chat) const { return sizes_[chat]; }

    // Rows [first, last) of a chat; sender by turns.
    std::vector<store::Row> rows(std::size_t chat, std::int64_t first, std::int64_t last,
                                 const std::vector<store::PersonId>& people) const {
        std::minstd_rand dice{static_cast<std::uint32_t>(chat * 7919 + 17)};
        dice.discard(static_cast<unsigned long long>(first));
        std::vector<store::Row> made;
        made.reserve(static_cast<std::size_t>(last - first));
        for (auto i = first; i < last; ++i) {
            store::Row row;
            row.time = (1'500'000'000 + i * 97 + static_cast<std::int64_t>(chat)) * 1000;
            row.sequence = i;
            const auto draw = dice();
            row.sender = people[draw / 7 % people.size()];
            row.source_key = static_cast<std::int64_t>(chat) << 32 | (i + 1);
            row.raw_type = 1;
            if (draw % 100 < 80) {
                text(draw, row.text);
            } else if (draw % 100 < 95) {
                row.kind = Kind::image;
                row.raw_type = 3;
            } else {
                row.kind = Kind::link;
                row.raw_type = 49;
                text(draw, row.text);
                row.body = R"({"url":"https://example.org/a/b?c=d","description":"…"})";
            }
            made.push_back(std::move(row));
        }
        return made;
    }

  private:
    static void add_han(std::string& to, unsigned code) {
        to += static_cast<char>(0xE0 | code >> 12);
        to += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        to += static_cast<char>(0x80 | (code & 0x3F));
    }
    void text(unsigned long draw, std::string& to) const {
        std::minstd_rand dice{static_cast<std::uint32_t>(draw)};
        const auto count = 1 + dice() % 12;
        for (unsigned i = 0; i < count; ++i) {
            const auto u = static_cast<double>(dice()) / 2147483647.0;
            to += words_[static_cast<std::size_t>(std::pow(u, 3.0) * 2999)];
            if (dice() % 16 == 0) to += " OK, ";
        }
    }

    std::minstd_rand random_;
    std::vector<std::string> words_;
    std::vector<std::int64_t> sizes_;
};

}  // namespace kith::bench
