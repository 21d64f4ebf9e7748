// See temp_data.h.
#include "app/cli/temp_data.h"

#include <cstdlib>
#include <string>

#include "base/error.h"

namespace kith::app::cli {

TempData::TempData() {
    std::error_code problem;
    const auto parent = std::filesystem::temp_directory_path(problem);
    auto name = (parent / "kith-XXXXXX").string();
    require(!problem && ::mkdtemp(name.data()) != nullptr, Errc::unavailable,
            "no temporary folder can be made in " + parent.string(), "cannot_open");
    folder_ = name;
}

TempData::~TempData() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

}  // namespace kith::app::cli
