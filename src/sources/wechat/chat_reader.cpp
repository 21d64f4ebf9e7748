// See chat_reader.h.
#include "sources/wechat/chat_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <system_error>
#include <tuple>
#include <utility>

#include "base/error.h"
#include "sources/wechat/windows.h"

namespace kith::sources::wechat {
namespace {

constexpr std::size_t kRowsBetweenChecks = 2048;
constexpr auto kNoEnd = std::numeric_limits<std::int64_t>::max();  // of a window: any time

class ChatReading {
  public:
    ChatReading(const Archive& archive, std::size_t chat, Desk& desk, Strangers& strangers,
                Sink& sink, const Stop& stop)
        : archive_{archive},
          plan_{archive.plans[chat]},
          desk_{desk},
          sink_{sink},
          stop_{stop},
          reader_{desk.decoder, strangers, held_} {}

    std::vector<std::string> run();

  private:
    struct Source {  // one part while it is read
        const Part* part{};
        Setting setting;
        std::string where;
        std::int64_t last{};  // rows beyond came while we read
        std::int64_t last_key{};
        int tries = 0;  // readings of a moment that did not last
        bool failed = false;
    };
    // What is left out of a window is told when the window is handed over.
    class HeldSkips : public Sink {
      public:
        void rows(std::vector<Message>) override {}
        void skipped(std::string_view reason, std::string_view sample) override {
            all.emplace_back(reason, sample);
        }
        void mark(Mark) override {}
        std::vector<std::pair<std::string, std::string>> all;
    };
    struct Order {
        std::int64_t time, sequence, local_id;
        std::size_t source, index;
        auto key() const { return std::tie(time, sequence, local_id, source); }
    };

    void prepare();
    // Runs one step for one part. What its file does wrong ends this part alone.
    template <class Step>
    void guarded(Source& source, Step step);
    db::Connection& on(const Source& source);
    db::Statement rows_between(const Source& source, std::int64_t first, std::int64_t last,
                               std::string_view list);
    void find_end(Source& source);
    std::vector<Window> plan_windows();
    void count_hours(std::size_t index, Windows& windows);
    void read_window(const Window& window);
    void read_rows(const Window& window);
    bool of_one_moment();
    void read_span(std::size_t index, const Window& window);
    void hand_over();
    void leave_marks();

