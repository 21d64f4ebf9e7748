// See source.h: which reader reads what.
#include "sources/source.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <system_error>
#include <tuple>

#include "base/error.h"
#include "sources/chatlab/chatlab.h"
#include "sources/exports.h"
#include "sources/files.h"
#include "sources/telegram/telegram.h"
#include "sources/wechat/layout.h"
#include "sources/wechat/wechat.h"
#include "sources/zip/unpack.h"

namespace kith::sources {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kZipProbes = 16;     // zip files of one folder that are looked into
constexpr std::size_t kFileProbes = 2000;  // files of one folder that are looked into
constexpr std::size_t kExports = 2;        // formats that export_format() knows
constexpr double kSure = 0.95, kZipped = 0.9;

// An original inside a zip file: lives as long as its unpacked copy.
class UnpackedSource final : public Source {
  public:
    UnpackedSource(zip::TempFolder folder, std::unique_ptr<Source> inner,
                   std::vector<std::string> warnings)
        : folder_{std::move(folder)}, inner_{std::move(inner)}, overview_{inner_->overview()} {
        overview_.warnings.insert(overview_.warnings.begin(), warnings.begin(), warnings.end());
    }
    const Overview& overview() const override { return overview_; }
    const std::vector<Person>& people() const override { return inner_->people(); }
    const std::vector<Chat>& chats() const override { return inner_->chats(); }
    Person person(std::uint32_t index) const override { return inner_->person(index); }
    void read(std::size_t chat, Sink& sink, const Stop& stop) override {
        inner_->read(chat, sink, stop);
    }
    std::vector<std::string> warnings() const override { return inner_->warnings(); }

  private:
    zip::TempFolder folder_;  // before inner_: goes last
    std::unique_ptr<Source> inner_;
    Overview overview_;
};

// What we may not read is told from what we do not know.
void require_readable(const fs::path& path) {
    std::error_code failed;
    bool readable = true;
    if (fs::is_directory(path, failed)) {
        fs::directory_iterator{path, failed};
        readable = !failed;
    } else if (fs::is_regular_file(path, failed)) {
        readable = std::ifstream{path, std::ios::binary}.is_open();
    }
    require(readable, Errc::invalid,
            text_of(path) + " may not be read: the rights of the file or folder forbid it",
            "no_permission");
}

void look_for_zip(const fs::path& file, std::vector<Recognised>& to, const Stop& stop) {
    const auto format = zip::format_in(file, stop);
    if (!format.empty()) to.push_back({format, kZipped, file});
}

void look_into_folder(const fs::path& folder, std::vector<Recognised>& to, const Stop& stop) {
    std::size_t zips = 0, probes = 0;
    std::set<std::string_view> exports;
    for (const auto& file : walk(folder, stop)) {
        if (++probes > kFileProbes) break;
        stop.check();
        if (zip::is_zip(file)) {
            if (++zips <= kZipProbes) look_for_zip(file, to, stop);
        } else if (exports.size() < kExports) {
            const auto format = export_format(file);
            if (format.empty() || !exports.insert(format).second) continue;
            to.push_back({std::string{format}, kSure, folder});
        }
    }
}

std::unique_ptr<Source> open_zip(const Recognised& what, OpenOptions options, const Stop& stop) {
    zip::TempFolder folder{options.temp};
    auto warnings = zip::unpack(what.path, folder.path(), {}, stop);
    for (const auto& found : recognise(folder.path(), stop)) {
        if (found.format != what.format) continue;
        auto inner = open(found, std::move(options), stop);
        return std::make_unique<UnpackedSource>(std::move(folder), std::move(inner),
                                                std::move(warnings));
    }
    throw Error{Errc::invalid, "the zip file holds nothing that can be read", "no_chats"};
}

}  // namespace

std::vector<Recognised> recognise(const fs::path& path, const Stop& stop) {
    std::vector<Recognised> out;
    std::error_code failed;
    require_readable(path);
    if (const auto found = wechat::find_archive(path, stop); found.confidence > 0) {
        out.push_back({std::string{wechat::kFormat}, found.confidence, found.root});
    }
    if (fs::is_directory(path, failed)) {
        look_into_folder(path, out, stop);
    } else if (zip::is_zip(path)) {
        look_for_zip(path, out, stop);
    } else if (const auto format = export_format(path); !format.empty()) {
        out.push_back({std::string{format}, kSure, path});
    }
    std::ranges::sort(out, [](const Recognised& a, const Recognised& b) {
        return std::tie(b.confidence, a.path, a.format) < std::tie(a.confidence, b.path, b.format);
    });
    return out;
}

std::unique_ptr<Source> open(const Recognised& what, OpenOptions options, const Stop& stop) {
    std::error_code failed;
    require(fs::exists(what.path, failed), Errc::unavailable,
            text_of(what.path.filename()) + " is not there any more", "vanished");
    if (zip::is_zip(what.path)) return open_zip(what, std::move(options), stop);
    if (what.format == wechat::kFormat) return wechat::open(what.path, options, stop);
    if (what.format == chatlab::kFormat) return chatlab::open(what.path, options, stop);
    if (what.format == telegram::kFormat) return telegram::open(what.path, options, stop);
    throw Error{Errc::invalid, "there is no reader for the format " + what.format, "no_reader"};
}

}  // namespace kith::sources
