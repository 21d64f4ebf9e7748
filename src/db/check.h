// Is a database file whole? For a look at a store that may be damaged.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/secret.h"
#include "base/stop.h"

namespace kith::db {

inline constexpr int kFaults = 20;  // more are not listed

// What is wrong with it, in SQLite's words; empty when nothing is. Every page and row is looked at,
// not whether indexes agree with their tables. Changes nothing; a program that uses the file may go
// on. Cost: the whole file once. Throws Error: not_found, invalid (wrong_key, not_a_database), and
// timeout or cancelled by the stop.
std::vector<std::string> check_file(const std::filesystem::path& file, const Secret& key,
                                    const Stop& stop);

}  // namespace kith::db
