// See demo.h.
#include "sources/demo/demo.h"

#include <fmt/format.h>

#include <algorithm>

#include "sources/demo/life.h"

namespace kith::sources::demo {
namespace {

constexpr std::int64_t kMorningEnds = 9 * 3600;  // of today, seconds after midnight

struct Written {
    Chat chat;
    std::vector<Message> messages;
};

class Archive final : public Source {
  public:
    Archive(Overview overview, std::vector<Person> people, std::vector<Written> written)
        : overview_{std::move(overview)}, people_{std::move(people)} {
        for (auto& one : written) {
            chats_.push_back(std::move(one.chat));
            messages_.push_back(std::move(one.messages));
        }
    }

    const Overview& overview() const override { return overview_; }
    const std::vector<Person>& people() const override { return people_; }
    const std::vector<Chat>& chats() const override { return chats_; }
    Person person(std::uint32_t index) const override { return people_.at(index); }
    std::vector<std::string> warnings() const override { return {}; }

    // Copies: the same archive can be read again.
    void read(std::size_t chat, Sink& sink, const Stop& stop) override {
        const auto& all = messages_.at(chat);
        for (std::size_t from = 0; from < all.size(); from += kPieceRows) {
            stop.check();
            const auto to = std::min(all.size(), from + kPieceRows);
            sink.rows({all.begin() + static_cast<std::ptrdiff_t>(from),
                       all.begin() + static_cast<std::ptrdiff_t>(to)});
        }
        if (all.empty()) return;
        sink.mark({.part = chats_[chat].key,
                   .size = static_cast<std::int64_t>(all.size()),
                   .last = all.back().sequence,
                   .last_key = all.back().source_key});
    }

  private:
    Overview overview_;
    std::vector<Person> people_;
    std::vector<Chat> chats_;
    std::vector<std::vector<Message>> messages_;
};

// Messages of the late morning would be news of the future, and the same day must give the same
// messages whenever it is asked.
void cut(std::vector<Message>& messages, std::int64_t end_millis) {
    std::erase_if(messages, [&](const Message& message) { return message.time > end_millis; });
}

std::vector<Written> write_all(const Script& script, Chronicle& chronicle,
                               std::int64_t end_millis) {
    std::vector<Written> out;
    const auto add = [&](Chat chat, const Life& life) {
        auto messages = chronicle.write(life);
        cut(messages, end_millis);
        chat.messages = static_cast<std::int64_t>(messages.size());
        if (!messages.empty()) out.push_back({std::move(chat), std::move(messages)});
    };
    const auto& actors = script.cast.actors;
    const auto mine = actors[0].birthday;
    for (std::uint32_t i = 1; i < actors.size(); ++i) {
        const auto& actor = actors[i];
        add({.key = actor.person.key, .peer = i}, {.room = {.key = actor.person.key, .peer = i},
                                                   .tags = actor.tags,
                                                   .hours = actor.hours,
                                                   .curve = actor.curve,
                                                   .birthday = actor.birthday,
                                                   .my_birthday = mine});
    }
    for (const auto& group : script.cast.groups) {
        add({.key = group.key, .is_group = true, .title = group.title, .members = group.members},
            {.room = {.key = group.key, .members = group.members, .stays = group.stays},
             .tags = group.tags,
             .hours = group.hours,
             .curve = group.curve,
             .birthday = {},
             .my_birthday = mine});
    }
    std::ranges::sort(out, [](const Written& a, const Written& b) {
        return std::pair{-a.chat.messages, std::string_view{a.chat.key}} <
               std::pair{-b.chat.messages, std::string_view{b.chat.key}};
    });
    return out;
}

}  // namespace

std::unique_ptr<Source> make(Time now, Zone zone, std::uint64_t seed) {
    const auto script = read_script();
    const auto today = zone.day_at(unix_seconds(now));
    Chronicle chronicle{script, zone, today, seed};
    const auto morning_ends = (zone.start_of(today) + kMorningEnds) * 1000;
    auto written = write_all(script, chronicle, std::min(unix_millis(now), morning_ends - 1));

    Overview overview{.format = "demo", .network = "demo", .account = std::string{kOwner}};
    for (const auto& one : written) {
        overview.messages += one.chat.messages;
        const auto first = one.messages.front().time / 1000;
        overview.first = overview.first == 0 ? first : std::min(overview.first, first);
        overview.last = std::max(overview.last, one.messages.back().time / 1000);
    }
    overview.candidates = {{.key = overview.account,
                            .name = script.cast.actors[0].person.nick,
                            .votes = static_cast<std::int64_t>(written.size())}};
    std::vector<Person> people;
    for (const auto& actor : script.cast.actors) people.push_back(actor.person);
    return std::make_unique<Archive>(std::move(overview), std::move(people), std::move(written));
}

}  // namespace kith::sources::demo
