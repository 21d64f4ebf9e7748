// The models folder: where files lie, which of them answers, and whether the machine can hold it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "llm/local/catalog.h"

namespace kith::llm::local {

// What a chat model needs to run.
struct Choice {
    std::filesystem::path program, file;
    std::string name;  // of the model
    std::int64_t bytes{};
};

// Bytes below which the small model is taken when both are there.
inline constexpr std::int64_t kRoomy = std::int64_t{4} << 30;

// Of the system and of the group of processes we are in, whichever is less; 0 when neither tells.
std::int64_t free_memory();
// Processors that we may run on, at least 1.
int processors();

// The features of this processor that the runtime is built with, as options of its CMake; in a
// fixed order, so that equal machines give equal texts.
std::vector<std::string> runtime_options();

// Any thread; nothing is kept, each call looks at the disk.
class Place {
  public:
    explicit Place(std::filesystem::path folder) : folder_{std::move(folder)} {}

    const std::filesystem::path& folder() const { return folder_; }
    std::filesystem::path path_of(const ModelFile& model) const;
    // Whole files only: they get their name when their hash is right.
    bool has(const ModelFile& model) const;
    // Of this version for this kind of processor.
    std::filesystem::path runtime() const;
    bool has_runtime() const;

    // A file of the user's own that stands for both chat models; "" = none. set_own() throws
    // Error{invalid} for what is no GGUF file (the message says why), {unavailable} when it cannot
    // be kept. "" takes it back.
    std::filesystem::path own() const;
    void set_own(const std::filesystem::path& file) const;

    // The user's own file, else the large or the small one by `free` bytes of memory (0 = unknown).
    // Throws Error{unavailable, reason "absent"} when a file or the runtime is missing; the message
    // names it.
    Choice choose(std::int64_t free) const;

  private:
    std::filesystem::path folder_;
};

}  // namespace kith::llm::local
