// The chats that a set of Telegram exports makes up: people, the owner, what is new.
#pragma once

#include <string>
#include <vector>

#include "sources/people.h"
#include "sources/telegram/layout.h"

namespace kith::sources::telegram {

// A chat's object in one file.
struct Part {
    std::size_t file{};  // in Collection::files
    std::size_t chat{};  // in that file's chats
    std::string mark;    // its name in marks
};

struct Collection {
    Overview overview;
    People people;
    std::vector<FileHead> files;
    std::vector<Chat> chats;  // largest first
    std::vector<std::vector<Part>> parts;
    std::vector<std::uint32_t> owner_of_file;  // kNobody = not known
};

// A chat whose file is as its mark says is left out. Who the owner is says the file of a whole
// account. In a file of one direct chat it is whoever is not the chat's peer; in a group it stays
// open. Throws only what `stop` asks for.
Collection collect(std::vector<FileHead> files, const OpenOptions& options, const Stop& stop);

}  // namespace kith::sources::telegram
