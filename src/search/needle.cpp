// What is looked for, prepared for the scan.
#include "search/needle.h"

#include <algorithm>

#include "base/error.h"
#include "text/fold.h"

namespace kith::search {
namespace {

constexpr std::uint32_t kSampleChunks = 32;
constexpr std::uint32_t kSampleUnits = 512;  // of each chunk
// A first test that passes in more of the blocks than this is not worth its branch.
constexpr double kFrequentShare = 0.05;

// The commonest Chinese characters, most frequent first; weights fall with the rank.
constexpr std::u16string_view kCommonHan =
    u"的我是不了一在有你这个人他们来到时说就要会那看没还好去么什想知道吗吧啊呢得也都和过上大下里"
    u"能对生子后天可多然家小学自以开心起用中为年前做事很些给让太怎样出今明晚现点真觉但因如果才再"
    u"老只从当把谢哈哦嗯同跟见面吃饭走回话打电等快慢高新问题工作公司朋友爱喜欢妈爸孩钱买车房";
constexpr std::string_view kCommonLatin = "etaoinshrdlcumwfgypbvkjxqz";

ByteCounts make_typical() {
    ByteCounts counts;
    const auto add = [&](unsigned byte, std::uint32_t weight) {
        counts.low[byte & 0xFF] += weight;
        counts.total += weight;
    };
    for (unsigned byte = 0; byte < 256; ++byte) add(byte, 20);
    add(0, 6000);  // row ends
    std::uint32_t rank = 10;
    for (const char16_t unit : kCommonHan) add(unit, 20'000 / rank++);
    rank = 6;
    for (const char letter : kCommonLatin) add(static_cast<unsigned char>(letter), 8'000 / rank++);
    for (const char mark : std::string_view{" ,.!?0123456789"})
        add(static_cast<unsigned char>(mark), 600);
    return counts;
}

// The two positions whose low bytes are rarest, in ascending order; the same one for one unit.
std::pair<std::uint32_t, std::uint32_t> rarest(const Needle::Plan& plan, const ByteCounts& counts) {
    const auto weight = [&](std::uint32_t at) { return counts.low[plan.low[at]]; };
    std::uint32_t best = 0;
    for (std::uint32_t i = 1; i < plan.length; ++i)
        if (weight(i) < weight(best)) best = i;
    if (plan.length == 1) return {0, 0};
    std::uint32_t second = best == 0 ? 1 : 0;
    for (std::uint32_t i = 0; i < plan.length; ++i)
        if (i != best && weight(i) < weight(second)) second = i;
    return std::minmax(best, second);
}

}  // namespace

ByteCounts sample(const store::Snapshot& snapshot) {
    ByteCounts counts;
    const auto add = [&](const store::PlanesView& planes) {
        const auto units = std::min(planes.units, kSampleUnits);
        const auto first = (planes.units - units) / 2;
        for (std::uint32_t i = first; i < first + units; ++i) ++counts.low[planes.low[i]];
        counts.total += units;
    };
    const auto step = std::max<std::size_t>(1, snapshot.chats.size() / kSampleChunks);
    for (std::size_t i = 0; i < snapshot.chats.size(); i += step) {
        const auto& chunks = snapshot.chats[i].rows->chunks;
        if (!chunks.empty()) add(chunks[chunks.size() / 2]->columns().text);
    }
    return counts.total < 1000 ? typical_bytes() : counts;
}

const ByteCounts& typical_bytes() {
    static const ByteCounts counts = make_typical();
    return counts;
}

Needle::Needle(std::u16string folded, const ByteCounts& counts) : units_{std::move(folded)} {
    require(units_.find(u'\0') == std::u16string::npos, Errc::invalid, "the text holds unit 0");
    if (units_.empty()) return;
    plan_.length = static_cast<std::uint32_t>(std::min(units_.size(), kScanUnits));
    for (std::size_t i = 0; i < units_.size(); ++i) {
        const auto low = static_cast<std::uint8_t>(units_[i]);
        const auto high = static_cast<std::uint8_t>(units_[i] >> 8);
        if (i < kScanUnits) {
            plan_.low[i] = low;
            plan_.high[i] = high;
        } else {
            rest_low_.push_back(static_cast<char>(low));
            rest_high_.push_back(static_cast<char>(high));
        }
    }
    std::tie(plan_.first, plan_.second) = rarest(plan_, counts);
    const double total = std::max(1u, counts.total);
    double share = 64 * counts.low[plan_.low[plan_.first]] / total;
    if (plan_.first != plan_.second) share *= counts.low[plan_.low[plan_.second]] / total;
    plan_.frequent = share > kFrequentShare;
}

Needle Needle::of(std::string_view utf8, const ByteCounts& counts) {
    return Needle{text::fold(utf8), counts};
}

}  // namespace kith::search
