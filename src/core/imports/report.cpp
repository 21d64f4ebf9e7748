// See report.h.
#include "core/imports/report.h"

#include "text/fold.h"

namespace kith::core {

void SkipCounter::add(std::string_view reason, std::string_view sample) {
    const std::lock_guard guard{mutex_};
    auto found = reasons_.find(reason);
    if (found == reasons_.end()) {
        const std::string key{reasons_.size() < kReasons ? reason : "other"};
        found = reasons_.try_emplace(key, Skipped{key, 0, {}}).first;
    }
    auto& entry = found->second;
    ++entry.count;
    if (entry.sample.empty()) entry.sample = text::repair_utf8(sample.substr(0, kSampleBytes));
}

void SkipCounter::fill(ImportReport& report) const {
    const std::lock_guard guard{mutex_};
    report.skipped.clear();
    for (const auto& [reason, entry] : reasons_) report.skipped.push_back(entry);
    report.media_missing = media_missing_;
}

}  // namespace kith::core
