// Exact substring search over a snapshot.
#include "search/substring.h"

#include <algorithm>
#include <numeric>

namespace kith::search {
namespace {

// Chats are cut into pieces of at most this many chunks, and pieces collected into jobs of about
// this many rows: so one huge chat keeps all threads busy, and a thousand small ones cost no more
// hand-overs than a few large ones. 0.1 ms of work.
constexpr std::uint32_t kPieceChunks = 16;
constexpr std::uint64_t kJobRows = 32'768;

struct Piece {
    std::uint32_t chat{};
    std::uint32_t first_chunk{}, last_chunk{};
};

struct Job {
    std::size_t first_piece{}, last_piece{};
    std::vector<ChatHits> hits;  // ascending by chat
};

// What one thread needs, on cache lines of its own. The scanners remember their pace from chat to
// chat.
struct alignas(128) Worker {
    explicit Worker(const Substring& what)
        : text{what.needle, what.isa}, extra{what.needle, what.isa} {}
    Scanner text, extra;
    RowBits bits;
    std::vector<std::uint32_t> rows;
};

struct ChunkRows {
    std::uint32_t chunk{};
    store::Columns columns;
    std::uint32_t first{}, last{};
};

// Newest `limit` rows of the chunk; returns how many there are in all.
std::uint32_t newest_rows(const ChunkRows& in, const Substring& what, std::uint32_t limit,
                          Worker& worker) {
    worker.rows.clear();
    std::uint32_t count = 0;
    if (what.where != Where::extra)
        count += worker.text.newest(in.columns.text, in.first, in.last, limit, worker.rows);
    if (what.where != Where::text) {
        count += worker.extra.newest(in.columns.extra, in.first, in.last, limit, worker.rows);
        std::sort(worker.rows.begin(), worker.rows.end(), std::greater{});
    }
    if (worker.rows.size() > limit) worker.rows.resize(limit);
    return count;
}

// The same where each row must be looked at: deleted rows, or a test of the caller. Cost: hits.
std::uint32_t tested_rows(const store::Chunk& chunk, const ChunkRows& in, const Substring& what,
                          std::uint32_t limit, Worker& worker) {
    worker.rows.clear();
    worker.bits.clear();
    if (what.where != Where::extra)
        worker.text.match(in.columns.text, in.first, in.last, worker.bits);
    if (what.where != Where::text)
        worker.extra.match(in.columns.extra, in.first, in.last, worker.bits);
    std::uint32_t count = 0;
    worker.bits.each_newest_first([&](std::uint32_t row) {
        if ((in.columns.flags[row] & kDeleted) == 0 &&
            (!what.test || what.test(chunk, in.columns, row))) {
            ++count;
            if (worker.rows.size() < limit) worker.rows.push_back(row);
        }
        return true;
    });
    return count;
}

// Adds chunks [first, last) of the chat, newest first, so that only the newest chunks with hits
// need their rows found.
void scan_chunks(const store::Chat& chat, const Piece& piece, const Substring& what, Worker& worker,
                 ChatHits& hits) {
    for (auto chunk = piece.last_chunk; chunk-- > piece.first_chunk;) {
        ChunkRows in{chunk, chat.rows->chunks[chunk]->columns(), 0, 0};
        in.last = in.columns.size;
        if (!what.range.all()) std::tie(in.first, in.last) = rows_in(in.columns, what.range);
        if (in.first >= in.last) continue;
        const auto limit = what.newest - static_cast<std::uint32_t>(hits.newest.size());
        const bool plain = !what.test && (in.columns.flag_union & kDeleted) == 0;
        hits.count += plain ? newest_rows(in, what, limit, worker)
                            : tested_rows(*chat.rows->chunks[chunk], in, what, limit, worker);
        for (const auto row : worker.rows) hits.newest.push_back({chunk, row});
    }
}

// Pieces of the chats in order, oldest chunks first. Cost: chunks.
std::vector<Piece> cut(const store::Snapshot& snapshot, const std::vector<std::uint32_t>& chats) {
    std::vector<Piece> pieces;
    pieces.reserve(chats.size());
    for (const auto chat : chats) {
        const auto chunks = static_cast<std::uint32_t>(snapshot.chats[chat].rows->chunks.size());
        for (std::uint32_t first = 0; first < chunks; first += kPieceChunks)
            pieces.push_back({chat, first, std::min(chunks, first + kPieceChunks)});
    }
    return pieces;
}

std::uint64_t rows_of(const store::Snapshot& snapshot, const Piece& piece) {
    const auto& chunks = snapshot.chats[piece.chat].rows->chunks;
    std::uint64_t rows = 0;
    for (auto i = piece.first_chunk; i < piece.last_chunk; ++i) rows += chunks[i]->size();
    return rows;
}

std::vector<Job> collect(const store::Snapshot& snapshot, const std::vector<Piece>& pieces) {
    std::vector<Job> jobs;
    std::uint64_t rows = kJobRows;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (rows >= kJobRows) {
            jobs.push_back({i, i, {}});
            rows = 0;
        }
        rows += rows_of(snapshot, pieces[i]);
        jobs.back().last_piece = i + 1;
    }
    return jobs;
}

void run_job(const store::Snapshot& snapshot, const std::vector<Piece>& pieces,
             const Substring& what, Worker& worker, Job& job) {
    for (auto i = job.first_piece; i < job.last_piece; ++i) {
        ChatHits hits;
        hits.chat = pieces[i].chat;
        scan_chunks(snapshot.chats[hits.chat], pieces[i], what, worker, hits);
        if (hits.count != 0) job.hits.push_back(std::move(hits));
    }
}

// `newer` comes from later chunks of the same chat.
void join(ChatHits& hits, ChatHits&& newer, std::uint32_t limit) {
    hits.count += newer.count;
    newer.newest.insert(newer.newest.end(), hits.newest.begin(), hits.newest.end());
    if (newer.newest.size() > limit) newer.newest.resize(limit);
    hits.newest = std::move(newer.newest);
}

std::vector<std::uint32_t> all_chats(const store::Snapshot& snapshot) {
    std::vector<std::uint32_t> chats(snapshot.chats.size());
    std::iota(chats.begin(), chats.end(), 0u);
    return chats;
}

}  // namespace

