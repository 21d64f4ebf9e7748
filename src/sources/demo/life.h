// What happens in a chat and when: day by day, as much as its curve asks for, with the days of the
// year and of the story in their places.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/zone.h"
#include "sources/demo/almanac.h"
#include "sources/demo/cast.h"
#include "sources/demo/scene.h"
#include "sources/demo/stage.h"
#include "sources/demo/words.h"

namespace kith::sources::demo {

// Everything that is read from the texts. Immutable after reading; scenes point nowhere.
struct Script {
    Cast cast;
    Words words;
    Almanac almanac;
    std::vector<Scene> scenes;
};
// From the compiled-in texts. Throws Error{invalid} when one of them is wrong, which a test rules
// out.
Script read_script();

// One chat as the calendar sees it.
struct Life {
    Room room;
    std::span<const std::string> tags;
    Hours hours{};
    const Curve& curve;
    MonthDay birthday;  // of the other person; {0, 0} = unknown
    MonthDay my_birthday;
};

// Writes chats one after another; remembers which scenes were used, so that chats repeat each other
// as little as possible. One thread.
class Chronicle {
  public:
    Chronicle(const Script& script, Zone zone, Day today, std::uint64_t seed);
    // All messages of a chat, in order of time, also those of today's small hours and morning.
    // Cost: days times the scenes that fit the chat.
    std::vector<Message> write(const Life& life);

  private:
    struct Candidate {
        const Scene* scene{};
        std::size_t index{};  // in script.scenes
        int used{};           // in this chat
        Day last{};           // day of the last use in this chat
    };
    struct Start {
        std::int64_t second{};  // after midnight
        const Scene* scene{};
    };
    class Chat;

    const Script& script_;
    Zone zone_;
    Day today_{};
    std::uint64_t seed_{};
    std::vector<int> used_;  // per scene, over all chats
};

}  // namespace kith::sources::demo
