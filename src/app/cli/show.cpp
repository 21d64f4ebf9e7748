// kith show: a part of one conversation, the newest or from a date on.
#include <algorithm>
#include <limits>

#include "app/cli/commands.h"
#include "app/cli/directory.h"
#include "app/cli/lines.h"
#include "app/cli/width.h"
#include "base/clock.h"
#include "search/parse_when.h"
#include "text/fold.h"

namespace kith::app::cli {
namespace {

constexpr std::size_t kPage = 500;  // messages asked for at once
constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();
constexpr std::size_t kChoices = 20;  // conversations listed when several may be meant

Time now_of(const Settings& settings) {
    return settings.fixed_clock ? from_seconds(*settings.fixed_clock) : SystemClock{}.now();
}

// "2024-03-05 21:04"; nothing for anything else.
std::optional<std::int64_t> minute_of(const std::string& text, const Zone& zone) {
    Day day{};
    const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    if (text.size() != 16 || text[10] != ' ' || text[13] != ':' ||
        !parse_date(text.substr(0, 10), day) || !digit(11) || !digit(12) || !digit(14) ||
        !digit(15))
        return std::nullopt;
    const auto hour = (text[11] - '0') * 10 + text[12] - '0';
    const auto minute = (text[14] - '0') * 10 + text[15] - '0';
    if (hour > 23 || minute > 59) return std::nullopt;
    return zone.start_of(day) + hour * 3600 + minute * 60;
}

std::int64_t time_of(const std::string& text, const Zone& zone, Time now, const Texts& say) {
    if (const auto minute = minute_of(text, zone)) return *minute;
    const auto when = search::parse_when(text::fold(text));
    require(when.has_value(), Errc::invalid, say(Text::bad_date, printable(text)), kTold);
    return std::max<std::int64_t>(search::span_of(*when, zone, now).from, 0);
}

// The one conversation that is meant. Several or none: says so, and nothing comes back.
std::optional<Contact> chosen(Door& door, const std::string& typed, Console& console) {
    const auto& say = console.texts;
    auto& err = console.err.stream;
    const auto found = meant_by(typed, contacts(door, console.stop));
    if (found.size() == 1 && found.front().chat != 0) return found.front();
    const auto name = printable(typed);
    if (found.empty()) {
        err << say(Text::error_prefix, say(Text::no_such_chat, name)) << '\n';
    } else if (found.size() == 1) {
        err << say(Text::error_prefix, say(Text::no_messages_with, printable(found[0].name)))
            << '\n';
    } else {
        err << say(Text::error_prefix, say(Text::several_chats, name)) << '\n';
        for (std::size_t i = 0; i < std::min(kChoices, found.size()); ++i)
            err << "  " << right("#" + std::to_string(found[i].chat), 6) << "  "
                << printable(found[i].name) << "  " << grouped(found[i].messages) << '\n';
        if (found.size() > kChoices) err << "  …\n";
    }
    return std::nullopt;
}

// Goes through the conversation page by page; holds one page.
class Show {
  public:
    Show(Door& door, const ShowOptions& options, const Contact& contact, Zone zone,
         Console& console)
        : door_{door},
          options_{options},
          contact_{contact},
          zone_{std::move(zone)},
          console_{console} {}

    void run(const std::string& from) {
        auto page = from.empty() ? back() : ask(from, std::min(kPage, left_));
        if (earliest_ > 0) drop_earlier(page);
        begin(page);
        for (;;) {
            for (const auto& item : page.items) one(item);
            left_ -= std::min(left_, page.items.size());
            if (left_ == 0 || !page.window.after || page.items.empty()) break;
            page = ask("after=" + std::to_string(*page.window.after), std::min(kPage, left_));
        }
        end(page.window);
    }
    void limit(std::size_t count) { left_ = count == 0 ? kAll : count; }
    void begin_at(std::int64_t time) { earliest_ = time; }

  private:
    struct Page {
        Window window;
        json::array items;  // as they came, for JSON
    };

    Page ask(const std::string& place, std::size_t limit) {
        auto tree =
            json::parse(door_.get("/api/kith/chats/" + std::to_string(contact_.chat) +
                                      "/window?limit=" + std::to_string(limit) + "&" + place,
                                  console_.stop));
        return {json::from<Window>(tree), std::move(tree.as_object()["items"].as_array())};
    }

    // The page where the last `left_` messages before the end (or before an id) begin. Looks at all
    // pages on the way, keeps none.
    Page back() {
        const auto want = left_;
        auto place = options_.before == 0 ? "" : "before=" + std::to_string(options_.before);
        auto page = ask(place, std::min(kPage, want));
        auto have = page.items.size();
        while (have < want && page.window.before && !page.items.empty()) {
            page =
                ask("before=" + std::to_string(*page.window.before), std::min(kPage, want - have));
            have += page.items.size();
        }
        left_ = have;
        return page;
    }

