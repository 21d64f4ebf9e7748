// See stream.h.
#include "json/stream.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/error.h"
#include "json/skip_list.h"
#include "json/tree.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace kith::json {
namespace {

constexpr std::size_t kKeyBytes = 64 << 10;

// The first quote or backslash, or `end`.
const char* find_text_end(const char* at, const char* end) {
#if defined(__SSE2__)
    for (; end - at >= 16; at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const auto mask = static_cast<unsigned>(
            _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                                           _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')))));
        if (mask != 0) return at + std::countr_zero(mask);
    }
#endif
    while (at < end && *at != '"' && *at != '\\') ++at;
    return at;
}

// Finds where one value ends, over any number of pieces. It only counts brackets and quotes:
// whether the value is right is the parser's business.
class Extent {
  public:
    // From the value's first byte.
    void begin(char first) {
        depth_ = 0;
        in_text_ = false;
        escaped_ = false;
        scalar_ = first != '"' && first != '{' && first != '[';
    }
    // Behind the value's last byte, or nothing when it goes on in the next piece.
    const char* end_in(const char* at, const char* end) {
        while (at < end) {
            if (in_text_) {
                at = pass_text(at, end);
                if (!in_text_ && depth_ == 0) return at;
                continue;
            }
            const char byte = *at;
            if (scalar_ && (byte == ',' || byte == ']' || byte == '}' || is_blank(byte))) return at;
            ++at;
            if (byte == '"') {
                in_text_ = true;
            } else if (byte == '{' || byte == '[') {
                ++depth_;
            } else if ((byte == '}' || byte == ']') && --depth_ == 0) {
                return at;
            }
        }
        return nullptr;
    }

  private:
    const char* pass_text(const char* at, const char* end) {
        if (escaped_) {
            escaped_ = false;
            return at + 1;
        }
        at = find_text_end(at, end);
        if (at == end) return at;
        if (*at == '"') {
            in_text_ = false;
        } else {
            escaped_ = true;
        }
        return at + 1;
    }

    std::uint64_t depth_ = 0;
    bool in_text_ = false, escaped_ = false, scalar_ = false;
};

}  // namespace

class DocumentStream::Parts {
  public:
    Parts(std::vector<std::string> lists, OnItem on_item, OnItem on_member, StreamLimits limits)
        : lists_{std::move(lists)},
          on_item_{std::move(on_item)},
          on_member_{std::move(on_member)},
          limits_{limits} {}

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
        if (state_ == State::capture && root_)
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
    bool is_list(std::string_view key) const {
        return std::ranges::find(lists_, key) != lists_.end();
    }

    const char* step(const char* at, const char* end);
    void structure(char byte, const char* at);
    void begin_value(char byte, const char* at);
    void begin_capture(What what, const char* at);
    const char* capture(const char* at, const char* end);
    void hold(std::string_view bytes);
    void close_capture(std::string_view rest);
    void deliver(std::string_view text);
    const char* byte_order_mark(const char* at);

    std::vector<std::string> lists_;
    OnItem on_item_, on_member_;
    StreamLimits limits_;
    TreeBuilder trees_;

    State state_ = State::mark;
    const char* piece_ = nullptr;
    std::size_t mark_bytes_ = 0;
    bool failed_ = false;
    bool root_ = false;  // the document itself is the captured value or the list

    std::string key_;
    std::uint64_t index_ = 0;

    What what_ = What::key;
    Extent extent_;
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
            if (byte == '{') {
                state_ = State::first_key;
            } else {
                root_ = true;
                begin_value(byte, at);
            }
            return;
        case State::first_key:
            if (byte == '}') {
                state_ = State::done;
                return;
            }
            [[fallthrough]];
        case State::key:
            if (byte != '"') fail(offset_of(at));
            return begin_capture(What::key, at);
        case State::colon:
            if (byte != ':') fail(offset_of(at));
            state_ = State::value;
            return;
        case State::value:
            return begin_value(byte, at);
        case State::after_member:
            if (byte != ',' && byte != '}') fail(offset_of(at));
            state_ = byte == ',' ? State::key : State::done;
            return;
        case State::first_item:
        case State::after_item:
            if (byte == ']') {
                state_ = root_ ? State::done : State::after_member;
            } else if (state_ == State::first_item) {
                begin_capture(What::item, at);
            } else if (byte == ',') {
                state_ = State::item;
            } else {
                fail(offset_of(at));
            }
            return;
        case State::item:
            return begin_capture(What::item, at);
        case State::mark:
        case State::capture:
        case State::done:
            fail(offset_of(at));
    }
}

void DocumentStream::Parts::begin_value(char byte, const char* at) {
    index_ = 0;
    if (byte == '[' && is_list(key_)) {
        state_ = State::first_item;
    } else {
        begin_capture(What::member, at);
    }
}

void DocumentStream::Parts::begin_capture(What what, const char* at) {
    if (*at == ',' || *at == ':' || *at == ']' || *at == '}') fail(offset_of(at));
    state_ = State::capture;
    what_ = what;
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
    if (length_ <= limit()) {
        held_ += bytes;
    } else {
        if (what_ == What::key) fail(begun_at_);
        held_ = {};  // it will be skipped; the memory goes now
    }
}

void DocumentStream::Parts::close_capture(std::string_view rest) {
    const auto what = what_;
    if (length_ == 0 && rest.size() <= limit()) {
        length_ = rest.size();
        deliver(rest);
    } else {
        hold(rest);
        if (held_.size() == length_) {
            deliver(held_);
        } else {
            skipped_.add({key_, index_, begun_at_, length_, "too long"});
        }
    }
    if (what == What::item) ++index_;
    if (what == What::key) {
        state_ = State::colon;
    } else if (what == What::item) {
        state_ = State::after_item;
    } else {
        state_ = root_ ? State::done : State::after_member;
    }
}

void DocumentStream::Parts::deliver(std::string_view text) {
    const auto failed_at = trees_.build(text, [&](const value& tree) {
        if (what_ == What::key) {
            key_ = text_or_empty(&tree);
            return;
        }
        const auto& call = what_ == What::item ? on_item_ : on_member_;
        if (call) call({key_, index_, begun_at_, text, tree});
    });
    if (failed_at) fail(begun_at_ + *failed_at);
}

DocumentStream::DocumentStream(std::vector<std::string> lists, OnItem on_item, OnItem on_member,
                               StreamLimits limits)
    : parts_{std::make_unique<Parts>(std::move(lists), std::move(on_item), std::move(on_member),
                                     limits)} {}
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
