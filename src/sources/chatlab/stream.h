// A ChatLab file of any size, object by object: a JSON document or JSON lines.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/stop.h"
#include "json/value.h"

namespace kith::sources::chatlab {

enum class Form { none, document, lines };

// By content: a first line {"_type":"header","chatlab":…}, which may be longer than the head, or a
// document whose first 256 KiB have the member "chatlab". Any bytes, never throws.
Form form_of(std::string_view head);
inline constexpr std::size_t kFormBytes = 256 * 1024;
// The same of a file; reads no more than it must.
Form form_of(const std::filesystem::path& file);

// What comes out of a file. Return false from an object to end the reading.
struct Events {
    std::function<bool(const json::value& meta)> meta;
    std::function<bool(const json::value& member)> member;
    // `place`: offset of its first byte in the file, ascending.
    std::function<bool(const json::value& message, std::uint64_t place)> message;
    // A bad line, a too long object: a stable reason ("bad_line", "too_long") and where.
    std::function<void(std::string_view reason, const std::string& where)> skipped;
};

struct Ending {
    std::uint64_t line_end{};  // behind the last complete line that was read; 0 for documents
    std::string problem;       // "" = read to its end, or until an event said no
};

// Reads from `from` on (0, or an earlier line_end of a file of lines). Lines that begin with # are
// remarks. Memory: one block and the largest object. Throws Error{unavailable} when the file cannot
// be opened, cancelled, and what the events throw.
Ending read_objects(const std::filesystem::path& file, Form form, std::uint64_t from,
                    std::size_t block_bytes, const Events& events, const Stop& stop);
inline constexpr std::size_t kBlockBytes = 1024 * 1024;

}  // namespace kith::sources::chatlab
