// Any bytes as ChatLab, lines or a document: the same objects however the bytes are cut, and every
// message that comes out keeps the promises of a source.
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "json/stream.h"
#include "sources/chatlab/row.h"
#include "sources/chatlab/stream.h"
#include "tests/fuzz/check.h"
#include "text/utf8.h"

namespace {

using namespace kith;
using namespace kith::sources;
using fuzz::check;

constexpr std::int64_t kYear2100 = 4'102'444'800'000;  // UTC milliseconds

struct Seen {
    std::vector<std::pair<std::uint64_t, std::string>> items;  // offset, text
    std::uint64_t skipped{};
    bool broken{};
    friend bool operator==(const Seen&, const Seen&) = default;
};

// Reads items as the reader does.
class Reader {
  public:
    explicit Reader(std::string_view input) : input_{input} { people_.add("a"); }

    void take(const json::Item& item) {
        seen_.items.emplace_back(item.offset, item.text);
        check(item.offset + item.text.size() <= input_.size());
        chatlab::read_meta(item.value);
        chatlab::read_member(item.value);
        const auto line = chatlab::read_message(item.value);
        if (!line) return;
        const auto row = rows_.read(*line, item.offset);
        if (!row) return;
        check(row->time > 0 && row->time < kYear2100);
        check(text::valid_utf8(row->text) && row->source_key >= 0);
        check(static_cast<int>(row->kind) < kKindCount);
        if (row->sender != kNobody) check(!strangers_.person(row->sender).key.empty());
        if (!row->body.empty()) check(json::parse(row->body).is_object());
    }
    Seen& seen() { return seen_; }

  private:
    std::string_view input_;
    Seen seen_;
    People people_;
    Strangers strangers_{people_.list()};
    chatlab::RowReader rows_{people_, strangers_, 0};
};

template <class Stream>
void feed(Stream& stream, std::string_view bytes, std::size_t piece, Seen& seen) {
    try {
        for (std::size_t at = 0; at < bytes.size(); at += piece) {
            stream.feed(bytes.substr(at, piece));
        }
        stream.finish();
    } catch (const Error& error) {
        check(error.code() == Errc::invalid);
        seen.broken = true;
    }
    seen.skipped = stream.skipped_count();
}

Seen lines(std::string_view bytes, std::size_t piece) {
    Reader reader{bytes};
    json::LineStream stream{[&](const json::Item& item) { reader.take(item); }};
    feed(stream, bytes, piece, reader.seen());
    check(!reader.seen().broken);  // a bad line is only passed over
    check(reader.seen().items.size() + stream.skipped_count() <= stream.lines());
    return std::move(reader.seen());
}

Seen document(std::string_view bytes, std::size_t piece) {
    Reader reader{bytes};
    const auto take = [&](const json::Item& item) { reader.take(item); };
    json::DocumentStream stream{{"members", "messages"}, take, take};
    feed(stream, bytes, piece, reader.seen());
    return std::move(reader.seen());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto bytes = fuzz::view(data, size);
    const std::size_t piece = 1 + fuzz::take_byte(bytes) % 32;
    chatlab::form_of(bytes);
    check(lines(bytes, bytes.size() + 1) == lines(bytes, piece));
    check(document(bytes, bytes.size() + 1) == document(bytes, piece));
    return 0;
}
