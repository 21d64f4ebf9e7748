// See windows.h.
#include "sources/wechat/windows.h"

#include <algorithm>

namespace kith::sources::wechat {
namespace {

constexpr std::int64_t kHour = 3600;

void widen(RowSpan& to, const RowSpan& by) {
    if (by.rows == 0) return;
    to.first = to.rows == 0 ? by.first : std::min(to.first, by.first);
    to.last = to.rows == 0 ? by.last : std::max(to.last, by.last);
    to.rows += by.rows;
}

}  // namespace

void Windows::add(std::size_t part, std::int64_t rowid, std::int64_t unix_seconds) {
    const auto hour = unix_seconds / kHour;
    // Rows come nearly in order: the hour is most often the last one.
    const bool latest = !hours_.empty() && hours_.rbegin()->first == hour;
    auto& spans = latest ? hours_.rbegin()->second : hours_[hour];
    if (spans.empty()) spans.resize(parts_);
    widen(spans[part], {1, rowid, rowid});
}

std::vector<Window> Windows::cut(std::int64_t rows) const {
    std::vector<Window> out;
    std::int64_t held = rows;  // the first hour opens a window
    for (const auto& [hour, spans] : hours_) {
        if (held >= rows) {
            out.push_back({hour * kHour, 0, std::vector<RowSpan>(parts_)});
            held = 0;
        }
        auto& window = out.back();
        window.to = (hour + 1) * kHour;
        for (std::size_t i = 0; i < parts_; ++i) {
            widen(window.parts[i], spans[i]);
            held += spans[i].rows;
        }
    }
    return out;
}

}  // namespace kith::sources::wechat
