// kith people: who is in the archive, with how many messages, and when last.
#include <algorithm>
#include <tuple>

#include "app/cli/commands.h"
#include "app/cli/directory.h"
#include "app/cli/table.h"
#include "app/cli/width.h"
#include "base/zone.h"

namespace kith::app::cli {
namespace {

std::string_view word_of(Contact::Kind kind) {
    switch (kind) {
        case Contact::Kind::person:
            return "person";
        case Contact::Kind::group:
            return "group";
        case Contact::Kind::official:
            return "official";
    }
    return "person";
}

Text text_of(Contact::Kind kind) {
    switch (kind) {
        case Contact::Kind::person:
            return Text::kind_person;
        case Contact::Kind::group:
            return Text::kind_group;
        case Contact::Kind::official:
            return Text::kind_official;
    }
    return Text::kind_person;
}

struct Row {
    std::int64_t number{};
    std::string id, name;
    std::vector<std::string> other_names;
    std::string kind;
    std::uint64_t messages{};
    std::int64_t last{};
};
BOOST_DESCRIBE_STRUCT(Row, (), (number, id, name, other_names, kind, messages, last))

// The directory comes with the newest first.
void sort(std::vector<Contact>& all, PeopleOptions::Sort by) {
    using Sort = PeopleOptions::Sort;
    if (by == Sort::recent) return;
    std::ranges::sort(all, [by](const Contact& a, const Contact& b) {
        if (by == Sort::most && a.messages != b.messages) return a.messages > b.messages;
        return std::tie(a.name, a.id) < std::tie(b.name, b.id);
    });
}

void write_json(const std::vector<Contact>& all, std::size_t shown, std::ostream& out) {
    out << "{\"total\":" << all.size() << ",\"people\":[";
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& one = all[i];
        out << (i > 0 ? ",\n" : "\n")
            << json::write(Row{one.chat, one.id, one.name, one.others,
                               std::string{word_of(one.kind)}, one.messages, one.last});
    }
    out << "\n]}\n";
}

}  // namespace

ExitCode people(const Settings& settings, const PeopleOptions& options, Console& console) {
    Door door{settings, Missing::refuse, console.stop};
    auto all = contacts(door, console.stop);
    sort(all, options.sort);
    const auto shown = options.limit == 0 ? all.size() : std::min(options.limit, all.size());
    if (options.form == Form::json) {
        write_json(all, shown, console.out.stream);
        return ExitCode::done;
    }
    const auto& say = console.texts;
    if (all.empty()) console.err.stream << say(Text::nobody) << '\n';
    const auto zone = Zone::named(door.get<Boot>("/api/kith/boot", console.stop).timezone);
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& one = all[i];
        rows.push_back({one.name, one.chat == 0 ? "" : "#" + std::to_string(one.chat),
                        say(text_of(one.kind)), grouped(one.messages),
                        one.last == 0 ? "" : zone.stamp(one.last)});
    }
    write_table(console.out,
                {{say(Text::head_name)},
                 {say(Text::head_number), Column::Side::right},
                 {say(Text::head_kind)},
                 {say(Text::head_messages), Column::Side::right},
                 {say(Text::head_last)}},
                rows);
    if (shown < all.size())
        console.err.stream << say(Text::more_rows, grouped(all.size() - shown)) << '\n';
    return ExitCode::done;
}

}  // namespace kith::app::cli
