// W006 W007: the contact list with its statistics, and the totals over all contacts.
#include "api/welink/analysis.h"
#include "api/welink/stats_view.h"
#include "api/welink/welink.h"
#include "http/etag.h"

namespace kith::api::welink {
namespace {

// The text of an answer that stays the same as long as the board does.
class BoardText {
  public:
    using Write = std::function<std::string(const insight::Board&)>;
    explicit BoardText(Write write) : write_{std::move(write)} {}

    std::shared_ptr<const std::string> text(const std::shared_ptr<const insight::Board>& board) {
        const std::lock_guard guard{mutex_};
        if (!text_ || made_from_ != board) {
            text_ = std::make_shared<const std::string>(write_(*board));
            made_from_ = board;
        }
        return text_;
    }

  private:
    Write write_;
    std::mutex mutex_;
    std::shared_ptr<const insight::Board> made_from_;
    std::shared_ptr<const std::string> text_;
};

http::Response answer(const http::Call& call, Analysis& analysis, BoardText& cached,
                      std::string_view empty) {
    const auto board = analysis.board();
    return http::with_etag(call,
                           http::json_text(200, board ? *cached.text(board) : std::string{empty}));
}

}  // namespace

void contact_routes(http::Routes guarded, Analysis& analysis, store::Store&) {
    const auto list = std::make_shared<BoardText>(
        [](const insight::Board& board) { return json::write(contact_views(board)); });
    guarded
        .get("/api/contacts/stats",
             [&analysis, list](http::Call& call) { return answer(call, analysis, *list, "[]"); })
        .summary("W006 All contacts with their statistics");

    const auto totals = std::make_shared<BoardText>(
        [](const insight::Board& board) { return json::write(global_view(board.global)); });
    guarded
        .get("/api/global",
             [&analysis, totals, none = json::write(global_view(insight::GlobalStats{}))](
                 http::Call& call) { return answer(call, analysis, *totals, none); })
        .summary("W007 Totals over all contacts");
}

}  // namespace kith::api::welink
