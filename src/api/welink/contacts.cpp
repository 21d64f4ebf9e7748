// W006 W007: the contact list with its statistics, and the totals over all contacts.
#include "api/welink/analysis.h"
#include "api/welink/stats_view.h"
#include "api/welink/welink.h"
#include "http/etag.h"

namespace kith::api::welink {
namespace {

struct Answer {
    explicit Answer(std::string json) : text{std::move(json)}, etag{http::etag_of(text)} {}
    std::string text, etag;
};

// An answer that stays the same as long as the board does: written and hashed once.
class BoardAnswer {
  public:
    using Write = std::function<std::string(const insight::Board&)>;
    // `empty`: before the first run.
    BoardAnswer(std::string empty, Write write)
        : write_{std::move(write)}, empty_{std::make_shared<const Answer>(std::move(empty))} {}

    http::Response to(const http::Call& call, const std::shared_ptr<const insight::Board>& board) {
        const auto now = board ? of(board) : empty_;
        if (http::has_current(call, now->etag)) return http::not_modified(now->etag);
        auto response = http::json_text(200, now->text);
        response.headers.set("ETag", now->etag);
        return response;
    }

  private:
    std::shared_ptr<const Answer> of(const std::shared_ptr<const insight::Board>& board) {
        const std::lock_guard guard{mutex_};
        if (!kept_ || made_from_ != board) {
            kept_ = std::make_shared<const Answer>(write_(*board));
            made_from_ = board;
        }
        return kept_;
    }

    Write write_;
    std::shared_ptr<const Answer> empty_;
    std::mutex mutex_;
    std::shared_ptr<const insight::Board> made_from_;
    std::shared_ptr<const Answer> kept_;
};

}  // namespace

void contact_routes(http::Routes guarded, Analysis& analysis, store::Store&) {
    const auto list = std::make_shared<BoardAnswer>(
        "[]", [](const insight::Board& board) { return json::write(contact_views(board)); });
    guarded
        .get("/api/contacts/stats",
             [&analysis, list](http::Call& call) { return list->to(call, analysis.board()); })
        .answers<std::vector<ContactView>>()
        .summary("W006 All contacts with their statistics");

    const auto totals = std::make_shared<BoardAnswer>(
        json::write(global_view(insight::GlobalStats{})),
        [](const insight::Board& board) { return json::write(global_view(board.global)); });
    guarded
        .get("/api/global",
             [&analysis, totals](http::Call& call) { return totals->to(call, analysis.board()); })
        .answers<GlobalView>()
        .summary("W007 Totals over all contacts");
}

}  // namespace kith::api::welink
