// What is looked for: a folded text, prepared for the scan. Immutable; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "store/snapshot.h"

namespace kith::search {

// How often each byte value occurs in the low planes: decides which two units of a needle are
// looked for first. Only speed depends on it, never the result.
struct ByteCounts {
    std::array<std::uint32_t, 256> low{};
    std::uint32_t total{};
};

// 16 KB of text out of up to 32 chunks of the store; about 20 us.
ByteCounts sample(const store::Snapshot& snapshot);
// A mixture of Chinese and Latin chat text, for when no snapshot is at hand.
const ByteCounts& typical_bytes();

inline constexpr std::size_t kScanUnits = 64;  // units that the kernels compare themselves

class Needle {
  public:
    Needle() = default;  // empty: found nowhere
    // `folded` as text::fold() gives it: no unit 0. Throws Error{invalid} when there is one.
    explicit Needle(std::u16string folded, const ByteCounts& counts = typical_bytes());
    // Folds the text. Empty after folding = found nowhere.
    static Needle of(std::string_view utf8, const ByteCounts& counts = typical_bytes());

    bool empty() const { return units_.empty(); }
    const std::u16string& units() const { return units_; }

    // For the kernels: the first min(size, 64) units split into planes, the two positions whose low
    // bytes are rarest (equal for one unit), and whether they are expected in over 5 % of blocks.
    struct Plan {
        std::uint32_t length{};  // units compared by the kernels
        std::uint32_t first{}, second{};
        bool frequent{};
        std::array<std::uint8_t, kScanUnits> low{}, high{};
    };
    const Plan& plan() const { return plan_; }
    // Units behind the first 64, compared one by one; low then high bytes.
    const std::string& rest_low() const { return rest_low_; }
    const std::string& rest_high() const { return rest_high_; }

  private:
    std::u16string units_;
    Plan plan_;
    std::string rest_low_, rest_high_;
};

}  // namespace kith::search
