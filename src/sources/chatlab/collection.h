// The chats that a set of ChatLab files makes up: keys, people, the owner.
#pragma once

#include <string>
#include <vector>

#include "sources/chatlab/head.h"
#include "sources/people.h"

namespace kith::sources::chatlab {

// One file of a chat and how far it was read before.
struct Part {
    std::size_t file{};  // in Collection::files
    std::uint64_t from{};
};

struct Collection {
    Overview overview;
    People people;
    std::vector<FileHead> files;
    std::vector<Chat> chats;  // largest first
    std::vector<std::vector<Part>> parts;
    std::vector<std::uint32_t> owner_of_file;  // kNobody = not known
};

// Files without a header are named in a warning and left out. Throws only what `stop` asks for.
Collection collect(std::vector<FileHead> files, const OpenOptions& options, const Stop& stop);

// What a mark says about the end of a file's read part: a hash of the bytes before it.
std::int64_t end_key(const std::filesystem::path& file, std::uint64_t end);

}  // namespace kith::sources::chatlab
