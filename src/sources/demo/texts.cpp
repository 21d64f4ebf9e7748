// See texts.h.
#include "sources/demo/texts.h"

#include <array>

#pragma clang diagnostic ignored "-Wc23-extensions"  // #embed, which clang 19 has in C++20 too

namespace kith::sources::demo {
namespace {

// ccache does not notice what #embed reads and would hand out an old object after a change of the
// data. It leaves every file alone that seems to include bytes by assembler, as this one does.
[[maybe_unused]] constexpr char kNotCached[] = ".incbin \"data/demo\"";

constexpr char kCast[] = {
#embed "../../../data/demo/cast.tsv"
};
constexpr char kGroups[] = {
#embed "../../../data/demo/groups.tsv"
};
constexpr char kWords[] = {
#embed "../../../data/demo/words.tsv"
};
constexpr char kDays[] = {
#embed "../../../data/demo/days.tsv"
};
constexpr char kDialogues[] = {
#embed "../../../data/demo/dialogues.tsv"
};
constexpr char kClose[] = {
#embed "../../../data/demo/threads/close.txt"
};
constexpr char kEnglish[] = {
#embed "../../../data/demo/threads/english.txt"
};
constexpr char kFamily[] = {
#embed "../../../data/demo/threads/family.txt"
};
constexpr char kFriends[] = {
#embed "../../../data/demo/threads/friends.txt"
};
constexpr char kGroupTalk[] = {
#embed "../../../data/demo/threads/groups.txt"
};
constexpr char kPartner[] = {
#embed "../../../data/demo/threads/partner.txt"
};
constexpr char kSeasons[] = {
#embed "../../../data/demo/threads/seasons.txt"
};
constexpr char kServices[] = {
#embed "../../../data/demo/threads/services.txt"
};
constexpr char kStories[] = {
#embed "../../../data/demo/threads/stories.txt"
};
constexpr char kWork[] = {
#embed "../../../data/demo/threads/work.txt"
};

template <std::size_t N>
constexpr File file(std::string_view name, const char (&bytes)[N]) {
    return {name, {bytes, N}};
}

constexpr std::array kScenes{
    file("close.txt", kClose),     file("english.txt", kEnglish),   file("family.txt", kFamily),
    file("friends.txt", kFriends), file("groups.txt", kGroupTalk),  file("partner.txt", kPartner),
    file("seasons.txt", kSeasons), file("services.txt", kServices), file("stories.txt", kStories),
    file("work.txt", kWork),
};

}  // namespace

File cast_file() {
    return file("cast.tsv", kCast);
}

File groups_file() {
    return file("groups.tsv", kGroups);
}

File words_file() {
    return file("words.tsv", kWords);
}

File days_file() {
    return file("days.tsv", kDays);
}

File dialogues_file() {
    return file("dialogues.tsv", kDialogues);
}

std::span<const File> scene_files() {
    return kScenes;
}

}  // namespace kith::sources::demo