std::vector<ChatHits> search_all(const store::Snapshot& snapshot, const Substring& what,
                                 const ScanPool& pool, const Stop& stop,
                                 const std::optional<std::vector<std::uint32_t>>& chats) {
    if (what.needle.empty()) return {};
    const auto pieces = cut(snapshot, chats ? *chats : all_chats(snapshot));
    auto jobs = collect(snapshot, pieces);
    std::vector<Worker> workers(pool.threads(), Worker{what});
    pool.run(
        jobs.size(),
        [&](std::size_t job, unsigned worker) {
            run_job(snapshot, pieces, what, workers[worker], jobs[job]);
        },
        stop);
    std::vector<ChatHits> all;
    for (auto& job : jobs)
        for (auto& hits : job.hits) {
            if (!all.empty() && all.back().chat == hits.chat)
                join(all.back(), std::move(hits), what.newest);
            else
                all.push_back(std::move(hits));
        }
    return all;
}

ChatHits search_chat(const store::Chat& chat, const Substring& what) {
    ChatHits hits;
    if (what.needle.empty()) return hits;
    Worker worker{what};
    scan_chunks(chat, {0, 0, static_cast<std::uint32_t>(chat.rows->chunks.size())}, what, worker,
                hits);
    return hits;
}

void each_chunk(const store::Chat& chat, store::Range range, const ChunkCall& call) {
    for (std::uint32_t chunk = 0; chunk < chat.rows->chunks.size(); ++chunk) {
        const auto columns = chat.rows->chunks[chunk]->columns();
        std::uint32_t first = 0, last = columns.size;
        if (!range.all()) std::tie(first, last) = rows_in(columns, range);
        if (first < last) call(chunk, columns, first, last);
    }
}

}  // namespace kith::search
