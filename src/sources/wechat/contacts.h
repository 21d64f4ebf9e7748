// contact.db: people, groups and who is in them (archive contract §1.2, §1.4).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "sources/people.h"

namespace kith::sources::wechat {

struct Room {
    std::string key, title, avatar;
    std::vector<Member> members;
};

struct Contacts {
    People people;  // without groups; nobody else is known yet
    std::vector<Room> rooms;
    std::vector<std::string> warnings;  // what could not be read; the rest is there
};

// Groups end in "@chatroom", whatever the case.
bool is_group_key(std::string_view key);
// "gh_…", whatever the case.
bool is_official_key(std::string_view key);

// Never throws: a damaged file gives what could be read and a warning.
Contacts read_contacts(const std::filesystem::path& file, const Stop& stop);

}  // namespace kith::sources::wechat
