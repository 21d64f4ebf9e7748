// Accounts, people and chats in the database.
#pragma once

#include "db/db.h"
#include "store/directory.h"

namespace kith::store {

// Inside a transaction. Members are written as a whole per chat.
void write_directory(db::Connection& on, const Directory::Changes& changes);
void delete_from_directory(db::Connection& on, const Directory::Found& gone);
// Everything, into an empty directory.
void read_directory(db::Connection& on, Directory& into);

}  // namespace kith::store
