// A registry of a test: wheels in a folder, fetched by the stand-in for pip, and a model that is
// made of them.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto.h"
#include "core/embedded/assemble.h"
#include "core/embedded/package.h"

namespace kith::core {

namespace fs = std::filesystem;

inline std::string read_all(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

inline void write_all(const fs::path& file, std::string_view bytes) {
    fs::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << bytes;
}

// A zip file with one stored entry. Format: PKWARE APPNOTE 4.3; the checksum is computed bit by
// bit.
inline std::string zip_of(const std::string& name, std::string_view bytes) {
    std::uint32_t crc = ~0U;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xEDB88320U : 0);
    }
    crc = ~crc;
    std::string out;
    const auto put = [&](std::uint32_t number, int size) {
        for (int i = 0; i < size; ++i) out += static_cast<char>(number >> (8 * i) & 0xFF);
    };
    const auto common = [&] {
        for (const std::uint32_t two : {20U, 0U, 0U, 0U, 0x21U}) put(two, 2);
        put(crc, 4);
        put(static_cast<std::uint32_t>(bytes.size()), 4);
        put(static_cast<std::uint32_t>(bytes.size()), 4);
        put(static_cast<std::uint32_t>(name.size()), 2);
        put(0, 2);
    };
    put(0x04034b50, 4);
    common();
    out += name;
    out += bytes;
    const auto directory = static_cast<std::uint32_t>(out.size());
    put(0x02014b50, 4);
    put(20, 2);
    common();
    for (const int size : {2, 2, 2, 4, 4}) put(0, size);
    out += name;
    const auto size = static_cast<std::uint32_t>(out.size()) - directory;
    put(0x06054b50, 4);
    for (const std::uint32_t two : {0U, 0U, 1U, 1U}) put(two, 2);
    put(size, 4);
    put(directory, 4);
    put(0, 2);
    return out;
}

class FakeRegistry {
  public:
    FakeRegistry() {
        for (int i = 0; i < 3'000; ++i) contents += static_cast<char>(i * 7 % 251);
        hash = hex(sha256(contents));
        model.bytes = static_cast<std::int64_t>(contents.size());
        model.sha256 = hash;
        publish(contents);
    }
    ~FakeRegistry() {
        std::error_code ignored;
        fs::permissions(place.folder(), fs::perms::owner_all, ignored);
        fs::remove_all(folder, ignored);
    }
    FakeRegistry(const FakeRegistry&) = delete;
    FakeRegistry& operator=(const FakeRegistry&) = delete;

    // As the three packages of the first source.
    void publish(std::string_view bytes) {
        for (int part = 1; part <= 3; ++part)
            publish("tiny-part" + std::to_string(part) + "-1.0",
                    bytes.substr(static_cast<std::size_t>(part - 1) * 1'000, 1'000));
    }
    void publish(const std::string& package, std::string_view bytes) const {
        write_all(folder / "index" / (package + ".whl"), zip_of("tiny/data/part.bin", bytes));
    }
    void mark(const std::string& package, const std::string& how) const {
        write_all(folder / "index" / (package + how), "");
    }
    void unmark(const std::string& package, const std::string& how) const {
        fs::remove(folder / "index" / (package + how));
    }
    std::vector<std::string> asked() const {
        std::vector<std::string> lines;
        std::ifstream in{folder / "index" / "asked"};
        for (std::string line; std::getline(in, line);) lines.push_back(line);
        return lines;
    }
    // What lies in the models folder.
    std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator{place.folder()})
            names.push_back(entry.path().filename().string());
        std::ranges::sort(names);
        return names;
    }
    Packages packages() const {
        return Packages{
            {"python3", KITH_SOURCE_DIR "/tests/support/fake_pip.py", (folder / "index").string()},
            0};
    }

    static fs::path made_folder() {
        auto name = (fs::temp_directory_path() / "kith-registry-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no folder"};
        return name;
    }

    fs::path folder = made_folder();
    std::string contents, hash;
    std::array<llm::local::Packages, 2> sources{
        {{"tiny-part", "1.0", 3, ".bin"}, {"tiny-whole", "2.0", 0, "data/part.bin"}}};
    llm::local::ModelFile model{
        .id = "tiny", .title = "Tiny", .file = "tiny.gguf", .sources = sources};
    llm::local::Place place{folder / "models"};
};

}  // namespace kith::core
