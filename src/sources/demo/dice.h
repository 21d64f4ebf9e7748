// Repeatable chance: the same seed gives the same numbers with every compiler and library, which
// <random>'s distributions do not promise. Whole numbers only.
#pragma once

#include <cassert>
#include <cstdint>
#include <span>
#include <string_view>

namespace kith::sources::demo {

// splitmix64 (Steele, Lea, Flood 2014). One thread at a time.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_{seed} {}

    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
    // Both ends included. The bias of the modulus is far below anything one could see here.
    std::int64_t between(std::int64_t low, std::int64_t high) {
        assert(low <= high);
        return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
    }
    // True in `share` of 1000 cases.
    bool permille(int share) { return static_cast<int>(next() % 1000) < share; }
    template <class T>
    T& pick(std::span<T> from) {
        assert(!from.empty());
        return from[next() % from.size()];
    }

  private:
    std::uint64_t state_;
};

// A seed for a part of something that has a seed (FNV-1a over the name, then mixed).
constexpr std::uint64_t seed_for(std::uint64_t seed, std::string_view name) {
    std::uint64_t h = 0xCBF29CE484222325 ^ seed;
    for (const char c : name) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    return h ^ (h >> 29);
}

}  // namespace kith::sources::demo
