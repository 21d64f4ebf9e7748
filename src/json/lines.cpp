// JSON Lines: LineStream of stream.h.
#include <algorithm>

#include "json/skip_list.h"
#include "json/stream.h"
#include "json/tree.h"

namespace kith::json {

class LineStream::Parts {
  public:
    Parts(OnItem on_line, StreamLimits limits) : on_line_{std::move(on_line)}, limits_{limits} {}

    void feed(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto stop = bytes.find('\n');
            if (stop == std::string_view::npos) return hold(bytes);
            end_line(bytes.substr(0, stop), 1);
            bytes.remove_prefix(stop + 1);
        }
    }
    void finish() {
        if (length_ != 0) end_line({}, 0);
    }

    std::uint64_t lines_ = 0;
    SkipList skipped_;

  private:
    void hold(std::string_view bytes) {
        length_ += bytes.size();
        if (length_ <= limits_.item_bytes) {
            held_ += bytes;
        } else {
            held_ = {};
        }
    }
    void end_line(std::string_view rest, std::uint64_t break_bytes);
    void deliver(std::string_view line);

    OnItem on_line_;
    StreamLimits limits_;
    TreeBuilder trees_;
    std::string held_;  // the part of the line that lay in earlier pieces
    std::uint64_t length_ = 0, offset_ = 0;
};

void LineStream::Parts::end_line(std::string_view rest, std::uint64_t break_bytes) {
    ++lines_;
    if (length_ == 0 && rest.size() <= limits_.item_bytes) {
        length_ = rest.size();
        deliver(rest);
    } else {
        hold(rest);
        if (held_.size() == length_) {
            deliver(held_);
        } else {
            skipped_.add({{}, lines_, offset_, length_, "too long"});
        }
    }
    offset_ += length_ + break_bytes;
    length_ = 0;
    held_.clear();
}

void LineStream::Parts::deliver(std::string_view line) {
    auto offset = offset_;
    if (lines_ == 1 && line.starts_with(kByteOrderMark)) {
        line.remove_prefix(kByteOrderMark.size());
        offset += kByteOrderMark.size();
    }
    if (std::ranges::all_of(line, is_blank)) return;
    const auto failed_at =
        trees_.build(line, [&](const value& tree) { on_line_({{}, lines_, offset, line, tree}); });
    if (failed_at) {
        skipped_.add({{},
                      lines_,
                      offset_,
                      length_,
                      "invalid JSON at byte " + std::to_string(*failed_at) + " of the line"});
    }
}

LineStream::LineStream(OnItem on_line, StreamLimits limits)
    : parts_{std::make_unique<Parts>(std::move(on_line), limits)} {}
LineStream::~LineStream() = default;
LineStream::LineStream(LineStream&&) noexcept = default;
LineStream& LineStream::operator=(LineStream&&) noexcept = default;
void LineStream::feed(std::string_view bytes) {
    parts_->feed(bytes);
}
void LineStream::finish() {
    parts_->finish();
}
std::uint64_t LineStream::lines() const {
    return parts_->lines_;
}
std::uint64_t LineStream::skipped_count() const {
    return parts_->skipped_.count;
}
const std::vector<Skipped>& LineStream::skipped() const {
    return parts_->skipped_.first;
}

}  // namespace kith::json
