// Any bytes as a zip file: no name leads outside, no limit is passed, and the same comes out each
// time.
#include <string>
#include <vector>

#include "base/error.h"
#include "sources/zip/zip.h"
#include "tests/fuzz/check.h"
#include "text/utf8.h"

namespace {

using namespace kith;
using namespace kith::sources;
using fuzz::check;

struct Seen {
    std::vector<std::string> names;
    std::string bytes, refused;
    std::size_t warnings{};
    friend bool operator==(const Seen&, const Seen&) = default;
};

void check_name(const std::string& name) {
    check(text::valid_utf8(name));
    const auto safe = zip::safe_name(name);
    check(!safe.empty() && safe.is_relative() && safe.native().size() <= zip::kNameBytes);
    check(zip::safe_name(safe.native()) == safe);
    std::size_t parts = 0;
    for (const auto& part : safe) {
        check(part != ".." && part != "." && !part.empty());
        ++parts;
    }
    check(parts <= zip::kNameParts);
}

Seen visit(std::string_view bytes) {
    const zip::Limits limits{.bytes = 1 << 20, .entries = 64, .ratio = 100, .ratio_from = 1 << 18};
    Seen seen;
    zip::Events events;
    events.entry = [&](const zip::Entry& entry) {
        check_name(entry.name);
        seen.names.push_back(entry.name);
        return true;
    };
    events.data = [&](std::string_view piece) {
        seen.bytes.append(piece);
        check(seen.bytes.size() <= limits.bytes);
        check(seen.bytes.size() <= std::max(limits.ratio_from, bytes.size() * limits.ratio));
        return true;
    };
    events.warning = [&](const std::string& text) {
        check(text::valid_utf8(text));
        ++seen.warnings;
    };
    try {
        zip::visit(bytes, limits, events, {});
    } catch (const Error& error) {  // what is no zip, and what passes a limit
        check(error.code() == Errc::invalid || error.code() == Errc::too_large);
        seen.refused = error.reason();
    }
    check(seen.names.size() <= limits.entries);
    return seen;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::view(data, size);
    check(visit(bytes) == visit(bytes));
    check(zip::is_zip(bytes) == bytes.starts_with("PK\x03\x04"));
    return 0;
}
