// See uploads.h.
#include "core/uploads/uploads.h"

#include <algorithm>
#include <fstream>

#include "base/crypto.h"
#include "base/error.h"

namespace kith::core {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNameBytes = 255;
constexpr std::size_t kIdBytes = 12;
constexpr std::size_t kReadBytes = 1 << 20;

bool is_bare_name(std::string_view name) {
    return !name.empty() && name.size() <= kNameBytes && name != "." && name != ".." &&
           name.find_first_of(std::string_view{"/\\\0", 3}) == std::string_view::npos;
}

std::string sum_of(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::string piece(kReadBytes, '\0');
    Sha256Stream sum;
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0)
        sum.add({piece.data(), static_cast<std::size_t>(in.gcount())});
    return hex(sum.finish());
}

}  // namespace

Uploads::Uploads(fs::path folder, const Clock& clock) : folder_{std::move(folder)}, clock_{clock} {}

Upload Uploads::begin(std::string_view name, std::int64_t bytes) {
    require(is_bare_name(name), Errc::invalid, "name: not a file name");
    require(bytes > 0, Errc::invalid, "bytes: expected a positive number");
    require(bytes <= kFileBytes, Errc::too_large, "bytes: a file may have 64 GiB");
    const std::lock_guard guard{mutex_};
    const auto open = std::ranges::count_if(
        entries_, [](const auto& item) { return !item.second.upload.complete; });
    require(static_cast<std::size_t>(open) < kOpen, Errc::busy, "too many uploads are open");
    Entry made;
    made.upload.id = hex(random_bytes(kIdBytes));
    made.upload.name = name;
    made.upload.bytes = bytes;
    made.began = clock_.now();
    made.path = folder_ / made.upload.id / std::string{name};
    std::error_code problem;
    fs::create_directories(made.path.parent_path(), problem);
    require(!problem && std::ofstream{made.path}.good(), Errc::unavailable,
            "the upload folder cannot be written");
    const auto id = made.upload.id;
    return entries_.emplace(id, std::move(made)).first->second.upload;
}

Upload Uploads::put(std::string_view id, std::int64_t offset, std::string_view piece) {
    const std::lock_guard guard{mutex_};
    auto& entry = const_cast<Entry&>(this->entry(id));
    auto& upload = entry.upload;
    const auto size = static_cast<std::int64_t>(piece.size());
    require(offset >= 0 && size <= kPieceBytes, Errc::too_large, "a piece may have 8 MiB");
    require(offset + size <= upload.bytes, Errc::too_large, "more bytes than announced");
    require(offset <= upload.received, Errc::conflict,
            "go on at " + std::to_string(upload.received), "gap");
    if (upload.complete) return upload;
    std::fstream file{entry.path, std::ios::binary | std::ios::in | std::ios::out};
    file.seekp(offset);
    file.write(piece.data(), size);
    file.flush();
    require(file.good(), Errc::unavailable, "the disk is full", "disk_full");
    upload.received = std::max(upload.received, offset + size);
    if (upload.received == upload.bytes) {
        upload.sha256 = sum_of(entry.path);
        upload.complete = true;
    }
    return upload;
}

Upload Uploads::find(std::string_view id) const {
    const std::lock_guard guard{mutex_};
    return entry(id).upload;
}

fs::path Uploads::path(std::string_view id) const {
    const std::lock_guard guard{mutex_};
    const auto& found = entry(id);
    require(found.upload.complete, Errc::conflict,
            "go on at " + std::to_string(found.upload.received), "gap");
    return found.path;
}

void Uploads::remove(std::string_view id) {
    const std::lock_guard guard{mutex_};
    const auto folder = entry(id).path.parent_path();
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    entries_.erase(entries_.find(id));
}

void Uploads::clean() {
    const std::lock_guard guard{mutex_};
    std::erase_if(entries_,
                  [&](const auto& item) { return clock_.now() - item.second.began > kLife; });
    std::error_code ignored;
    for (const auto& found : fs::directory_iterator{folder_, ignored})
        if (!entries_.contains(found.path().filename().string()))
            fs::remove_all(found.path(), ignored);
}

const Uploads::Entry& Uploads::entry(std::string_view id) const {
    const auto found = entries_.find(id);
    require(found != entries_.end(), Errc::not_found, "no such upload");
    return found->second;
}

}  // namespace kith::core
