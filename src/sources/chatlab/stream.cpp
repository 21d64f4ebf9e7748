// See stream.h.
#include "sources/chatlab/stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <optional>

#include "base/error.h"
#include "json/stream.h"
#include "sources/files.h"

namespace kith::sources::chatlab {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

constexpr std::size_t kFormStep = 4096;  // of a head, looked at in one go

struct Enough {};  // an event said no: leaves the stream's callback

// Overwrites remarks (lines that begin with #) with blanks, across blocks.
class Remarks {
  public:
    void blank(std::string& block) {
        for (std::size_t at = 0; at < block.size();) {
            if (line_start_ && block[at] == '#') inside_ = true;
            const auto end = std::min(block.find('\n', at), block.size());
            if (inside_)
                std::fill(block.begin() + static_cast<std::ptrdiff_t>(at),
                          block.begin() + static_cast<std::ptrdiff_t>(end), ' ');
            line_start_ = end < block.size();
            if (line_start_) inside_ = false;
            at = end + 1;
        }
    }

  private:
    bool line_start_ = true, inside_ = false;
};

// Turns the items of either stream into events.
class Dispatch {
  public:
    Dispatch(const Events& events, std::uint64_t from) : events_{events}, from_{from} {}

    void line(const json::Item& item) const {
        const auto type = json::text_or_empty(json::find(item.value, "_type"));
        if (type == "message") {
            tell(events_.message, item.value, from_ + item.offset);
        } else if (type == "member") {
            tell(events_.member, item.value);
        } else if (const auto* meta = json::find(item.value, "meta"); meta != nullptr) {
            tell(events_.meta, *meta);
        }
    }
    void item(const json::Item& item) const {
        if (item.key == "messages") tell(events_.message, item.value, item.offset);
        if (item.key == "members") tell(events_.member, item.value);
    }
    void member(const json::Item& item) const {
        if (item.key == "meta") tell(events_.meta, item.value);
    }
    // What the stream passed over since the last call.
    void skips(const std::vector<json::Skipped>& kept, std::uint64_t count, Form form) {
        if (!events_.skipped) return;
        for (; told_ < count; ++told_) {
            if (told_ >= kept.size()) {
                events_.skipped(form == Form::lines ? "bad_line" : "too_long", {});
                continue;
            }
            const auto& skip = kept[static_cast<std::size_t>(told_)];
            const auto where = form == Form::lines
                                   ? fmt::format("line {}: {}", skip.index, skip.why)
                                   : fmt::format("{}[{}]: {}", skip.key, skip.index, skip.why);
            events_.skipped(form == Form::lines ? "bad_line" : "too_long", where);
        }
    }

