// Making the picture from the cache file and the message table, with several threads.
#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <exception>

#include "base/error.h"
#include "base/log.h"
#include "store/core.h"
#include "store/row_collector.h"
#include "store/schema.h"

namespace kith::store {
namespace {

// Calls work(i) for i in [0, count) on several threads; the first error is thrown here.
void in_parallel(int threads, std::size_t count, const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next{0};
    std::mutex mutex;
    std::exception_ptr failure;
    const auto run = [&] {
        try {
            for (auto i = next++; i < count; i = next++) work(i);
        } catch (...) {
            const std::lock_guard guard{mutex};
            if (!failure) failure = std::current_exception();
            next = count;
        }
    };
    std::vector<std::thread> helpers;
    for (int i = 1; i < threads; ++i) helpers.emplace_back(run);
    run();
    for (auto& helper : helpers) helper.join();
    if (failure) std::rethrow_exception(failure);
}

struct IdSpan {
    std::int64_t first{}, last{};
};

// Ids above `upto` in about equal parts.
std::vector<IdSpan> spans_above(db::Connection& on, std::int64_t upto, int parts) {
    auto ask = on.prepare("select min(id), max(id) from message where id > $1");
    ask.bind(1, upto);
    std::vector<IdSpan> spans;
    if (!ask.step() || ask.is_null(0)) return spans;
    const auto first = ask.integer(0), last = ask.integer(1);
    const auto step = (last - first) / parts + 1;
    for (auto at = first; at <= last; at += step)
        spans.push_back({at, std::min(last, at + step - 1)});
    return spans;
}

// Only what a chunk needs: the details of rows that are not texts stay on disk.
constexpr std::string_view kScan =
    "select id, chat, ts, seq, sender, kind, flags, raw_type, case kind when 0 then body else "
    "extra "
    "end from message where id between $1 and $2 order by id";

class TableScan {
  public:
    TableScan(Core& core, std::vector<IdSpan> spans) : core_{core}, spans_{std::move(spans)} {
        found_.resize(spans_.size());
    }

    std::size_t size() const { return spans_.size(); }

    void read(std::size_t part) {
        auto reader = core_.readers.take();
        auto scan = reader->on.prepare(kScan);
        scan.bind_all(spans_[part].first, spans_[part].last);
        read(scan, found_[part]);
    }

    // Rows by id: chats whose cached chunks are out of date.
    void read(const std::vector<MessageId>& ids, RowCollector& into) {
        auto reader = core_.readers.take();
        reader->messages.rows(ids, [&](StoredRow&& stored) {
            if (const auto people = core_.directory.people_of(stored.chat))
                into.add(stored.chat, *people, stored.id, stored.row);
        });
    }

    std::vector<RowCollector>& found() { return found_; }

  private:
    void read(db::Statement& scan, RowCollector& into) {
        ChatId chat;
        std::shared_ptr<ChatPeople> people;
        Row row;
        while (scan.step()) {
            const ChatId of{scan.integer(1)};
            if (of != chat || !people) {
                chat = of;
                people = core_.directory.people_of(chat);
            }
            if (!people) continue;  // a row of no chat: a damaged table
            row.time = scan.integer(2);
            row.sequence = scan.integer(3);
            row.sender = PersonId{scan.integer(4)};
            row.kind = static_cast<Kind>(scan.integer(5));
            row.flags = static_cast<std::uint8_t>(scan.integer(6));
            row.raw_type = scan.integer(7);
            row.text = scan.text(8);
            into.add(chat, *people, MessageId{scan.integer(0)}, row);
        }
    }

