// See head.h.
#include "sources/chatlab/head.h"

#include <algorithm>
#include <charconv>

#include "text/fold.h"

namespace kith::sources::chatlab {
namespace {

constexpr std::size_t kSampleCodePoints = 200;
constexpr std::int64_t kMillisFrom = 100'000'000'000;

// The last "timestamp" in the tail of a file; 0 when there is none.
std::int64_t last_time(const std::filesystem::path& file, std::int64_t size) {
    const auto from = std::max<std::int64_t>(0, size - static_cast<std::int64_t>(kTailBytes));
    const auto tail = piece_of(file, from, kTailBytes);
    constexpr std::string_view kKey = "\"timestamp\"";
    const auto at = tail.rfind(kKey);
    if (at == std::string::npos) return 0;
    const auto digit = tail.find_first_not_of(": \t\"", at + kKey.size());
    if (digit == std::string::npos) return 0;
    std::int64_t time = 0;
    std::from_chars(tail.data() + digit, tail.data() + tail.size(), time);
    return time >= kMillisFrom ? time / 1000 : std::max<std::int64_t>(time, 0);
}

void take_sample(FileHead& to, const MessageLine& line) {
    SampleLine sample{line.sender, std::string{line.name}, std::string{line.group_nickname}, {}};
    if (line.type == 0) sample.text = text::first_code_points(line.content, kSampleCodePoints);
    to.sample.push_back(std::move(sample));
}

// Messages from the bytes between the first and the last of the sample.
std::int64_t estimate(std::size_t seen, std::uint64_t first, std::uint64_t last,
                      std::int64_t size) {
    if (seen < 2 || last <= first) return static_cast<std::int64_t>(seen);
    const auto left = size - static_cast<std::int64_t>(first);
    const double each = static_cast<double>(last - first) / static_cast<double>(seen - 1);
    return std::max(static_cast<std::int64_t>(seen),
                    static_cast<std::int64_t>(static_cast<double>(left) / each + 0.5));
}

}  // namespace

FileHead read_head(const std::filesystem::path& file, std::string part, Depth depth,
                   const Stop& stop) {
    FileHead out{.path = file, .part = std::move(part), .stamp = stamp_of(file)};
    out.form = form_of(file);
    if (out.form == Form::none) return out;
    std::uint64_t first = 0, last = 0;
    Events events;
    events.meta = [&](const json::value& meta) {
        out.meta = read_meta(meta);
        out.has_meta = true;
        return true;
    };
    events.member = [&](const json::value& member) {
        if (auto line = read_member(member); line && out.members.size() < kMemberLimit) {
            out.members.push_back(std::move(*line));
        }
        return true;
    };
    events.message = [&](const json::value& message, std::uint64_t place) {
        if (out.sample.size() >= kSampleMessages || depth == Depth::members) return !out.has_meta;
        const auto line = read_message(message);
        if (!line) return true;
        if (out.sample.empty()) first = place;
        last = place;
        if (out.first == 0) out.first = line->time / 1000;
        take_sample(out, *line);
        return out.sample.size() < kSampleMessages || !out.has_meta;
    };
    read_objects(file, out.form, 0, kHeadBlock, events, stop);
    if (depth == Depth::members) return out;
    const bool whole = out.sample.size() < kSampleMessages;
    out.messages = whole ? static_cast<std::int64_t>(out.sample.size())
                         : estimate(out.sample.size(), first, last, out.stamp.size);
    out.last = last_time(file, out.stamp.size);
    return out;
}

}  // namespace kith::sources::chatlab
