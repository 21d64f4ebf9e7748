// The texts of the demo archive, compiled in from data/demo. Their formats: data/demo/README.md.
#pragma once

#include <span>
#include <string_view>

namespace kith::sources::demo {

struct File {
    std::string_view name, text;
};

File cast_file();       // people
File groups_file();     // groups
File words_file();      // words that fill the slots of lines
File days_file();       // feasts that move from year to year
File dialogues_file();  // CrossWOZ and CPED, Apache-2.0
std::span<const File> scene_files();

}  // namespace kith::sources::demo
