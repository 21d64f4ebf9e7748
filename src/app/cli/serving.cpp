// See serving.h.
#include "app/cli/serving.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "base/error.h"
#include "json/json.h"

namespace kith::app::cli {
namespace {

constexpr std::string_view kName = "serving.json";
constexpr std::uintmax_t kNoteBytes = 64 * 1024;

// Appears whole or not at all, and is nobody else's business.
void write_file(const std::filesystem::path& file, const std::string& text) {
    auto fresh = file;
    fresh += ".new";
    const int descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    require(descriptor >= 0, Errc::unavailable, "cannot write " + fresh.string(), "cannot_open");
    const auto count = ::write(descriptor, text.data(), text.size());
    const bool whole = count == static_cast<ssize_t>(text.size());
    const bool closed = ::close(descriptor) == 0;
    std::error_code problem;
    if (whole && closed) std::filesystem::rename(fresh, file, problem);
    require(whole && closed && !problem, Errc::unavailable, "cannot write " + file.string(),
            "disk_error");
}

}  // namespace

std::string url_of(const http::Address& address) {
    auto here = address;
    if (here.host == "0.0.0.0") here.host = "127.0.0.1";
    if (here.host == "::") here.host = "::1";
    return "http://" + http::to_string(here);
}

std::optional<Serving> read_serving(const std::filesystem::path& data) {
    const auto file = data / kName;
    std::error_code problem;
    const auto size = std::filesystem::file_size(file, problem);
    if (problem || size > kNoteBytes) return std::nullopt;
    std::ifstream in{file, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    try {
        return json::read<Serving>(text);
    } catch (const Error&) {  // half a file of an older day is as good as none
        return std::nullopt;
    }
}

ServingNote::ServingNote(const std::filesystem::path& data,
                         const std::vector<http::Address>& addresses)
    : file_{data / kName} {
    Serving note{::getpid(), {}};
    for (const auto& address : addresses) note.addresses.push_back(url_of(address));
    write_file(file_, json::write(note));
}

ServingNote::~ServingNote() {
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
}

}  // namespace kith::app::cli
