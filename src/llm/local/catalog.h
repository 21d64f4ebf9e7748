// The model files we know, told by their hash: what they are, and where they can be had.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace kith::llm::local {

enum class Role { chat, chat_small, embedder };

// A file that lies in the wheels of numbered packages: NAME1 … NAMEn hold one part each, a lone
// package (parts = 0) holds it whole.
struct Packages {
    std::string_view name, version;
    int parts = 0;
    std::string_view entry;  // how the entry's name in the wheel ends
};

struct ModelFile {
    Role role{};
    std::string_view id;     // as commands name it
    std::string_view title;  // as people read it
    std::string_view file;   // its name in the models folder
    std::int64_t bytes{};
    std::string_view sha256;  // lower-case hex; the only thing that identifies it
    std::string_view licence;
    std::span<const Packages> sources;  // in this order; the first that gives the hash counts
};

std::span<const ModelFile> catalog();
const ModelFile& model_file(Role role);
// The one of that id, or null.
const ModelFile* find_model_file(std::string_view id);

// The source of the runtime: llama.cpp inside a source package.
struct RuntimeSource {
    std::string_view package, version, sha256, archive;  // archive: the name of its file
    std::string_view tree;                               // of llama.cpp inside
};
const RuntimeSource& runtime_source();

}  // namespace kith::llm::local