    const Archive& archive_;
    const ChatPlan& plan_;
    Desk& desk_;
    Sink& sink_;
    const Stop& stop_;
    HeldSkips held_;
    RowReader reader_;
    std::vector<Source> sources_;
    std::vector<Message> rows_;  // of the window
    std::vector<Order> order_;
    std::vector<std::string> warnings_;
};

// A file without a -shm beside it is read as it lies there, and whoever writes to it meanwhile may
// move rows from pages we have yet to see to pages we have seen.
bool changed_meanwhile(const Shard& shard) {
    if (database_stamp(shard.file.path) == shard.stamp) return false;
    std::error_code failed;
    return !std::filesystem::exists(shard.file.path.native() + "-shm", failed);
}

template <class Step>
void ChatReading::guarded(Source& source, Step step) {
    if (source.failed) return;
    try {
        step();
    } catch (const Error& error) {
        if (error.code() == Errc::cancelled || error.code() == Errc::timeout) throw;
        source.failed = true;
        warnings_.push_back(source.where + ": " + error.message());
    }
}

db::Connection& ChatReading::on(const Source& source) {
    auto& open = desk_.open[source.part->shard];
    if (!open) {
        open = std::make_unique<OpenShard>(archive_.shards[source.part->shard].file.path);
    }
    return open->on();
}

db::Statement ChatReading::rows_between(const Source& source, std::int64_t first, std::int64_t last,
                                        std::string_view list) {
    auto rows = on(source).prepare(
        fmt::format("select {} from \"{}\" where rowid between $1 and $2 order by rowid", list,
                    source.part->table->name));
    rows.bind(1, first).bind(2, last);
    return rows;
}

void ChatReading::find_end(Source& source) {
    const auto& table = *source.part->table;
    auto row = on(source).prepare(fmt::format("select {} from \"{}\" order by rowid desc limit 1",
                                              table.row_list, table.name));
    if (!row.step()) return;
    const auto end = raw_row(row);
    source.last = end.local_id;
    source.last_key = key_of(end);
}

void ChatReading::prepare() {
    desk_.open.resize(archive_.shards.size());
    sources_.reserve(plan_.parts.size());
    for (const auto& part : plan_.parts) {
        const auto& shard = archive_.shards[part.shard];
        Source source{.part = &part, .setting = plan_.setting};
        source.where = shard.file.part + ": " + part.table->name;
        source.setting.senders = &shard.senders;
        source.setting.people = &archive_.people;
        if (!plan_.setting.group) {
            const auto id = shard.id_of.find(archive_.people[plan_.setting.peer].key);
            if (id != shard.id_of.end()) source.setting.peer_id = id->second;
        }
        sources_.push_back(std::move(source));
        guarded(sources_.back(), [&] { find_end(sources_.back()); });
    }
}

void ChatReading::count_hours(std::size_t index, Windows& windows) {
    auto& source = sources_[index];
    auto rows = rows_between(source, source.part->first(), source.last, "rowid, create_time");
    for (std::size_t n = 0; rows.step(); ++n) {
        if (n % kRowsBetweenChecks == 0) stop_.check();
        if (good_time(rows.integer(1))) {
            windows.add(index, rows.integer(0), rows.integer(1));
        } else {
            sink_.skipped("bad_time", fmt::format("{} row {}", source.where, rows.integer(0)));
        }
    }
}

// One window with everything for a chat of ordinary size.
std::vector<Window> ChatReading::plan_windows() {
    constexpr auto kFirst = std::numeric_limits<std::int64_t>::min();
    std::int64_t rows = 0;
    Window whole{kFirst, kNoEnd, {}};
    for (const auto& source : sources_) {
        const bool nothing = source.failed || source.last == 0;
        const auto count = nothing ? 0 : rows_at_most(source.part->first(), source.last);
        whole.parts.push_back({count, source.part->first(), source.last});
        rows += count;
    }
    if (rows <= kWholeRows) return {whole};
    Windows windows{sources_.size()};
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        guarded(sources_[i], [&] { count_hours(i, windows); });
    }
    return windows.cut(static_cast<std::int64_t>(kPieceRows));
}

void ChatReading::read_span(std::size_t index, const Window& window) {
    const auto& source = sources_[index];
    const auto& span = window.parts[index];
    auto rows = rows_between(source, span.first, span.last, source.part->table->row_list);
    for (std::size_t n = 0; rows.step(); ++n) {
        if (n % kRowsBetweenChecks == 0) stop_.check();
        const auto time = rows.integer(4);  // before the content is touched: raw_row() fetches it
        if (time < window.from || (time >= window.to && window.to != kNoEnd)) continue;
        const auto row = raw_row(rows);
        auto message = reader_.read(row, source.setting, source.where);
        if (!message) continue;
        order_.push_back({message->time, message->sequence, row.local_id, index, rows_.size()});
        rows_.push_back(std::move(*message));
    }
}

void ChatReading::read_window(const Window& window) {
    do {
        read_rows(window);
    } while (!of_one_moment());
    for (const auto& [reason, sample] : held_.all) sink_.skipped(reason, sample);
    hand_over();
}

// Opens anew what was written to while it was read; gives up a file that does not rest.
bool ChatReading::of_one_moment() {
    bool one = true;
    for (auto& source : sources_) {
        auto& open = desk_.open[source.part->shard];
        if (source.failed || !open || open->of_one_moment()) continue;
        open.reset();
        one = false;
        if (++source.tries <= kReadAgain) continue;
        source.failed = true;
        warnings_.push_back(source.where + ": is being written to, it will be read again");
    }
    return one;
}

void ChatReading::read_rows(const Window& window) {
    held_.all.clear();
    rows_.clear();
    order_.clear();
    std::int64_t expected = 0;
    for (const auto& span : window.parts) expected += span.rows;
    // Rowids may have gaps, so what is expected is not always there.
    rows_.reserve(static_cast<std::size_t>(std::min(expected, kWholeRows)));
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        if (window.parts[i].rows == 0) continue;
        guarded(sources_[i], [&] { read_span(i, window); });
    }
}

// (time, sequence, local id, shard). Rows mostly lie in that order already.
void ChatReading::hand_over() {
    if (rows_.empty()) return;
    const auto by_key = [](const Order& a, const Order& b) { return a.key() < b.key(); };
    const bool in_order = std::ranges::is_sorted(order_, by_key);
    if (in_order && rows_.size() <= kPieceRows) return sink_.rows(std::exchange(rows_, {}));
    if (!in_order) std::ranges::sort(order_, by_key);
    for (std::size_t at = 0; at < order_.size(); at += kPieceRows) {
        const auto end = std::min(order_.size(), at + kPieceRows);
        std::vector<Message> piece;
        piece.reserve(end - at);
        for (std::size_t i = at; i < end; ++i) piece.push_back(std::move(rows_[order_[i].index]));
        stop_.check();
        sink_.rows(std::move(piece));
    }
}

void ChatReading::leave_marks() {
    for (const auto& source : sources_) {
        if (source.failed) continue;
        const auto& shard = archive_.shards[source.part->shard];
        if (changed_meanwhile(shard)) {
            warnings_.push_back(shard.file.part +
                                ": changed while it was read, it will be read again");
            continue;
        }
        sink_.mark({.part = shard.part_of(*source.part->table),
                    .size = shard.stamp.size,
                    .modified = shard.stamp.modified,
                    .last = source.last,
                    .last_key = source.last_key});
    }
}

std::vector<std::string> ChatReading::run() {
    prepare();
    for (const auto& window : plan_windows()) {
        stop_.check();
        read_window(window);
    }
    leave_marks();
    return std::move(warnings_);
}

}  // namespace

std::vector<std::string> read_chat(const Archive& archive, std::size_t chat, Desk& desk,
                                   Strangers& strangers, Sink& sink, const Stop& stop) {
    return ChatReading{archive, chat, desk, strangers, sink, stop}.run();
}

}  // namespace kith::sources::wechat
