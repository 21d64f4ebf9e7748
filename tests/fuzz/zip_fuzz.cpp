// Any bytes as a zip file: no name leads outside, no limit is passed.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/error.h"
#include "sources/zip/zip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kith::sources;
    const zip::Limits limits{.bytes = 1 << 20, .entries = 64, .ratio = 100, .ratio_from = 1 << 18};
    std::uint64_t unpacked = 0;
    zip::Events events;
    events.entry = [](const zip::Entry& entry) {
        const auto name = zip::safe_name(entry.name);
        if (name.empty() || name.is_absolute()) std::abort();
        for (const auto& part : name) {
            if (part == "..") std::abort();
        }
        return true;
    };
    events.data = [&](std::string_view bytes) {
        unpacked += bytes.size();
        if (unpacked > limits.bytes) std::abort();
        return true;
    };
    try {
        zip::visit({reinterpret_cast<const char*>(data), size}, limits, events, {});
    } catch (const kith::Error&) {
        // What is no zip is refused.
    }
    return 0;
}
