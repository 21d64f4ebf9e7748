// What was said lately in a chat, for replies that name only the message they answer.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <utility>

#include "base/details.h"
#include "sources/people.h"
#include "text/utf8.h"

namespace kith::sources {

inline constexpr std::size_t kQuoteWindow = 8192;  // messages that a reply can look back
inline constexpr std::size_t kQuoteCodePoints = 200;

struct Said {
    std::uint32_t sender{};
    std::string name, text;
    std::int64_t time{};  // Unix seconds
};

// As much of a message as a quote shows.
inline std::string quotable(std::string_view text) {
    return std::string{text::first_code_points(text, kQuoteCodePoints)};
}

// The last kQuoteWindow messages in the order of the file. One thread.
class Lately {
  public:
    explicit Lately(const People& people) : people_{&people} {}

    // False when a message of that id is still at hand; the newer one counts.
    bool remember(std::string id, Said said) {
        if (!said_.insert_or_assign(id, std::move(said)).second) return false;
        ids_.push_back(std::move(id));
        if (ids_.size() > kQuoteWindow) {
            said_.erase(ids_.front());
            ids_.pop_front();
        }
        return true;
    }
    bool has(std::string_view id) const { return said_.contains(id); }
    // The quoted part of a reply: only its id when the message is not at hand.
    void quote(std::string_view id, Details& to) const {
        to.quote_id = id;
        const auto found = said_.find(id);
        if (found == said_.end()) return;
        const auto& quoted = found->second;
        to.quote_name = quoted.name;
        to.quote_text = quoted.text;
        to.quote_time = quoted.time;
        if (quoted.sender < people_->size()) to.quote_key = (*people_)[quoted.sender].key;
    }

  private:
    const People* people_;
    ByKey<Said> said_;
    std::deque<std::string> ids_;  // of said_, oldest first
};

}  // namespace kith::sources
