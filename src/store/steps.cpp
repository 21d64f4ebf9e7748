// Steps of imports: rows of several pieces go into one transaction, then into the picture.
#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include "base/error.h"
#include "store/core.h"
#include "store/seconds.h"

namespace kith::store {
namespace {

using namespace std::chrono_literals;
constexpr std::uint32_t kStepRows = 20'000;         // of one transaction
constexpr std::size_t kStepRowsBesideLive = 2'000;  // of one transaction while live rows come
constexpr auto kLiveLately = 1s;

// Rows [first, last) of a piece that are in the transaction.
struct Written {
    ImportWork* import{};
    Prepared* piece{};
    std::uint32_t first{}, last{};
    MessageId first_id;
    bool opens{};  // the changes are in it, too
    ImportCounts counts() const {
        return {last - first, opens ? piece->same : 0,
                opens ? static_cast<std::int64_t>(piece->changes.size()) : 0};
    }
};

class Steps {
  public:
    explicit Steps(Core& core) : core_{core}, write_{*core.write} {}

    // Fills one transaction from the queue.
    void write() {
        const bool live = std::chrono::steady_clock::now() - write_.last_live < kLiveLately;
        room_ = static_cast<std::uint32_t>(live ? kStepRowsBesideLive : kStepRows);
        while (room_ > 0) {
            auto* step = core_.queue.front();
            if (!step) break;
            // Its chat and people may be younger than this transaction: the next one has them.
            if (step->takes == core_.directory.takes()) break;
            if (std::ranges::find(imports_, step->import) == imports_.end())
                imports_.push_back(step->import);
            if (!step->import->failed() && step->piece &&
                !core_.directory.has_chat(step->piece->chat))
                step->import->fail(std::make_exception_ptr(
                    Error{Errc::conflict, "the chat was removed meanwhile", "chat_removed"}));
            if (!step->import->failed() && step->piece) {
                if (!chats_.insert(step->piece->chat).second) break;  // published in between
                if (!write_piece(*step)) break;                       // the transaction is full
            }
            if (!step->import->failed()) write_marks(*step);
            finished_.push_back(core_.queue.pop());
        }
        write_counts();
    }

    void show() {
        std::int64_t rows = 0;
        for (const auto& written : written_) {
            show(written);
            rows += written.last - written.first;
        }
        core_.publish();
        core_.rows_since_cache += rows;
        for (const auto& written : written_) written.import->committed(written.counts());
        for (auto& step : finished_) {
            const auto chat = step->piece ? step->piece->chat : step->ended;
            if (step->piece) step->import->leave(std::move(*step->piece));
            step->import->arrived(chat);
        }
    }

    void fail(const std::exception_ptr& failure) {
        for (const auto& import : imports_) import->fail(failure);
        for (auto& step : finished_)
            step->import->arrived(step->piece ? step->piece->chat : step->ended);
    }

    bool nothing() const { return finished_.empty() && written_.empty(); }

  private:
    // True when the whole piece is written.
    bool write_piece(ImportStep& step) {
        make_sure(step);
        auto& piece = *step.piece;
        const auto total = static_cast<std::uint32_t>(piece.rows.size());
        Written part{step.import.get(),
                     &piece,
                     piece.done,
                     std::min(total, piece.done + room_),
                     MessageId{write_.next_id},
                     !piece.opened};
        for (auto i = part.first; i < part.last; ++i)
            write_.messages.insert(MessageId{write_.next_id++}, piece.chat, piece.rows[i],
                                   step.import->id);
        if (part.first < part.last) write_span(*step.import, part);
        if (part.opens) {
            write_changes(step);
            step.import->open_same[piece.chat] += piece.same;
        }
        if ((part.opens && !piece.changes.empty()) || part.first < piece.late.size())
            write_.messages.raise_revision(piece.chat);
        written_.push_back(part);
        room_ -= part.last - part.first;
        return part.last == total;
    }

    // The chat may have changed since the piece was prepared; then it is matched again.
    void make_sure(ImportStep& step) {
        auto& piece = *step.piece;
        static const ChatRows kNone;
        const auto* state = core_.picture.find(piece.chat);
        const auto& rows = state ? *state->rows : kNone;
        if (piece.version == rows.version) return;
        if (!piece.has_positions() && piece.done < piece.rows.size() &&
            goes_to_end(rows, piece.rows[piece.done]))
            return;
        std::vector<Row> left;
        if (!piece.opened) std::ranges::move(piece.changes, std::back_inserter(left));
        std::move(piece.rows.begin() + piece.done, piece.rows.end(), std::back_inserter(left));
        const auto same = piece.opened ? 0 : piece.same;
        piece = prepare(piece.chat, std::move(left), rows, *core_.directory.people_of(piece.chat),
                        step.import->reading, core_.formats, write_.reader);
        piece.same += same;
    }

