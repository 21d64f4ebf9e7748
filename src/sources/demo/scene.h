// Short pieces of talk with a hint of whom they fit, when they happen and what is not text in them:
// the building blocks of the demo. The format of their files: data/demo/README.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sources/demo/almanac.h"
#include "sources/demo/lines.h"
#include "sources/demo/texts.h"

namespace kith::sources::demo {

enum class Mark {
    say,
    image,
    voice,
    video,
    sticker,
    card,
    place,
    call,
    packet,
    transfer,
    file,
    link,
    mini,
    channel,
    record,
    strange,
    quote,
    edit,
    recall,
    notice,
    phrase
};

inline constexpr char kMe = '>', kPeer = '<';  // in groups the others are 'A' to 'F'

struct SceneLine {
    Place at;
    char who{};
    bool maybe{};            // left out half of the time
    std::int64_t wait = -1;  // seconds before it; -1 = as long as people usually take
    Mark mark{};
    std::vector<std::string> fields;  // of the mark
    std::string text;
};

enum class When { any, morning, noon, work, evening, night, late };
enum class Days { any, workday, weekend };

// What makes a scene happen on a certain day instead of by chance.
enum class Occasion { none, first, ago, yearly };
enum class Feast { date, spring, autumn, birthday, my_birthday, today };

struct Scene {
    Place at;
    std::vector<std::string> tags;  // people and groups with one of them play it
    When when{};
    Days days{};
    std::uint16_t months{};  // bit m for month m; 0 = all
    bool once{};             // not more than once in the archive
    Occasion occasion{};
    int days_ago{};                                  // Occasion::ago
    Feast feast{};                                   // Occasion::yearly
    MonthDay date;                                   // Feast::date
    int shift{};                                     // days after the feast
    std::int64_t clock{};                            // seconds after midnight, of all occasions
    std::vector<std::pair<char, std::string>> cast;  // fixed speakers of a group scene
    std::vector<SceneLine> lines;

    bool in_group() const;
};

// Throws Error{invalid} that names file and line for anything that the format does not know.
std::vector<Scene> read_scenes(File file);
// The licensed dialogues (source, dialogue, role, speaker, text): each becomes a scene of its role
// that is played once. In "travel" the owner asks; elsewhere either may begin.
std::vector<Scene> read_dialogues(File file);

}  // namespace kith::sources::demo
