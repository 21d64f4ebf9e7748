// Any bytes are a query: parsing ends, places lie inside the text, errors are `invalid`.
#include "base/error.h"
#include "base/zone.h"
#include "search/query.h"
#include "tests/fuzz/check.h"
#include "text/utf8.h"

namespace {

using kith::fuzz::check;

void check_places(const kith::search::Query& query) {
    const auto length = kith::text::length(query.text);
    for (const auto& problem : query.problems)
        check(problem.place.first < problem.place.last && problem.place.last <= length);
    for (const auto& term : query.terms)
        check(term.place.first < term.place.last && term.place.last <= length);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = kith::fuzz::view(data, size);
    try {
        const auto query = kith::search::parse(text);
        check_places(query);
        check(query.root.has_value() == !to_string(query).empty());
        const auto zone = kith::Zone::fixed(8 * 3600);
        for (const auto& term : query.terms)
            if (term.about == kith::search::Term::About::time)
                (void)span_of(term.when, zone, kith::from_seconds(1'720'000'000));
    } catch (const kith::Error& error) {
        check(error.code() == kith::Errc::invalid);
    }
    return 0;
}
