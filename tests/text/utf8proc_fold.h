// Folding by utf8proc alone, on the whole text: what our folding is compared with.
#pragma once

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <string>

namespace kith::text {

// NFKC + case folding + ignorables removed; UTF-8. NUL counts as a space. The text must be valid.
inline std::string folded_by_utf8proc(std::string text) {
    std::replace(text.begin(), text.end(), '\0', ' ');
    utf8proc_uint8_t* mapped = nullptr;
    const auto size = utf8proc_map(
        reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()), &mapped,
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
                                       UTF8PROC_CASEFOLD | UTF8PROC_IGNORE));
    std::string out;
    if (size > 0) out.assign(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size));
    std::free(mapped);
    return out;
}

}  // namespace kith::text
