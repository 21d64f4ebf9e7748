// The reader of decrypted WeChat v4 archives: a folder with contact/contact.db and
// message/message_N.db (archive contract §1).
#pragma once

#include <filesystem>
#include <memory>

#include "sources/source.h"

namespace kith::sources::wechat {

inline constexpr std::string_view kFormat = "wechat";

// Throws Error{invalid}: no_contacts, no_shards. Parts of marks are "message/message_0.db#Msg_…".
std::unique_ptr<Source> open(const std::filesystem::path& root, const OpenOptions& options,
                             const Stop& stop);

}  // namespace kith::sources::wechat