    void write_span(ImportWork& import, const Written& part) {
        auto& spans = import.open_spans[part.piece->chat];
        const auto first = part.first_id.value, last = first + (part.last - part.first) - 1;
        if (!spans.empty() && spans.back().last + 1 == first) {
            spans.back().last = last;
            write_.grow_span.bind_all(import.id.value, spans.back().first, last).run();
        } else {
            spans.push_back({first, last});
            write_.add_span.bind_all(import.id.value, first, last, part.piece->chat.value).run();
        }
    }

    void write_changes(ImportStep& step) {
        const auto& piece = *step.piece;
        const auto now = unix_millis(core_.clock.now());
        for (std::size_t i = 0; i < piece.changes.size(); ++i)
            write_.messages.change(piece.change_ids[i], piece.changes[i], Why::import, now,
                                   step.import->id);
    }

    void write_marks(ImportStep& step) {
        for (const auto& mark : step.marks)
            write_.add_mark
                .bind_all(step.import->source.value, mark.part, mark.size, mark.modified, mark.last,
                          mark.last_key)
                .run();
        if (!step.ended) return;
        const auto same = step.import->open_same.find(step.ended);
        if (same != step.import->open_same.end()) {
            whole_[step.import.get()].same += same->second;
            step.import->open_same.erase(same);
        }
        const auto spans = step.import->open_spans.find(step.ended);
        if (spans == step.import->open_spans.end()) return;
        for (const auto& span : spans->second)
            write_.close_span.bind_all(step.import->id.value, span.first).run();
        step.import->open_spans.erase(spans);
    }

    void write_counts() {
        for (const auto& written : written_) {
            auto counts = written.counts();
            counts.same = 0;
            whole_[written.import] += counts;
        }
        for (const auto& [import, one] : whole_)
            write_.add_counts.bind_all(import->id.value, one.added, one.same, one.changed).run();
    }

    // The rows of one part into the chunks of their chat.
    void show(const Written& part) {
        auto& piece = *part.piece;
        if (piece.empty()) return;
        auto& state = *core_.picture.find(piece.chat);
        const auto late = static_cast<std::uint32_t>(piece.late.size());
        const auto cut = std::clamp(late, part.first, part.last);
        auto chunks = state.rows->chunks;
        auto fresh = numbered(piece.chunks, part.first, cut, part.first_id);
        auto edits = edits_of(part, cut);
        if (!edits.empty()) {
            if (part.opens)
                fresh.insert(fresh.end(), piece.change_chunks.begin(), piece.change_chunks.end());
            chunks = edited(chunks, edits, FreshRows{std::move(fresh)});
        }
        if (cut < part.last) {
            ChunkList list{std::move(chunks)};
            const MessageId first{part.first_id.value + (cut - part.first)};
            for (auto& chunk : numbered(piece.chunks, cut, part.last, first))
                list.append(std::move(chunk));
            chunks = list.take();
        }
        core_.picture.set_rows(state, std::move(chunks), state.rows->erased,
                               end_after(part, state));
        piece.done = part.last;
        piece.opened = true;
        piece.version = state.rows->version;
    }

    static std::vector<Edit> edits_of(const Written& part, std::uint32_t cut) {
        const auto& piece = *part.piece;
        std::vector<Edit> edits;
        for (auto i = part.first; i < cut; ++i)
            edits.push_back({piece.late[i] + part.first, EditKind::insert, i - part.first});
        if (part.opens)
            for (std::uint32_t i = 0; i < piece.changes.size(); ++i)
                edits.push_back(
                    {piece.change_positions[i], EditKind::replace, cut - part.first + i});
        std::ranges::sort(edits, {}, [](const Edit& edit) {
            return std::tuple{edit.position, edit.kind, edit.fresh};
        });
        return edits;
    }

    // Nothing when it must be looked up later.
    static std::optional<RowOrder> end_after(const Written& part, const ChatState& state) {
        if (part.first == part.last) return state.end;
        const auto& row = part.piece->rows[part.last - 1];
        const RowOrder order{row.time, row.sequence};
        if (part.last > part.piece->late.size()) return order;
        if (!state.end) return std::nullopt;
        return std::max(*state.end, order);
    }

    Core& core_;
    WriteSide& write_;
    std::uint32_t room_ = 0;
    std::set<ChatId> chats_;
    std::vector<std::shared_ptr<ImportWork>> imports_;
    std::vector<std::unique_ptr<ImportStep>> finished_;
    std::vector<Written> written_;
    std::map<ImportWork*, ImportCounts> whole_;  // what this transaction adds to the imports
};

}  // namespace

void commit_steps(Core& core) {
    Steps steps{core};
    try {
        WriteUnit unit{core};
        steps.write();
        unit.commit();
    } catch (...) {
        steps.fail(std::current_exception());
        return;
    }
    steps.show();
}

void drop_steps(Core& core) {
    const auto closed = std::make_exception_ptr(
        Error{Errc::unavailable, "the store was closed during the import", "closed"});
    while (core.queue.front()) {
        const auto step = core.queue.pop();
        step->import->fail(closed);
        step->import->arrived(step->piece ? step->piece->chat : step->ended);
    }
}

}  // namespace kith::store
