// Any bytes as a Telegram export: the same lists however the bytes are cut, and every message that
// comes out keeps the promises of a source.
#include <string>
#include <vector>

#include "base/error.h"
#include "json/stream.h"
#include "sources/telegram/layout.h"
#include "sources/telegram/row.h"
#include "tests/fuzz/check.h"
#include "text/utf8.h"

namespace {

using namespace kith;
using namespace kith::sources;
using fuzz::check;

constexpr std::int64_t kYear2100 = 4'102'444'800'000;  // UTC milliseconds

void check_row(const telegram::RowReader::Result& result, const Strangers& strangers) {
    check(result.row.has_value() == result.refused.empty());
    if (!result.row) return;
    const auto& row = *result.row;
    check(row.time > 0 && row.time < kYear2100);
    check(text::valid_utf8(row.text) && row.source_key >= 0);
    check(static_cast<int>(row.kind) < kKindCount);
    check(row.kind != Kind::text || row.body.empty());
    if (row.sender != kNobody) check(!strangers.person(row.sender).key.empty());
    if (!row.body.empty()) check(json::parse(row.body).is_object());
}

// What comes out, one entry for each event.
std::vector<std::string> walk(std::string_view bytes, std::size_t piece) {
    std::vector<std::string> seen;
    People people;
    people.add("user1");
    Strangers strangers{people.list()};
    telegram::RowReader rows{people, strangers, 0, Zone::named("Europe/Berlin")};
    std::uint64_t inside = 0;
    const auto note = [&](std::string_view what, std::string_view where, std::uint64_t at) {
        check(at <= bytes.size());
        seen.push_back(std::string{what} + std::string{where} + '@' + std::to_string(at));
    };
    json::Walk events;
    events.entered = [&](std::string_view path, std::uint64_t at) {
        ++inside;
        note("in ", path, at);
    };
    events.left = [&](std::string_view path, std::uint64_t at) {
        check(inside-- > 0);
        note("out ", path, at);
    };
    events.wanted = [](std::string_view, std::string_view key, std::uint64_t) {
        return key != "about";
    };
    events.broken = json::Broken::skipped;
    const auto item = [&](const json::Item& one) {
        check(one.offset + one.text.size() <= bytes.size());
        check(bytes.substr(one.offset, one.text.size()) == one.text);
        note(one.in, one.key, one.offset);
        check_row(rows.read(one.value, one.offset), strangers);
    };
    json::DocumentStream stream{
        {"messages", "chats/list", "chats/list/*/messages"}, item, item, {}, std::move(events)};
    try {
        for (std::size_t at = 0; at < bytes.size(); at += piece) {
            stream.feed(bytes.substr(at, piece));
        }
        stream.finish();
        check(inside == 0);
    } catch (const Error& error) {
        check(error.code() == Errc::invalid);
        seen.emplace_back("broken");
    }
    seen.push_back(std::to_string(stream.skipped_count()));
    return seen;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto bytes = fuzz::view(data, size);
    const std::size_t piece = 1 + fuzz::take_byte(bytes) % 32;
    telegram::form_of(bytes);
    check(walk(bytes, bytes.size() + 1) == walk(bytes, piece));
    return 0;
}
