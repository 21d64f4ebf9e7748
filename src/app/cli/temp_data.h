// A data folder that goes away again, for commands that need a program without data.
#pragma once

#include <filesystem>

namespace kith::app::cli {

class TempData {
  public:
    // Throws Error{unavailable}.
    TempData();
    ~TempData();
    TempData(const TempData&) = delete;
    TempData& operator=(const TempData&) = delete;
    const std::filesystem::path& folder() const { return folder_; }

  private:
    std::filesystem::path folder_;
};

}  // namespace kith::app::cli
