// See error.h.
#include "base/error.h"

namespace kith {

std::string_view name_of(Errc code) noexcept {
    switch (code) {
        case Errc::invalid:
            return "invalid";
        case Errc::unauthorized:
            return "unauthorized";
        case Errc::forbidden:
            return "forbidden";
        case Errc::not_found:
            return "not_found";
        case Errc::conflict:
            return "conflict";
        case Errc::too_large:
            return "too_large";
        case Errc::busy:
            return "busy";
        case Errc::unavailable:
            return "unavailable";
        case Errc::upstream:
            return "upstream";
        case Errc::timeout:
            return "timeout";
        case Errc::cancelled:
            return "cancelled";
        case Errc::internal:
            return "internal";
    }
    return "internal";
}

Error::Error(Errc code, std::string message, std::string_view reason, std::source_location where)
    : code_{code}, message_{std::move(message)}, reason_{reason}, where_{where} {}

// Compilers and their caches name files from the root, the build folder or the sources; a log tells
// nothing about the machine the program was built on.
std::string Error::where() const {
    std::string_view file = where_.file_name();
    for (const std::string_view top : {"src/", "tests/", "bench/"}) {
        const auto at = file.rfind(std::string{"/"}.append(top));
        if (at != std::string_view::npos) file.remove_prefix(at + 1);
    }
    return fmt::format("{}:{}", file, where_.line());
}

void Error::add_note(std::string line) {
    if (!notes_.empty()) notes_ += "; ";
    notes_ += line;
}

}  // namespace kith