    Core& core_;
    std::vector<IdSpan> spans_;
    std::vector<RowCollector> found_;
};

struct Parts {
    std::vector<Run> runs;
    std::vector<ErasedRow> erased;
    bool from_cache{};  // and nothing else
};

std::unordered_map<ChatId, std::int64_t> revisions(db::Connection& on) {
    auto all = on.prepare("select id, rev from chat");
    std::unordered_map<ChatId, std::int64_t> found;
    while (all.step()) found.emplace(ChatId{all.integer(0)}, all.integer(1));
    return found;
}

class Loading {
  public:
    explicit Loading(Core& core) : core_{core}, threads_{std::max(1, core.settings.threads)} {}

    void run() {
        take_cache();
        TableScan scan{core_, spans_above(core_.write->on, upto_, threads_)};
        in_parallel(threads_, scan.size(), [&](std::size_t part) { scan.read(part); });
        if (!changed_.empty()) {
            scan.found().emplace_back();
            std::ranges::sort(changed_);
            scan.read(changed_, scan.found().back());
        }
        for (auto& collector : scan.found())
            for (auto& [chat, found] : collector.take()) add(chat, std::move(found));
        show();
    }

  private:
    void add(ChatId chat, RowCollector::ChatRuns&& found) {
        auto& parts = parts_[chat];
        parts.from_cache = false;
        std::ranges::move(found.runs, std::back_inserter(parts.runs));
        std::ranges::move(found.erased, std::back_inserter(parts.erased));
    }

    void take_cache() {
        auto cached = core_.cache.read(meta_text(core_.write->on, kStoreId), threads_);
        if (!cached) return;
        upto_ = cached->upto.value;
        core_.loaded.from_cache = true;
        const auto now = revisions(core_.write->on);
        for (auto& chat : cached->chats) {
            const auto at = now.find(chat.chat);
            const auto people = core_.directory.people_of(chat.chat);
            if (at == now.end() || !people) continue;  // undone
            if (at->second != chat.revision) {
                for (const auto& chunk : chat.chunks)
                    for (std::uint32_t row = 0; row < chunk->size(); ++row)
                        changed_.push_back(chunk->id_of(row));
                for (const auto& row : chat.erased) changed_.push_back(row.id);
                continue;
            }
            // The numbers of the senders must come out as they lie in the chunks.
            for (const auto person : chat.people) people->index(person);
            auto& parts = parts_[chat.chat];
            if (!chat.chunks.empty()) parts.runs.push_back({std::move(chat.chunks), {}, {}});
            parts.erased = std::move(chat.erased);
            parts.from_cache = true;
        }
    }

    void show() {
        std::vector<std::pair<ChatId, Parts*>> chats;
        for (auto& [chat, parts] : parts_) chats.emplace_back(chat, &parts);
        std::vector<std::vector<ChunkPtr>> chunks(chats.size());
        std::vector<std::optional<RowOrder>> ends(chats.size());
        in_parallel(threads_, chats.size(), [&](std::size_t i) {
            auto reader = core_.readers.take();
            auto& runs = chats[i].second->runs;
            if (runs.size() == 1) ends[i] = runs[0].last;
            chunks[i] = join_runs(std::move(runs), reader->messages);
        });
        std::unordered_map<ChatId, std::uint64_t> unchanged;
        for (std::size_t i = 0; i < chats.size(); ++i) {
            auto* state = core_.picture.find(chats[i].first);
            if (!state) continue;
            auto& erased = chats[i].second->erased;
            std::ranges::sort(erased, {},
                              [](const ErasedRow& row) { return std::pair{row.time, row.id}; });
            core_.picture.set_rows(*state, std::move(chunks[i]),
                                   SharedList<ErasedRow>{std::move(erased)}, ends[i]);
            if (chats[i].second->from_cache)
                unchanged.emplace(chats[i].first, state->rows->version);
        }
        core_.cache.remember(unchanged);
    }

    Core& core_;
    int threads_;
    std::int64_t upto_ = 0;
    std::vector<MessageId> changed_;
    std::unordered_map<ChatId, Parts> parts_;
};

}  // namespace

void load_rows(Core& core) {
    Loading{core}.run();
    ::malloc_trim(0);
}

}  // namespace kith::store
