// See stream.h.
#include "json/stream.h"

#include "base/error.h"
#include "json/extent.h"
#include "json/outline.h"
#include "json/skip_list.h"
#include "json/tree.h"

namespace kith::json {
namespace {

constexpr std::size_t kKeyBytes = 64 << 10;

}  // namespace

class DocumentStream::Parts {
  public:
    Parts(const std::vector<std::string>& lists, OnItem on_item, OnItem on_member,
          StreamLimits limits, Walk walk)
        : outline_{lists},
          on_item_{std::move(on_item)},
          on_member_{std::move(on_member)},
          limits_{limits},
          walk_{std::move(walk)} {}

    void feed(std::string_view bytes) {
        if (failed_) fail(offset_);
        const char* at = bytes.data();
        const char* end = at + bytes.size();
        piece_ = at;
        while (at < end) at = step(at, end);
        offset_ += bytes.size();
        piece_ = nullptr;
    }

    void finish() {
        if (failed_) fail(offset_);
        if (state_ == State::capture && inside_.empty())
            close_capture({});  // a bare number ends with the text
        if (state_ != State::done) fail(offset_);
    }

    std::uint64_t offset_ = 0;  // of the piece's first byte; between the calls: bytes taken
    SkipList skipped_;

  private:
    enum class State {
        mark,
        start,
        first_key,
        key,
        colon,
        value,
        capture,
        after_member,
        first_item,
        item,
        after_item,
        done
    };
    enum class What { key, item, member };

    // An object or list that was walked into.
    struct Inside {
        std::size_t node;
        bool is_list;
        std::uint64_t index;
    };

    std::uint64_t offset_of(const char* at) const {
        return offset_ + static_cast<std::uint64_t>(at - piece_);
    }
    [[noreturn]] void fail(std::uint64_t where) {
        failed_ = true;
        throw Error{Errc::invalid, "invalid JSON at byte " + std::to_string(where), "invalid_json"};
    }
    std::size_t limit() const {
        if (what_ == What::key) return kKeyBytes;
        return what_ == What::item ? limits_.item_bytes : limits_.member_bytes;
    }
    // Of the captured value.
    std::string_view key() const {
        return what_ == What::item ? outline_[inside_.back().node].key : std::string_view{key_};
    }
    std::string_view in() const;
    std::uint64_t index() const { return what_ == What::item ? inside_.back().index : 0; }

    const char* step(const char* at, const char* end);
    void structure(char byte, const char* at);
    void begin_value(char byte, const char* at);
    void open(std::size_t node, char byte, const char* at);
    void close(const char* at);
    void end_value();
    void begin_capture(What what, const char* at);
    const char* capture(const char* at, const char* end);
    void hold(std::string_view bytes);
    void close_capture(std::string_view rest);
    void deliver(std::string_view text);
    const char* byte_order_mark(const char* at);

    Outline outline_;
    OnItem on_item_, on_member_;
    StreamLimits limits_;
    Walk walk_;
    TreeBuilder trees_;

    State state_ = State::mark;
    const char* piece_ = nullptr;
    std::size_t mark_bytes_ = 0;
    bool failed_ = false;
    std::vector<Inside> inside_;  // innermost last; as deep as the paths of the lists

    std::string key_;

