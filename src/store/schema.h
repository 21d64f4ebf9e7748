// The tables of the store, and the few numbers it keeps about itself.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "store/store.h"

namespace kith::store {

// Throws as make_schema() for a database that is not ours, and writes nothing.
void require_own(db::Connection& on);
// Brings the tables to the newest version and gives a new file its id. Throws Error{invalid} for a
// database that is not ours (foreign_database) or that a newer program wrote (newer_format).
void make_schema(db::Connection& on);
// Brings the tables of each subject to its newest version. Throws Error{invalid} when a newer
// program wrote them (newer_format).
void make_subjects(db::Connection& on, const std::vector<Subject>& subjects);

// Values of `meta`. Absent: "" or 0.
std::string meta_text(db::Connection& on, std::string_view key);
std::int64_t meta_integer(db::Connection& on, std::string_view key);
void set_meta(db::Connection& on, std::string_view key, std::int64_t value);

inline constexpr std::string_view kStoreId = "store_id";
// Lower bounds of the ids to come; written when rows with the highest ids are deleted.
inline constexpr std::string_view kNextMessage = "next_message";
inline constexpr std::string_view kNextPerson = "next_person";
inline constexpr std::string_view kNextChat = "next_chat";

// Why a row has an older version. Stored on disk: never renumber.
enum class Why : std::int64_t { edit = 1, recall = 2, erase = 3, import = 4 };

}  // namespace kith::store
