// See check.h.
#include "db/check.h"

#include <fmt/format.h>

#include "base/error.h"
#include "db/db.h"

namespace kith::db {

std::vector<std::string> check_file(const std::filesystem::path& file, const Secret& key,
                                    const Stop& stop) {
    OpenOptions options;
    options.access = Access::read_only;
    options.key = key;
    auto on = Connection::open(file, options);
    on.watch(stop);
    std::vector<std::string> faults;
    try {
        auto check = on.prepare(fmt::format("pragma quick_check({})", kFaults));
        while (check.step())
            if (check.text(0) != "ok") faults.emplace_back(check.text(0));
    } catch (const Error& error) {  // a page so bad that the check itself ends there
        if (error.code() == Errc::timeout || error.code() == Errc::cancelled) throw;
        faults.push_back(error.message());
    }
    return faults;
}

}  // namespace kith::db
