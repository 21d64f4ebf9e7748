// See directory.h.
#include "app/cli/directory.h"

#include <algorithm>

#include "text/fold.h"

namespace kith::app::cli {
namespace {

struct Columns {
    std::vector<std::string> ids, names, alt;
    std::vector<std::int64_t> chats;
    std::vector<std::uint8_t> kind;
    std::vector<std::uint64_t> count;
    std::vector<std::int64_t> last_ts;
};
BOOST_DESCRIBE_STRUCT(Columns, (), (ids, names, alt, chats, kind, count, last_ts))

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        if (end > 0) lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

template <class Rule>
std::vector<Contact> those(const std::vector<Contact>& all, const Rule& rule) {
    std::vector<Contact> found;
    std::ranges::copy_if(all, std::back_inserter(found), rule);
    return found;
}

template <class Rule>
bool any_name(const Contact& contact, const Rule& rule) {
    return rule(text::fold(contact.name)) ||
           std::ranges::any_of(contact.others,
                               [&](const auto& other) { return rule(text::fold(other)); });
}

}  // namespace

std::vector<Contact> contacts(Door& door, const Stop& stop) {
    const auto columns = door.get<Columns>("/api/kith/directory", stop);
    const auto size = columns.ids.size();
    require(columns.names.size() == size && columns.alt.size() == size &&
                columns.chats.size() == size && columns.kind.size() == size &&
                columns.count.size() == size && columns.last_ts.size() == size,
            Errc::internal, "the columns of the directory differ in length");
    std::vector<Contact> all;
    all.reserve(size);
    for (std::size_t i = 0; i < size; ++i)
        all.push_back({columns.ids[i], columns.names[i], lines_of(columns.alt[i]),
                       static_cast<Contact::Kind>(std::min<std::uint8_t>(columns.kind[i], 2)),
                       columns.chats[i], columns.count[i], columns.last_ts[i]});
    return all;
}

std::vector<Contact> meant_by(std::string_view typed, const std::vector<Contact>& all) {
    const auto number = typed.starts_with('#') ? typed.substr(1) : typed;
    auto found = those(all, [&](const Contact& c) {
        return c.id == typed || (c.chat != 0 && std::to_string(c.chat) == number);
    });
    if (!found.empty()) return found;
    const auto folded = text::fold(typed);
    if (folded.empty()) return {};
    found = those(all, [&](const Contact& c) {
        return any_name(c, [&](const std::u16string& name) { return name == folded; });
    });
    if (!found.empty()) return found;
    return those(all, [&](const Contact& c) {
        return any_name(c, [&](const std::u16string& name) {
            return name.find(folded) != std::u16string::npos;
        });
    });
}

}  // namespace kith::app::cli