  private:
    template <class Event, class... Args>
    static void tell(const Event& event, const Args&... args) {
        if (event && !event(args...)) throw Enough{};
    }
    const Events& events_;
    std::uint64_t from_, told_ = 0;
};

// Feeds a whole file, block by block, to `take(block)`.
template <class Take>
void read_blocks(const std::filesystem::path& file, std::uint64_t from, std::size_t bytes,
                 const Stop& stop, Take take) {
    std::ifstream in{file, std::ios::binary};
    require(in.is_open(), Errc::unavailable, text_of(file.filename()) + " cannot be opened");
    in.seekg(static_cast<std::streamoff>(from));
    std::string block;
    while (in) {
        stop.check();
        block.resize(bytes);
        in.read(block.data(), static_cast<std::streamsize>(bytes));
        block.resize(static_cast<std::size_t>(in.gcount()));
        if (!block.empty()) take(block);
    }
}

Ending read_lines(const std::filesystem::path& file, std::uint64_t from, std::size_t bytes,
                  const Events& events, const Stop& stop) {
    Dispatch dispatch{events, from};
    Remarks remarks;
    json::LineStream lines{[&](const json::Item& item) { dispatch.line(item); }};
    Ending ending{.line_end = from};
    std::uint64_t at = from;
    const auto tell_skips = [&] {
        dispatch.skips(lines.skipped(), lines.skipped_count(), Form::lines);
    };
    try {
        read_blocks(file, from, bytes, stop, [&](std::string& block) {
            remarks.blank(block);
            lines.feed(block);
            tell_skips();
            const auto last = block.rfind('\n');
            if (last != std::string::npos) ending.line_end = at + last + 1;
            at += block.size();
        });
        lines.finish();
        tell_skips();
    } catch (const Enough&) {
    }
    return ending;
}

Ending read_document(const std::filesystem::path& file, std::size_t bytes, const Events& events,
                     const Stop& stop) {
    Dispatch dispatch{events, 0};
    json::DocumentStream document{{"members", "messages"},
                                  [&](const json::Item& item) { dispatch.item(item); },
                                  [&](const json::Item& item) { dispatch.member(item); }};
    const auto tell_skips = [&] {
        dispatch.skips(document.skipped(), document.skipped_count(), Form::document);
    };
    bool first = true;
    const auto feed = [&](std::string_view block) {
        if (first && block.starts_with(kByteOrderMark)) block.remove_prefix(kByteOrderMark.size());
        first = false;
        document.feed(block);
        tell_skips();
    };
    Ending ending;
    try {
        read_blocks(file, 0, bytes, stop, feed);
        document.finish();
        tell_skips();
    } catch (const Enough&) {
    } catch (const Error& error) {
        if (error.code() != Errc::invalid) throw;
        tell_skips();
        ending.problem = error.message();
    }
    return ending;
}

bool is_header_line(std::string_view line) {
    const auto has = [&](std::string_view word) { return line.find(word) != line.npos; };
    if (!has("\"_type\"") || !has("\"header\"") || !has("\"chatlab\"")) return false;
    try {
        return json::find(json::parse(line, {.utf8 = json::Utf8::repaired}), "chatlab") != nullptr;
    } catch (const Error&) {
        return false;
    }
}

bool is_document(std::string_view head) {
    if (head.find("\"chatlab\"") == head.npos) return false;
    bool found = false;
    json::DocumentStream document{
        {"members", "messages"},
        [](const json::Item&) {},
        [&](const json::Item& item) { found |= item.key == "chatlab" && item.value.is_object(); }};
    try {
        for (; !found && !head.empty(); head.remove_prefix(std::min(head.size(), kFormStep))) {
            document.feed(head.substr(0, kFormStep));
        }
    } catch (const Error&) {
        // Broken further on; what came before counts.
    }
    return found;
}

}  // namespace

Form form_of(std::string_view head) {
    if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
    while (true) {  // blank lines and remarks
        const auto first = head.find_first_not_of(" \t\r\n");
        if (first == head.npos) return Form::none;
        head.remove_prefix(first);
        if (head.front() != '#') break;
        const auto end = head.find('\n');
        if (end == head.npos) return Form::none;
        head.remove_prefix(end);
    }
    if (head.front() != '{') return Form::none;
    if (is_header_line(head.substr(0, head.find('\n')))) return Form::lines;
    return is_document(head) ? Form::document : Form::none;
}

Form form_of(const std::filesystem::path& file) {
    const auto start = head_of(file, kFormStep);
    std::string_view text = start;
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos || (text[first] != '{' && text[first] != '#')) return Form::none;
    // Mostly the first few KiB say it all.
    const auto form = form_of(std::string_view{start});
    if (form != Form::none || start.size() < kFormStep) return form;
    return form_of(std::string_view{head_of(file, kFormBytes)});
}

Ending read_objects(const std::filesystem::path& file, Form form, std::uint64_t from,
                    std::size_t block_bytes, const Events& events, const Stop& stop) {
    if (form == Form::lines) return read_lines(file, from, block_bytes, events, stop);
    return read_document(file, block_bytes, events, stop);
}

}  // namespace kith::sources::chatlab
