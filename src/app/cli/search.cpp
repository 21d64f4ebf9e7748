// kith search: messages found by the search language, with marks and what stands around them.
#include <algorithm>

#include "app/cli/commands.h"
#include "app/cli/door.h"
#include "app/cli/facets.h"
#include "app/cli/lines.h"
#include "app/cli/problems.h"
#include "app/cli/width.h"
#include "text/utf8.h"

namespace kith::app::cli {
namespace {

constexpr std::size_t kPage = 200;  // hits asked for at once

struct Hit {
    std::int64_t id{}, chat{};
    std::string chat_name;
    std::int64_t ts{};
    std::string sender_name;
    bool is_mine{};
    std::string type, text;
    Marks marks;
    bool cut{};
};
BOOST_DESCRIBE_STRUCT(Hit, (),
                      (id, chat, chat_name, ts, sender_name, is_mine, type, text, marks, cut))

struct Page {
    std::uint64_t total{};
    double took_ms{};
    std::string sort, cursor;
    std::optional<Facets> facets;
    std::vector<QueryProblem> problems;
};
BOOST_DESCRIBE_STRUCT(Page, (), (total, took_ms, sort, cursor, facets, problems))

std::string target_of(const SearchOptions& options, std::size_t limit, const std::string& cursor) {
    auto target = "/api/kith/find?" + parameter("q", options.query) +
                  "&limit=" + std::to_string(limit) + (cursor.empty() ? "&facets=1" : "");
    if (!options.sort.empty()) target += "&" + parameter("sort", options.sort);
    if (!cursor.empty()) target += "&" + parameter("cursor", cursor);
    return target;
}

std::string window_target(std::int64_t chat, std::int64_t id, std::size_t context) {
    return "/api/kith/chats/" + std::to_string(chat) + "/window?around=" + std::to_string(id) +
           "&limit=" + std::to_string(2 * context + 1);
}

// Runs the query page by page; holds one page.
class Search {
  public:
    Search(const Settings& settings, const SearchOptions& options, Console& console)
        : options_{options},
          console_{console},
          door_{settings, Missing::refuse, console.stop},
          zone_{Zone::named(door_.get<Boot>("/api/kith/boot", console.stop).timezone)},
          context_{options.context.value_or(options.form == Form::text ? 1 : 0)} {}

    void run() {
        std::size_t shown = 0;
        std::string cursor;
        do {
            const auto left = options_.limit == 0 ? kPage : options_.limit - shown;
            const auto tree = json::parse(
                door_.get(target_of(options_, std::min(kPage, left), cursor), console_.stop));
            const auto page = json::from<Page>(tree);
            if (cursor.empty()) begin(page, tree);
            const auto& hits = tree.at("hits").as_array();
            for (const auto& hit : hits) one(hit, shown++);
            cursor = hits.empty() ? std::string{} : page.cursor;
            if (cursor.empty() || shown == options_.limit) end(page, shown);
        } while (!cursor.empty() && shown != options_.limit);
    }

  private:
    void begin(const Page& page, const json::value& tree) {
        write_problems(console_.err, options_.query, page.problems, console_.texts);
        auto& out = console_.out.stream;
        if (options_.form == Form::json) {
            out << "{\"query\":" << json::write(options_.query) << ",\"total\":" << page.total
                << ",\"took_ms\":" << json::write(page.took_ms)
                << ",\"sort\":" << json::write(page.sort)
                << ",\"facets\":" << json::write(tree.at("facets"))
                << ",\"problems\":" << json::write(tree.at("problems")) << ",\"hits\":[";
            return;
        }
        const auto& say = console_.texts;
        const auto took = fmt::format("{:.1f}", page.took_ms);
        const auto head = page.total == 0   ? say(Text::no_hits)
                          : page.total == 1 ? say(Text::one_hit, took)
                                            : say(Text::hits, grouped(page.total), took);
        out << console_.out.in(Style::bold, head) << '\n';
        if (page.facets && page.total > 1) write_facets(console_.out, *page.facets, say);
    }

    void end(const Page& page, std::size_t shown) {
        if (options_.form == Form::json) {
            console_.out.stream << "\n]}\n";
        } else if (page.total > shown) {
            console_.err.stream << console_.texts(Text::more_hits, grouped(page.total - shown))
                                << '\n';
        }
    }

    void one(const json::value& tree, std::size_t index) {
        if (options_.form == Form::text) return write_text(json::from<Hit>(tree));
        auto hit = tree.as_object();
        if (context_ > 0) add_context(hit);
        console_.out.stream << (index > 0 ? ",\n" : "\n") << json::write(hit);
    }

    // The messages around a hit. At the ends of a conversation the window has more than asked for
    // on the other side.
    void add_context(json::object& hit) {
        const auto id = hit.at("id").as_int64();
        const auto window = json::parse(
            door_.get(window_target(hit.at("chat").as_int64(), id, context_), console_.stop));
        const auto& items = window.at("items").as_array();
        std::size_t at = 0;
        while (at < items.size() && items[at].at("id").as_int64() != id) ++at;
        json::array before, after;
        for (std::size_t i = at - std::min(at, context_); i < at; ++i) before.push_back(items[i]);
        for (std::size_t i = at + 1; i < items.size() && i <= at + context_; ++i)
            after.push_back(items[i]);
        hit["before"] = std::move(before);
        hit["after"] = std::move(after);
    }

    void write_text(const Hit& hit) {
        const auto& say = console_.texts;
        auto& out = console_.out;
        const auto day = day_text(hit.ts, zone_, say);
        out.stream << '\n'
                   << out.in(Style::bold, printable(hit.chat_name)) << "  " << day << "  "
                   << out.in(Style::faint, "#" + std::to_string(hit.chat)) << '\n';
        if (context_ == 0) return write_hit(hit);
        const auto window =
            door_.get<Window>(window_target(hit.chat, hit.id, context_), console_.stop);
        const auto& items = window.items;
        std::size_t at = 0;
        while (at < items.size() && items[at].id != hit.id) ++at;
        for (std::size_t i = at - std::min(at, context_); i < at; ++i) write_neighbour(items[i]);
        write_hit(hit);
        for (std::size_t i = at + 1; i < items.size() && i <= at + context_; ++i)
            write_neighbour(items[i]);
    }

    void write_neighbour(const Item& item) {
        const auto& say = console_.texts;
        const LineStyle style{.length = LineStyle::Length::cut, .faint = true};
        write_line(console_.out, style, zone_.clock(item.ts),
                   item.is_mine ? say(Text::me) : item.name, shown_text(item, say), {});
    }

    void write_hit(const Hit& hit) {
        const auto& say = console_.texts;
        const Item item{.type = hit.type, .text = hit.text, .cut = hit.cut};
        // What it is stands in front and moves the marks.
        const auto moved = static_cast<std::uint32_t>(text::length(kind_text(item, say)));
        Marks marks = hit.marks;
        for (auto& mark : marks)
            for (auto& end : mark) end += moved;
        write_line(console_.out, {.lead = "> "}, zone_.clock(hit.ts),
                   hit.is_mine ? say(Text::me) : hit.sender_name, shown_text(item, say), marks);
    }

    const SearchOptions& options_;
    Console& console_;
    Door door_;
    Zone zone_;
    std::size_t context_;
};

}  // namespace

ExitCode search(const Settings& settings, const SearchOptions& options, Console& console) {
    Search{settings, options, console}.run();
    return ExitCode::done;
}

}  // namespace kith::app::cli
