// See attempt.h.
#include "core/replies/attempt.h"

#include <algorithm>

#include "base/log.h"
#include "text/utf8.h"

namespace kith::core {
namespace {

// How often a clock that may be stepped is looked at.
constexpr std::chrono::milliseconds kLookEvery{10};
constexpr std::string_view kRetry = "retry";  // reason of an error that another try may help
constexpr std::string_view kInternal = "内部错误", kSilent = "模型没有给出回答",
                           kTooLong = "模型的回答太长";

bool ends_word(char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>' ||
           c == ')' || c == ',';
}

// Scheme and host of an address: its user, path and query may hold secrets.
std::string_view bare_address(std::string_view address) {
    const auto host = address.find("://") + 3;
    const auto end = std::min(address.find_first_of("/?#", host), address.size());
    return address.substr(0, end).find('@') == std::string_view::npos ? address.substr(0, end)
                                                                      : std::string_view{"…"};
}

bool looks_like_key(std::string_view word) {
    constexpr std::size_t kShortestKey = 12;
    return word.size() >= kShortestKey && (word.starts_with("sk-") || word.starts_with("AIza") ||
                                           word.starts_with("AKIA") || word.starts_with("eyJ"));
}

// Pieces that may cut a code point in two, as whole ones; blanks before the first word are dropped.
class Pieces {
  public:
    explicit Pieces(const OnText& on_text) : on_text_{on_text} {}

    void add(std::string_view piece) {
        held_ += piece;
        if (offset_ == 0) held_.erase(0, held_.size() - trimmed_start(held_).size());
        const auto whole = whole_bytes();
        if (whole == 0) return;
        const auto text = text::repair_utf8(std::string_view{held_}.substr(0, whole));
        held_.erase(0, whole);
        on_text_(offset_, text);
        offset_ += text::length(text);
    }

  private:
    static std::string_view trimmed_start(std::string_view text) {
        const auto first = text.find_first_not_of(" \t\r\n");
        return first == std::string_view::npos ? std::string_view{} : text.substr(first);
    }

    // Without the last bytes when they may be the beginning of a code point.
    std::size_t whole_bytes() const {
        const auto from = held_.size() - std::min<std::size_t>(3, held_.size());
        for (auto i = held_.size(); i-- > from;) {
            const auto byte = static_cast<unsigned char>(held_[i]);
            if (byte < 0x80) return held_.size();
            if (byte < 0xC0) continue;
            const std::size_t bytes = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
            return i + bytes <= held_.size() ? held_.size() : i;
        }
        return held_.size();
    }

    const OnText& on_text_;
    std::string held_;
    std::size_t offset_ = 0;
};

// Why a call ended that was asked to stop.
Outcome outcome_of(StopReason reason) {
    if (reason == StopReason::timeout) return Outcome::timed_out;
    return reason == StopReason::user ? Outcome::cancelled : Outcome::stopped;
}

Attempted call_once(llm::Model& model, const llm::Ask& ask, const OnText& on_text,
                    const Stop& stop) {
    Pieces pieces{on_text};
    std::size_t bytes = 0;
    const auto on_piece = [&](const llm::Piece& piece) {
        stop.check();
        bytes += piece.text.size() + piece.thinking.size();
        require(bytes <= kAnswerBytes, Errc::upstream, kTooLong);
        if (!piece.text.empty()) pieces.add(piece.text);
    };
    const auto answer = model.chat(ask, on_piece, stop);
    require(answer.text.size() <= kAnswerBytes, Errc::upstream, kTooLong);
    auto text = text::repair_utf8(text::trim(answer.text));
    require(!text.empty(), Errc::upstream, kSilent);
    return {.outcome = Outcome::answered, .text = std::move(text)};
}

}  // namespace

std::string shown_cause(const Error& error) {
    if (error.code() == Errc::internal) return std::string{kInternal};
    const auto message = text::repair_utf8(error.message());
    std::string cause;
    for (std::size_t at = 0; at < message.size();) {
        auto end = at;
        while (end < message.size() && !ends_word(message[end])) ++end;
        const auto word = std::string_view{message}.substr(at, end - at);
        if (word.find("://") != std::string_view::npos) {
            cause += bare_address(word);
        } else if (looks_like_key(word)) {
            cause += "…";
        } else {
            cause += word;
        }
        if (end < message.size()) {
            const bool blank = static_cast<unsigned char>(message[end]) <= ' ';
            if (!blank || (!cause.empty() && cause.back() != ' '))
                cause += blank ? ' ' : message[end];
            ++end;
        }
        at = end;
    }
    return std::string{text::trim(text::first_code_points(cause, kCausePoints))};
}

void wait_by(const Clock& clock, Time until, const Stop& stop) {
    while (clock.now() < until && !stop.requested()) stop.wait_for(kLookEvery);
}

Attempted ask_model(llm::Model& model, const llm::Ask& ask, const OnText& on_text,
                    const Clock& clock, const Stop& stop) {
    for (std::size_t tries = 0;; ++tries) {
        const auto started = clock.now();
        try {
            auto answered = call_once(model, ask, on_text, stop);
            answered.duration = clock.now() - started;
            return answered;
        } catch (const Error& error) {
            const auto duration = clock.now() - started;
            if (stop.requested()) return {.outcome = outcome_of(stop.reason())};
            if (error.code() == Errc::timeout) return {.outcome = Outcome::timed_out};
            if (error.code() == Errc::internal)
                log::error("a model failed: {} at {}; {}", error.message(), error.where(),
                           error.notes());
            const bool again = error.code() == Errc::upstream && error.reason() == kRetry &&
                               tries < kRetryPauses.size();
            if (!again)
                return {
                    .outcome = Outcome::failed, .cause = shown_cause(error), .duration = duration};
        } catch (const std::exception&) {  // its text is a library's and may hold anything
            log::error("a model failed in an unknown way");
            return {.outcome = Outcome::failed, .cause = std::string{kInternal}};
        }
        wait_by(clock, clock.now() + kRetryPauses[tries], stop);
        if (stop.requested()) return {.outcome = outcome_of(stop.reason())};
    }
}

}  // namespace kith::core
