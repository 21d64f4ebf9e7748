// Where the databases of a decrypted WeChat v4 archive lie (archive contract §1.1).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/stop.h"
#include "sources/source.h"

namespace kith::sources::wechat {

struct ShardFile {
    std::filesystem::path path;
    std::string part;  // its name in marks and warnings: "message/message_0.db"
};

struct Layout {
    std::filesystem::path contacts;  // "" = not found
    std::vector<ShardFile> shards;   // byte-wise by name, the order of the archive
    bool message_folder{};           // there is a place for shards, though it may be empty
    std::string problem;             // why the place for shards cannot be looked into, "" = it can
};

inline constexpr std::size_t kShardLimit = 512;  // files beyond are named in a warning
inline constexpr std::size_t kProbeLimit = 512;  // databases opened to see what they are

// message_*.db without "fts" and "resource": what a shard is called.
bool is_shard_name(const std::string& name);

// Names first: contact/contact.db and message/message_*.db. When neither is there, every database
// of the folder is looked into (kWalkDepth deep, kProbeLimit files), so renamed files are found.
// Never throws for foreign content; never opens message_fts* and message_resource*.
Layout find_layout(const std::filesystem::path& root, const Stop& stop);

// The archive that this file or folder is or belongs to; "" when there is none.
struct Found {
    std::filesystem::path root;
    double confidence{};
};
Found find_archive(const std::filesystem::path& path, const Stop& stop);

}  // namespace kith::sources::wechat
