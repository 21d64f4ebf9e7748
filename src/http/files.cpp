// See files.h.
#include "http/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <memory>

#include "http/etag.h"

namespace kith::http {
namespace {

constexpr std::uint64_t kWholeBytes = 1024 * 1024;  // larger files are read while they are sent
constexpr std::size_t kPieceBytes = 64 * 1024;
constexpr std::string_view kYear = "public, max-age=31536000, immutable";
constexpr std::string_view kAskAgain = "no-cache";

[[noreturn]] void missing() {
    throw Error{Errc::not_found, "not found", "file"};
}

class OpenFile {
  public:
    explicit OpenFile(const std::filesystem::path& path)
        : handle_{::open(path.c_str(), O_RDONLY | O_CLOEXEC)} {
        if (handle_ < 0) missing();
    }
    ~OpenFile() { ::close(handle_); }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    struct stat about() const {
        struct stat about{};
        if (::fstat(handle_, &about) != 0 || !S_ISREG(about.st_mode)) missing();
        return about;
    }
    // Shorter only at the end of the file.
    std::string read(std::uint64_t from, std::size_t bytes) const {
        std::string out(bytes, '\0');
        std::size_t done = 0;
        while (done < bytes) {
            const auto got =
                ::pread(handle_, out.data() + done, bytes - done, static_cast<off_t>(from + done));
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) throw Error{Errc::internal, "cannot read a file"}.note("errno {}", errno);
            if (got == 0) break;
            done += static_cast<std::size_t>(got);
        }
        out.resize(done);
        return out;
    }

  private:
    int handle_;
};

struct Range {
    std::uint64_t from, bytes;
};
enum class Wanted { whole, part, impossible };

// "bytes=0-99", "bytes=100-", "bytes=-50". Several ranges and other units mean the whole file.
Wanted range_of(std::string_view header, std::uint64_t size, Range& range) {
    constexpr std::string_view kUnit = "bytes=";
    range = {0, size};
    if (!header.starts_with(kUnit)) return Wanted::whole;
    header.remove_prefix(kUnit.size());
    const auto dash = header.find('-');
    if (dash == std::string_view::npos || header.find(',') != std::string_view::npos) {
        return Wanted::whole;
    }
    const auto first = header.substr(0, dash), last = header.substr(dash + 1);
    const auto from = whole_integer(first), to = whole_integer(last);
    if ((!first.empty() && !from) || (!last.empty() && !to) || (!from && !to)) return Wanted::whole;
    if ((from && *from < 0) || (to && *to < 0)) return Wanted::whole;
    if (!from) {  // the last so many bytes
        if (*to == 0 || size == 0) return Wanted::impossible;
        range.bytes = std::min(size, static_cast<std::uint64_t>(*to));
        range.from = size - range.bytes;
        return Wanted::part;
    }
    if (to && *to < *from) return Wanted::whole;
    range.from = static_cast<std::uint64_t>(*from);
    if (range.from >= size) return Wanted::impossible;
    const auto end = to ? std::min(size, static_cast<std::uint64_t>(*to) + 1) : size;
    range.bytes = end - range.from;
    return Wanted::part;
}

std::string tag_of(const struct stat& about) {
    return fmt::format("\"{:x}-{:x}{:x}\"", about.st_size, about.st_mtim.tv_sec,
                       about.st_mtim.tv_nsec);
}

void fill(Response& response, const std::shared_ptr<OpenFile>& opened, Range range) {
    if (range.bytes <= kWholeBytes) {
        response.body = opened->read(range.from, static_cast<std::size_t>(range.bytes));
        return;
    }
    response.producer_bytes = range.bytes;
    response.producer = [opened, range](ByteSink& out, const Stop& stop) {
        auto [at, left] = range;
        while (left > 0) {
            stop.check();
            const auto wanted =
                static_cast<std::size_t>(std::min<std::uint64_t>(left, kPieceBytes));
            const auto piece = opened->read(at, wanted);
            require(piece.size() == wanted, Errc::internal, "a file became shorter");
            out.write(piece);
            at += wanted;
            left -= wanted;
        }
    };
}

// The path below the root, or nothing for one that could lead out or show hidden files.
std::optional<std::filesystem::path> safe_path(std::string_view raw) {
    std::filesystem::path out;
    while (!raw.empty()) {
        const auto slash = raw.find('/');
        const auto part = percent_decode(raw.substr(0, slash));
        raw = slash == std::string_view::npos ? std::string_view{} : raw.substr(slash + 1);
        if (!part || part->empty() || part->starts_with('.')) return {};
        if (part->find_first_of(std::string_view{"/\\\0", 3}) != std::string::npos) return {};
        out /= *part;
    }
    return out;
}

}  // namespace

Response file(const Call& call, const std::filesystem::path& path, std::string_view type) {
    const auto opened = std::make_shared<OpenFile>(path);
    const auto about = opened->about();
    const auto tag = tag_of(about);
    if (has_current(call, tag)) return not_modified(tag);
    Response response;
    response.headers.add("Content-Type",
                         type.empty() ? type_of_name(path.filename().string()) : type);
    response.headers.add("ETag", tag);
    response.headers.add("Accept-Ranges", "bytes");
    const auto size = static_cast<std::uint64_t>(about.st_size);
    // A range of a file that has changed meanwhile would not fit the parts the client has.
    const auto condition = call.header("If-Range");
    const auto header = condition.empty() || condition == tag ? call.header("Range") : "";
    Range range{};
    const auto wanted = range_of(header, size, range);
    if (wanted == Wanted::impossible) {
        response.status = 416;
        response.headers.add("Content-Range", fmt::format("bytes */{}", size));
        return response;
    }
    if (wanted == Wanted::part) {
        response.status = 206;
        response.headers.add("Content-Range", fmt::format("bytes {}-{}/{}", range.from,
                                                          range.from + range.bytes - 1, size));
    }
    fill(response, opened, range);
    return response;
}

std::function<Response(Call&)> files(std::filesystem::path root, FilesOptions options) {
    std::error_code error;
    auto real_root = std::filesystem::canonical(root, error);
    require(!error, Errc::unavailable, "the folder of static files is missing", "files_root");
    return [root = std::move(real_root), options = std::move(options)](Call& call) {
        std::string_view path = call.request().path();
        if (!path.starts_with(options.prefix)) missing();
        auto rest = path.substr(options.prefix.size());
        if (!options.prefix.ends_with('/') && rest.starts_with('/')) rest.remove_prefix(1);
        const auto below = safe_path(rest);
        if (!below) missing();
        auto wanted = root / *below;
        if (path.ends_with('/') || below->empty()) wanted /= options.index;
        std::error_code failed;
        const auto real = std::filesystem::canonical(wanted, failed);
        if (failed) missing();
        // A link may point anywhere; only what really lies below the root is served.
        const auto inside = std::mismatch(root.begin(), root.end(), real.begin(), real.end());
        if (inside.first != root.end()) missing();
        auto response = file(call, real);
        const bool hashed = path.starts_with(options.hashed_folder);
        response.headers.add("Cache-Control", hashed ? kYear : kAskAgain);
        return response;
    };
}

}  // namespace kith::http
