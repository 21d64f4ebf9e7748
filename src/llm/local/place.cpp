// See place.h.
#include "llm/local/place.h"

#include <sched.h>

#include <algorithm>
#include <array>
#include <boost/describe.hpp>
#include <fstream>
#include <iterator>
#include <limits>

#include "base/crypto.h"
#include "base/error.h"
#include "json/json.h"

namespace kith::llm::local {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kKeyDigits = 8;
constexpr std::string_view kProgram = "llama-server";
constexpr std::string_view kOwnFile = "chat.json";  // names the user's own file
constexpr std::string_view kMagic = "GGUF";         // the first bytes of such a file

struct Own {
    std::string file;
};
BOOST_DESCRIBE_STRUCT(Own, (), (file))

std::int64_t number_in(const fs::path& file) {
    std::ifstream in{file};
    std::int64_t number = -1;
    in >> number;  // "max" leaves it
    return in ? number : -1;
}

std::int64_t system_free() {
    std::ifstream in{"/proc/meminfo"};
    for (std::string name, unit; in >> name;) {
        std::int64_t kilobytes = 0;
        in >> kilobytes;
        std::getline(in, unit);
        if (name == "MemAvailable:") return kilobytes * 1024;
    }
    return 0;
}

// Of version 2 of control groups; -1 when there is no limit.
std::int64_t group_free() {
    const fs::path root{"/sys/fs/cgroup"};
    const auto most = number_in(root / "memory.max"), used = number_in(root / "memory.current");
    return most < 0 || used < 0 ? -1 : std::max<std::int64_t>(most - used, 0);
}

// Older kinds of processor first; what is not named is off.
std::vector<std::string> x86_options() {
#if defined(__x86_64__)
    __builtin_cpu_init();
    const bool avx512 =
        __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
        __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
        __builtin_cpu_supports("avx512cd") != 0;
    const std::array<std::pair<std::string_view, bool>, 10> features{{
        {"SSE42", __builtin_cpu_supports("sse4.2") != 0},
        {"AVX", __builtin_cpu_supports("avx") != 0},
        {"AVX2", __builtin_cpu_supports("avx2") != 0},
        {"BMI2", __builtin_cpu_supports("bmi2") != 0},
        {"FMA", __builtin_cpu_supports("fma") != 0},
        {"F16C", __builtin_cpu_supports("f16c") != 0},
        {"AVX512", avx512},
        {"AVX512_VBMI", avx512 && __builtin_cpu_supports("avx512vbmi") != 0},
        {"AVX512_VNNI", avx512 && __builtin_cpu_supports("avx512vnni") != 0},
        {"AVX512_BF16", avx512 && __builtin_cpu_supports("avx512bf16") != 0},
    }};
    std::vector<std::string> options;
    for (const auto& [name, has] : features)
        options.push_back("-DGGML_" + std::string{name} + (has ? "=ON" : "=OFF"));
    return options;
#else
    return {};
#endif
}

}  // namespace

std::int64_t free_memory() {
    const auto system = system_free(), group = group_free();
    return group < 0 ? system : std::min(system, group);
}

int processors() {
    cpu_set_t set;
    CPU_ZERO(&set);
    if (::sched_getaffinity(0, sizeof set, &set) != 0) return 1;
    return std::max(CPU_COUNT(&set), 1);
}

std::vector<std::string> runtime_options() {
    return x86_options();
}

fs::path Place::path_of(const ModelFile& model) const {
    return folder_ / model.file;
}

bool Place::has(const ModelFile& model) const {
    std::error_code problem;
    const auto size = fs::file_size(path_of(model), problem);
    return !problem && size == static_cast<std::uintmax_t>(model.bytes);
}

fs::path Place::runtime() const {
    std::string features;
    for (const auto& option : runtime_options()) features += option;
    const auto key = hex(sha256(features)).substr(0, kKeyDigits);
    return folder_ / ("runtime-" + std::string{runtime_source().version} + "-" + key) / kProgram;
}

bool Place::has_runtime() const {
    std::error_code problem;
    return fs::is_regular_file(runtime(), problem);
}

fs::path Place::own() const {
    std::ifstream in{folder_ / kOwnFile, std::ios::binary};
    if (!in) return {};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    try {
        return json::read<Own>(text).file;
    } catch (const Error& error) {
        throw Error{Errc::unavailable, (folder_ / kOwnFile).string() + ": " + error.message(),
                    "absent"};
    }
}

void Place::set_own(const fs::path& file) const {
    const auto kept = folder_ / kOwnFile;
    std::error_code problem;
    if (file.empty()) {
        fs::remove(kept, problem);
        require(!problem, Errc::unavailable, kept.string() + ": " + problem.message());
        return;
    }
    std::ifstream in{file, std::ios::binary};
    require(in.good(), Errc::invalid, file.string() + " cannot be read");
    std::string magic(kMagic.size(), '\0');
    in.read(magic.data(), static_cast<std::streamsize>(magic.size()));
    require(in.good() && magic == kMagic, Errc::invalid, file.string() + " is no GGUF file");
    fs::create_directories(folder_, problem);
    auto half = kept;
    half += ".part";
    std::ofstream out{half, std::ios::binary};
    out << json::write(Own{fs::absolute(file).lexically_normal().string()});
    out.close();
    if (out) fs::rename(half, kept, problem);
    require(out && !problem, Errc::unavailable, folder_.string() + " cannot be written to");
}

Choice Place::choose(std::int64_t free) const {
    Choice choice;
    choice.program = runtime();
    const auto& large = model_file(Role::chat);
    const auto& small = model_file(Role::chat_small);
    if (const auto mine = own(); !mine.empty()) {
        std::error_code problem;
        const auto size = fs::file_size(mine, problem);
        require(!problem, Errc::unavailable, "the model's file is missing: " + mine.string(),
                "absent");
        choice.file = mine;
        choice.name = mine.stem().string();
        choice.bytes = static_cast<std::int64_t>(size);
    } else {
        const bool roomy = free == 0 || free >= kRoomy;
        const auto& taken = has(large) && (roomy || !has(small)) ? large : small;
        require(has(taken), Errc::unavailable, "the built-in model has not been fetched yet",
                "absent");
        choice.file = path_of(taken);
        choice.name = taken.title;
        choice.bytes = taken.bytes;
    }
    require(has_runtime(), Errc::unavailable, "the built-in model's runtime is not there yet",
            "absent");
    return choice;
}

}  // namespace kith::llm::local
