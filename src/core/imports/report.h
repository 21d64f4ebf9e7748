// What an import did, in the owner's terms. Stored with the import as JSON and answered by the API
// and the command line alike.
#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"
#include "store/store.h"

namespace kith::core {

struct Skipped {
    std::string reason;  // stable word: "broken_frame", "bad_time", "too_long", …
    std::int64_t count{};
    std::string sample;  // where the first one was
};
BOOST_DESCRIBE_STRUCT(Skipped, (), (reason, count, sample))

struct ImportReport {
    std::int64_t new_{}, duplicate{}, changed{};
    std::vector<Skipped> skipped;
    std::int64_t media_missing{};  // pictures, voices … that the export does not contain
    std::int64_t people{}, chats{};
    double seconds{};
    std::vector<std::string> warnings;  // problems of whole files
};
BOOST_DESCRIBE_STRUCT(ImportReport, (),
                      (new_, duplicate, changed, skipped, media_missing, people, chats, seconds,
                       warnings))

// Gathers what readers leave out. Any thread.
class SkipCounter {
  public:
    static constexpr std::size_t kReasons = 50;  // further ones count as "other"
    static constexpr std::size_t kSampleBytes = 200;

    void add(std::string_view reason, std::string_view sample);
    void media() {
        const std::lock_guard guard{mutex_};
        ++media_missing_;
    }
    void fill(ImportReport& report) const;

  private:
    mutable std::mutex mutex_;
    std::map<std::string, Skipped, std::less<>> reasons_;
    std::int64_t media_missing_ = 0;
};

}  // namespace kith::core
