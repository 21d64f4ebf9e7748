// What a ChatLab file says about itself: who took part, and a sample of its messages to estimate
// the rest.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sources/chatlab/line.h"
#include "sources/chatlab/stream.h"
#include "sources/files.h"

namespace kith::sources::chatlab {

inline constexpr std::size_t kSampleMessages = 64;  // read to see who speaks
inline constexpr std::size_t kHeadBlock = 16 * 1024;
inline constexpr std::size_t kTailBytes = 16 * 1024;  // searched for the time of the last message
inline constexpr std::size_t kMemberLimit = 100'000;  // members of one file; more are not listed

struct SampleLine {
    std::string sender, name, group_nickname;
    std::string text;  // of text messages, at most 200 code points
};

struct FileHead {
    std::filesystem::path path;
    std::string part;  // in marks and warnings
    Form form{};
    Stamp stamp;
    bool has_meta{};
    Meta meta;
    std::vector<MemberLine> members;
    std::vector<SampleLine> sample;
    std::int64_t messages{};       // estimate
    std::int64_t first{}, last{};  // Unix seconds, 0 = unknown; estimate
};

// Who takes part, and how much there is to read; or only who, for a file that has nothing new.
enum class Depth { members, sample };

// Reads on to the header where that stands behind the messages. Throws Error{unavailable} when the
// file cannot be read.
FileHead read_head(const std::filesystem::path& file, std::string part, Depth depth,
                   const Stop& stop);

}  // namespace kith::sources::chatlab
