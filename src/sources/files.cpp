// See files.h.
#include "sources/files.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <system_error>

#include "text/utf8.h"

namespace kith::sources {
namespace fs = std::filesystem;
namespace {

std::int64_t unix_nanoseconds(fs::file_time_type time) {
    const auto system = std::chrono::file_clock::to_sys(time);
    return std::chrono::duration_cast<std::chrono::nanoseconds>(system.time_since_epoch()).count();
}

bool hidden(const fs::path& path) {
    const auto name = path.filename().native();
    return name.empty() || name.front() == '.';
}

}  // namespace

Stamp stamp_of(const fs::path& file) {
    std::error_code failed;
    const auto size = fs::file_size(file, failed);
    if (failed) return {};
    const auto time = fs::last_write_time(file, failed);
    if (failed) return {};
    return {static_cast<std::int64_t>(size), unix_nanoseconds(time)};
}

Stamp database_stamp(const fs::path& file) {
    auto stamp = stamp_of(file);
    const auto wal = stamp_of(fs::path{file.native() + "-wal"});
    if (wal.size > 0) {
        stamp.size += wal.size;
        stamp.modified = std::max(stamp.modified, wal.modified);
    }
    return stamp;
}

// https://sqlite.org/fileformat2.html: the change counter, and the magic a hot journal begins with.
Moment moment_of(const fs::path& database) {
    constexpr std::size_t kCounterAt = 24, kCounterBytes = 4;
    constexpr std::string_view kJournalMagic = "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7";
    const auto journal = fs::path{database.native() + "-journal"};
    return {database_stamp(database), piece_of(database, kCounterAt, kCounterBytes),
            head_of(journal, kJournalMagic.size()) == kJournalMagic};
}

bool is_cut_short(const fs::path& file) {
    constexpr std::size_t kPageSizeAt = 16;  // two bytes, high one first; 1 stands for 65,536
    const auto head = head_of(file, kPageSizeAt + 2);
    if (head.size() < kPageSizeAt + 2) return false;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(head[at]); };
    const std::int64_t stored = byte(kPageSizeAt) * 256 + byte(kPageSizeAt + 1);
    const auto page = stored == 1 ? 65'536 : stored;
    return page != 0 && stamp_of(file).size % page != 0;
}

std::string head_of(const fs::path& file, std::size_t bytes) {
    return piece_of(file, 0, bytes);
}

std::string piece_of(const fs::path& file, std::int64_t offset, std::size_t bytes) {
    std::error_code failed;
    if (!fs::is_regular_file(file, failed)) return {};
    std::ifstream in{file, std::ios::binary};
    if (!in.seekg(offset)) return {};
    std::string piece(bytes, '\0');
    in.read(piece.data(), static_cast<std::streamsize>(bytes));
    piece.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, in.gcount())));
    return piece;
}

std::vector<fs::path> walk(const fs::path& folder, const Stop& stop) {
    std::vector<fs::path> files;
    std::error_code failed;
    fs::recursive_directory_iterator at{folder, fs::directory_options::skip_permission_denied,
                                        failed};
    std::size_t seen = 0;
    for (; !failed && at != fs::recursive_directory_iterator{}; at.increment(failed)) {
        if (++seen > kWalkEntries) break;
        if (seen % 256 == 0) stop.check();
        std::error_code unknown;
        const auto status = at->symlink_status(unknown);
        if (unknown) continue;
        if (fs::is_directory(status)) {
            if (at.depth() >= kWalkDepth || hidden(at->path())) at.disable_recursion_pending();
        } else if (fs::is_regular_file(status) && !hidden(at->path())) {
            files.push_back(at->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string text_of(const fs::path& path) {
    return text::repair_utf8(path.generic_string());
}

}  // namespace kith::sources
