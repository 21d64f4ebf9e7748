// See stream.h.
#include "sources/chatlab/stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/error.h"
#include "json/stream.h"
#include "sources/blocks.h"
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
        const Blocks blocks{.from = from, .bytes = bytes};
        read_blocks(
            file, blocks,
            [&](std::string& block) {
                remarks.blank(block);
                lines.feed(block);
                tell_skips();
                const auto last = block.rfind('\n');
                if (last != std::string::npos) ending.line_end = at + last + 1;
                at += block.size();
            },
            stop);
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
        read_blocks(file, {.bytes = bytes}, feed, stop);
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

// What the members of an object say, as far as the head goes.
struct Members {
    bool chatlab = false;
    bool header = false;  // of lines: "_type":"header"
    bool lists = false;   // a document's "members" or "messages" have begun
};

Members members_of(std::string_view head) {
    Members found;
    if (head.find("\"chatlab\"") == head.npos) return found;
    const auto take = [&](const json::Item& item) {
        found.chatlab |= item.key == "chatlab" && item.value.is_object();
        found.header |= item.key == "_type" && json::text_or_empty(&item.value) == "header";
    };
    json::DocumentStream document{
        {"members", "messages"}, [&](const json::Item&) { found.lists = true; }, take};
    const auto decided = [&] { return found.chatlab && (found.header || found.lists); };
    try {
        for (; !decided() && !head.empty(); head.remove_prefix(std::min(head.size(), kFormStep))) {
            document.feed(head.substr(0, kFormStep));
        }
    } catch (const Error&) {
        // Broken further on, or the next line: what came before counts.
    }
    return found;
}

// From the first byte of an object, behind blanks and remarks; "" when there is none.
std::string_view first_object(std::string_view head) {
    if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
    while (true) {
        const auto first = head.find_first_not_of(" \t\r\n");
        if (first == head.npos) return {};
        head.remove_prefix(first);
        if (head.front() != '#') break;
        const auto end = head.find('\n');
        if (end == head.npos) return {};
        head.remove_prefix(end);
    }
    return head.front() == '{' ? head : std::string_view{};
}

}  // namespace

Form form_of(std::string_view head) {
    const auto object = first_object(head);
    if (object.empty()) return Form::none;
    if (is_header_line(object.substr(0, object.find('\n')))) return Form::lines;
    // A header that carries a picture may be longer than the head.
    const auto members = members_of(object);
    if (!members.chatlab) return Form::none;
    return members.header ? Form::lines : Form::document;
}

Form form_of(const std::filesystem::path& file) {
    const auto start = head_of(file, kFormStep);
    std::string_view text = start;
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos || (text[first] != '{' && text[first] != '#')) return Form::none;
    // Mostly the first few KiB say it all; a document's do when its lists begin there.
    const auto form = form_of(std::string_view{start});
    if (form == Form::lines || start.size() < kFormStep) return form;
    if (form == Form::document && members_of(first_object(start)).lists) return form;
    return form_of(std::string_view{head_of(file, kFormBytes)});
}

Ending read_objects(const std::filesystem::path& file, Form form, std::uint64_t from,
                    std::size_t block_bytes, const Events& events, const Stop& stop) {
    if (form == Form::lines) return read_lines(file, from, block_bytes, events, stop);
    return read_document(file, block_bytes, events, stop);
}

}  // namespace kith::sources::chatlab