    What what_ = What::key;
    Extent extent_;
    bool passed_over_ = false;
    std::string held_;  // the part of the captured value that lay in earlier pieces
    std::uint64_t begun_at_ = 0, length_ = 0;
};

const char* DocumentStream::Parts::byte_order_mark(const char* at) {
    if (*at == kByteOrderMark[mark_bytes_]) {
        if (++mark_bytes_ == kByteOrderMark.size()) state_ = State::start;
        return at + 1;
    }
    if (mark_bytes_ != 0) fail(0);
    state_ = State::start;
    return at;
}

const char* DocumentStream::Parts::step(const char* at, const char* end) {
    if (state_ == State::capture) return capture(at, end);
    if (state_ == State::mark) return byte_order_mark(at);
    while (at < end && is_blank(*at)) ++at;
    if (at == end) return at;
    structure(*at, at);
    // A captured value begins with this byte; a bracket or comma is used up.
    return state_ == State::capture ? at : at + 1;
}

void DocumentStream::Parts::structure(char byte, const char* at) {
    switch (state_) {
        case State::start:
        case State::value:
        case State::item:
            return begin_value(byte, at);
        case State::first_key:
            if (byte == '}') return close(at);
            [[fallthrough]];
        case State::key:
            if (byte != '"') fail(offset_of(at));
            return begin_capture(What::key, at);
        case State::colon:
            if (byte != ':') fail(offset_of(at));
            state_ = State::value;
            return;
        case State::after_member:
            if (byte == '}') return close(at);
            if (byte != ',') fail(offset_of(at));
            state_ = State::key;
            return;
        case State::first_item:
            return byte == ']' ? close(at) : begin_value(byte, at);
        case State::after_item:
            if (byte == ']') return close(at);
            if (byte != ',') fail(offset_of(at));
            state_ = State::item;
            return;
        case State::mark:
        case State::capture:
        case State::done:
            fail(offset_of(at));
    }
}

std::string_view DocumentStream::Parts::in() const {
    if (inside_.empty()) return {};
    const auto& node = outline_[inside_.back().node];
    if (what_ != What::item) return node.path;
    return node.parent == Outline::kNone ? std::string_view{} : outline_[node.parent].path;
}

void DocumentStream::Parts::begin_value(char byte, const char* at) {
    const bool in_list = !inside_.empty() && inside_.back().is_list;
    std::size_t node = 0;
    if (!inside_.empty()) {
        node = outline_.below(inside_.back().node, in_list ? Outline::kAnyItem : key_);
    }
    if (outline_.opens(node, byte)) return open(node, byte, at);
    begin_capture(in_list ? What::item : What::member, at);
    passed_over_ = walk_.wanted && !walk_.wanted(in(), key(), begun_at_);
}

void DocumentStream::Parts::open(std::size_t node, char byte, const char* at) {
    inside_.push_back({node, byte == '[', 0});
    state_ = byte == '[' ? State::first_item : State::first_key;
    if (walk_.entered) walk_.entered(outline_[node].path, offset_of(at));
}

void DocumentStream::Parts::close(const char* at) {
    const auto node = inside_.back().node;
    inside_.pop_back();
    end_value();
    if (walk_.left) walk_.left(outline_[node].path, offset_of(at) + 1);
}

void DocumentStream::Parts::end_value() {
    if (inside_.empty()) {
        state_ = State::done;
    } else if (inside_.back().is_list) {
        ++inside_.back().index;
        state_ = State::after_item;
    } else {
        state_ = State::after_member;
    }
}

void DocumentStream::Parts::begin_capture(What what, const char* at) {
    if (*at == ',' || *at == ':' || *at == ']' || *at == '}') fail(offset_of(at));
    state_ = State::capture;
    what_ = what;
    passed_over_ = false;
    begun_at_ = offset_of(at);
    length_ = 0;
    held_.clear();
    extent_.begin(*at);
}

const char* DocumentStream::Parts::capture(const char* at, const char* end) {
    const char* stop = extent_.end_in(at, end);
    const std::string_view bytes{at, static_cast<std::size_t>((stop == nullptr ? end : stop) - at)};
    if (stop == nullptr) {
        hold(bytes);
        return end;
    }
    close_capture(bytes);
    return stop;
}

void DocumentStream::Parts::hold(std::string_view bytes) {
    length_ += bytes.size();
    if (passed_over_) return;
    if (length_ <= limit()) {
        held_ += bytes;
    } else {
        if (what_ == What::key) fail(begun_at_);
        held_ = {};  // it will be skipped; the memory goes now
    }
}

void DocumentStream::Parts::close_capture(std::string_view rest) {
    if (length_ == 0 && rest.size() <= limit()) {
        length_ = rest.size();
        if (!passed_over_) deliver(rest);
    } else {
        hold(rest);
        if (held_.size() == length_) {
            deliver(held_);
        } else if (!passed_over_) {
            skipped_.add({std::string{key()}, index(), begun_at_, length_, "too long"});
        }
    }
    if (what_ == What::key) {
        state_ = State::colon;
    } else {
        end_value();
    }
}

void DocumentStream::Parts::deliver(std::string_view text) {
    const auto failed_at = trees_.build(text, [&](const value& tree) {
        if (what_ == What::key) {
            key_ = text_or_empty(&tree);
            return;
        }
        const auto& call = what_ == What::item ? on_item_ : on_member_;
        if (call) call({key(), index(), begun_at_, text, tree, in()});
    });
    if (!failed_at) return;
    if (what_ == What::key || walk_.broken == Broken::ends) fail(begun_at_ + *failed_at);
    skipped_.add({std::string{key()}, index(), begun_at_, text.size(), "no JSON"});
}

DocumentStream::DocumentStream(const std::vector<std::string>& lists, OnItem on_item,
                               OnItem on_member, StreamLimits limits, Walk walk)
    : parts_{std::make_unique<Parts>(lists, std::move(on_item), std::move(on_member), limits,
                                     std::move(walk))} {}
DocumentStream::~DocumentStream() = default;
DocumentStream::DocumentStream(DocumentStream&&) noexcept = default;
DocumentStream& DocumentStream::operator=(DocumentStream&&) noexcept = default;
void DocumentStream::feed(std::string_view bytes) {
    parts_->feed(bytes);
}
void DocumentStream::finish() {
    parts_->finish();
}
std::uint64_t DocumentStream::offset() const {
    return parts_->offset_;
}
std::uint64_t DocumentStream::skipped_count() const {
    return parts_->skipped_.count;
}
const std::vector<Skipped>& DocumentStream::skipped() const {
    return parts_->skipped_.first;
}

}  // namespace kith::json