    // Near the end of a conversation the page begins before the time that was asked for.
    void drop_earlier(Page& page) const {
        auto& items = page.window.items;
        const auto first =
            std::ranges::find_if(items, [this](const Item& item) { return item.ts >= earliest_; });
        const auto count = first - items.begin();
        if (count == 0 || first == items.end()) return;  // nothing is as new: the newest will do
        page.window.before = first->id;
        page.window.ordinal += static_cast<std::uint64_t>(count);
        items.erase(items.begin(), first);
        page.items.erase(page.items.begin(), page.items.begin() + count);
    }

    void begin(const Page& page) {
        if (!page.window.items.empty()) first_ = page.window.items.front().id;
        has_before_ = page.window.before.has_value();
        ordinal_ = page.window.ordinal;
        auto& out = console_.out;
        if (options_.form == Form::json) {
            out.stream << "{\"chat\":" << contact_.chat << ",\"id\":" << json::write(contact_.id)
                       << ",\"name\":" << json::write(contact_.name)
                       << ",\"total\":" << page.window.total << ",\"ordinal\":" << ordinal_
                       << ",\"items\":[";
            return;
        }
        out.stream << out.in(Style::bold, printable(contact_.name)) << "  "
                   << out.in(Style::faint, "#" + std::to_string(contact_.chat)) << '\n';
    }

    void one(const json::value& tree) {
        if (options_.form == Form::json) {
            console_.out.stream << (shown_ > 0 ? ",\n" : "\n") << json::write(tree);
            ++shown_;
            return;
        }
        const auto item = json::from<Item>(tree);
        const auto& say = console_.texts;
        auto& out = console_.out;
        if (const auto day = day_text(item.ts, zone_, say); day != day_) {
            out.stream << '\n' << out.in(Style::bold, "── " + day + " ──") << '\n';
            day_ = day;
        }
        const LineStyle style{.faint = item.type == "system"};
        write_line(out, style, zone_.clock(item.ts), item.is_mine ? say(Text::me) : item.name,
                   shown_text(item, say), {});
        last_ = item.id;
        ++shown_;
    }

    void end(const Window& window) {
        if (options_.form == Form::json) {
            console_.out.stream << "\n]}\n";
            return;
        }
        const auto& say = console_.texts;
        auto& err = console_.err;
        console_.out.stream << std::flush;  // both streams may be one terminal
        if (shown_ == 0) {
            err.stream << say(Text::no_messages_with, printable(contact_.name)) << '\n';
            return;
        }
        err.stream << '\n'
                   << say(Text::shown_rows, grouped(ordinal_ + 1), grouped(ordinal_ + shown_),
                          grouped(window.total))
                   << '\n';
        const auto again = [&](std::string_view option, std::int64_t id) {
            return fmt::format("kith show {} {} {}", contact_.chat, option, id);
        };
        if (has_before_) err.stream << say(Text::earlier_ones, again("--before", first_)) << '\n';
        if (ordinal_ + shown_ < window.total)
            err.stream << say(Text::later_ones, again("--after", last_)) << '\n';
    }

    Door& door_;
    const ShowOptions& options_;
    const Contact& contact_;
    Zone zone_;
    Console& console_;
    std::size_t left_ = kAll;
    std::int64_t earliest_ = 0;  // Unix seconds, 0 = no matter
    std::uint64_t shown_ = 0, ordinal_ = 0;
    std::int64_t first_ = 0, last_ = 0;
    bool has_before_ = false;
    std::string day_;
};

}  // namespace

ExitCode show(const Settings& settings, const ShowOptions& options, Console& console) {
    Door door{settings, Missing::refuse, console.stop};
    const auto contact = chosen(door, options.chat, console);
    if (!contact) return ExitCode::failed;
    const auto zone = Zone::named(door.get<Boot>("/api/kith/boot", console.stop).timezone);
    Show show{door, options, *contact, zone, console};
    std::string from;
    if (!options.at.empty()) {
        const auto time = time_of(options.at, zone, now_of(settings), console.texts);
        show.begin_at(time);
        from = "at=" + std::to_string(time);
    } else if (options.after != 0) {
        from = "after=" + std::to_string(options.after);
    } else if (options.limit == 0 && options.before == 0) {
        from = "at=0";  // the whole conversation
    }
    show.limit(options.limit);
    show.run(from);
    return ExitCode::done;
}

}  // namespace kith::app::cli
