// See zip.h.
#include "sources/zip/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <locale.h>

#include <algorithm>
#include <memory>

#include "base/error.h"
#include "sources/files.h"
#include "text/fold.h"

namespace kith::sources::zip {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kMagic{"PK\x03\x04", 4};
constexpr std::size_t kBlock = 64 * 1024;
constexpr std::uint64_t kChecksEvery = 16;  // blocks between two looks at the stop

struct FreeArchive {
    void operator()(archive* in) const { archive_read_free(in); }
};
using Reading = std::unique_ptr<archive, FreeArchive>;

Reading new_reading() {
    Reading in{archive_read_new()};
    require(in != nullptr, Errc::internal, "no memory for reading a zip file");
    archive_read_support_format_zip(in.get());
    return in;
}

// libarchive brings names into the character set of the thread's locale and loses those that do not
// fit. The program's locale is "C", where only ASCII fits.
class Utf8Names {
  public:
    Utf8Names() : utf8_{newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{})} {
        if (utf8_ != locale_t{}) before_ = uselocale(utf8_);
    }
    ~Utf8Names() {
        if (utf8_ == locale_t{}) return;
        uselocale(before_);
        freelocale(utf8_);
    }
    Utf8Names(const Utf8Names&) = delete;
    Utf8Names& operator=(const Utf8Names&) = delete;

  private:
    locale_t utf8_, before_{};
};

std::string entry_name(archive_entry* entry) {
    const char* name = archive_entry_pathname_utf8(entry);
    if (name == nullptr) name = archive_entry_pathname(entry);
    return name == nullptr ? std::string{} : text::repair_utf8(name);
}

// One pass over the entries of an opened zip.
class Visit {
  public:
    Visit(archive* in, std::uint64_t packed, const Limits& limits, const Events& events,
          const Stop& stop)
        : in_{in}, packed_{packed}, limits_{limits}, events_{events}, stop_{stop} {}

    void run() {
        const Utf8Names names;
        archive_entry* entry = nullptr;
        while (true) {
            stop_.check();
            const int result = archive_read_next_header(in_, &entry);
            if (result == ARCHIVE_EOF) return;
            if (result < ARCHIVE_WARN) return end_early();
            require(++entries_ <= limits_.entries, Errc::too_large,
                    "the zip file has too many entries", "zip_entries");
            take(entry);
        }
    }

  private:
    void end_early() {
        require(entries_ > 0, Errc::invalid, "the zip file is damaged", "zip_damaged");
        warn("the zip file is damaged, its end is missing");
    }
    void warn(std::string text) {
        if (events_.warning) events_.warning(std::move(text));
    }
    void take(archive_entry* entry) {
        const auto type = archive_entry_filetype(entry);
        if (type == AE_IFDIR) return;
        const auto name = entry_name(entry);
        if (type != AE_IFREG || archive_entry_hardlink(entry) != nullptr) {
            return warn(fmt::format("{}: left out, it is no ordinary file", name));
        }
        if (safe_name(name).empty())
            return warn(fmt::format("{}: left out, its name leads outside", name));
        const auto modified = archive_entry_mtime_is_set(entry) != 0
                                  ? static_cast<std::int64_t>(archive_entry_mtime(entry))
                                  : 0;
        if (events_.entry && !events_.entry({name, modified})) return;
        read_data(name);
        if (events_.end) events_.end();
    }
    void read_data(const std::string& name) {
        const void* bytes = nullptr;
        std::size_t size = 0;
        la_int64_t offset = 0;
        for (std::uint64_t blocks = 0;; ++blocks) {
            if (blocks % kChecksEvery == 0) stop_.check();
            const int result = archive_read_data_block(in_, &bytes, &size, &offset);
            if (result == ARCHIVE_EOF) return;
            if (result < ARCHIVE_WARN) return warn(name + ": damaged or locked with a password");
            count(size);
            if (events_.data && !events_.data({static_cast<const char*>(bytes), size})) return;
        }
    }
    void count(std::uint64_t size) {
        unpacked_ += size;
        require(unpacked_ <= limits_.bytes, Errc::too_large,
                "the zip file is too large when unpacked", "zip_bytes");
        const auto most = std::max(limits_.ratio_from, packed_ * limits_.ratio);
        require(unpacked_ <= most, Errc::too_large,
                "the zip file unpacks to far more than it can honestly hold", "zip_ratio");
    }

    archive* in_;
    std::uint64_t packed_;
    const Limits& limits_;
    const Events& events_;
    const Stop& stop_;
    std::uint64_t entries_ = 0, unpacked_ = 0;
};

}  // namespace

bool is_zip(std::string_view head) {
    return head.starts_with(kMagic);
}

bool is_zip(const fs::path& file) {
    return is_zip(std::string_view{head_of(file, kMagic.size())});
}

fs::path safe_name(std::string_view name) {
    if (name.empty() || name.size() > kNameBytes) return {};
    if (name.find('\0') != name.npos || name.find(':') != name.npos) return {};
    std::string forward{name};
    std::ranges::replace(forward, '\\', '/');
    if (forward.front() == '/' || forward.back() == '/') return {};
    fs::path out;
    std::size_t parts = 0;
    for (std::size_t at = 0; at <= forward.size();) {
        const auto end = std::min(forward.find('/', at), forward.size());
        const auto part = forward.substr(at, end - at);
        at = end + 1;
        if (part.empty() || part == ".") continue;
        if (part == ".." || part.size() > 255 || ++parts > kNameParts) return {};
        out /= part;
    }
    return out;
}

void visit(const fs::path& file, const Limits& limits, const Events& events, const Stop& stop) {
    auto in = new_reading();
    require(archive_read_open_filename(in.get(), file.c_str(), kBlock) == ARCHIVE_OK, Errc::invalid,
            text_of(file.filename()) + " is no readable zip file", "zip_damaged");
    const auto packed = static_cast<std::uint64_t>(stamp_of(file).size);
    Visit{in.get(), packed, limits, events, stop}.run();
}

void visit(std::string_view bytes, const Limits& limits, const Events& events, const Stop& stop) {
    auto in = new_reading();
    require(archive_read_open_memory(in.get(), bytes.data(), bytes.size()) == ARCHIVE_OK,
            Errc::invalid, "this is no readable zip file", "zip_damaged");
    Visit{in.get(), bytes.size(), limits, events, stop}.run();
}

}  // namespace kith::sources::zip
