// The chat model's runtime: llama-server, built on this machine for its processor.
#pragma once

#include <cstdint>
#include <filesystem>

#include "base/stop.h"
#include "core/embedded/package.h"
#include "llm/local/place.h"

namespace kith::core {

// What the building counts as beside bytes that are fetched.
inline constexpr std::int64_t kRuntimeFetch = std::int64_t{77} << 20;
inline constexpr std::int64_t kRuntimeBuild = std::int64_t{400} << 20;

// Fetches the source and builds it with one job at the lowest priority. What was built before an
// interruption is not built again. Throws Error{unavailable}: "no_tools" (CMake or a compiler is
// missing), "build" (its log is runtime-build.log in the models folder), and as Packages::fetch().
void build_runtime(const llm::local::Place& place, const Packages& packages,
                   const OnBytes& on_bytes, const Stop& stop);

// How far a build is, of a line of its output: "[12/345] …" or "[ 42%] …"; less than 0 for others.
double progress_in(std::string_view line);

}  // namespace kith::core
