// See find.h.
#include "search/find.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/error.h"
#include "search/cursor.h"
#include "search/find_hits.h"
#include "search/find_page.h"
#include "search/find_rows.h"

namespace kith::search {
namespace {

constexpr std::uint32_t kPartChunks = 16;  // of one chat, about 1 ms
constexpr std::uint32_t kJobChunks = 16;
constexpr std::uint32_t kJobParts = 128;

// Some chunks of one chat: what a thread works on between two questions whether to stop.
struct Part {
    std::uint32_t chat{};
    std::uint32_t first{}, last{};  // chunks
    std::uint64_t count{};          // rows found, written by the one thread that has the part
};

struct Job {
    std::size_t first{}, last{};  // parts
};

// What has to be looked at, and the times that occur there.
struct Work {
    std::vector<Part> parts;
    std::vector<Job> jobs;
    std::int64_t oldest = kEndOfTime, newest = 0;
};

void add_chat(const store::Chat& chat, std::uint32_t index, Sort sort, Work& work) {
    const auto& chunks = chat.rows->chunks;
    const auto count = static_cast<std::uint32_t>(chunks.size());
    if (count == 0) return;
    const auto first = chunks.front()->columns(), last = chunks.back()->columns();
    if (first.size > 0) work.oldest = std::min<std::int64_t>(work.oldest, first.time[0]);
    if (last.size > 0) work.newest = std::max<std::int64_t>(work.newest, last.time[last.size - 1]);
    const auto begin = static_cast<std::ptrdiff_t>(work.parts.size());
    for (std::uint32_t at = 0; at < count; at += kPartChunks)
        work.parts.push_back({index, at, std::min(at + kPartChunks, count), 0});
    // The end that the page wants comes first, so that it is soon full and the rest is only
    // counted.
    if (sort == Sort::newest) std::reverse(work.parts.begin() + begin, work.parts.end());
}

void make_jobs(Work& work) {
    std::uint32_t chunks = 0;
    Job job;
    for (std::size_t i = 0; i < work.parts.size(); ++i) {
        chunks += work.parts[i].last - work.parts[i].first;
        job.last = i + 1;
        if (chunks < kJobChunks && job.last - job.first < kJobParts) continue;
        work.jobs.push_back(job);
        job.first = job.last;
        chunks = 0;
    }
    if (job.first < work.parts.size()) work.jobs.push_back({job.first, work.parts.size()});
}

// Cost: one look at each chat, two at those that may hold a row.
Work work_of(const store::Snapshot& snapshot, const Plan& plan, Sort sort) {
    Work work;
    std::vector<Verdict> verdicts(plan.leaves.size());
    for (std::uint32_t i = 0; i < snapshot.chats.size(); ++i) {
        for (std::size_t leaf = 0; leaf < verdicts.size(); ++leaf)
            verdicts[leaf] = verdict_of(plan.leaves[leaf], snapshot.chats[i], i);
        if (verdict_of(*plan.root, verdicts) != Verdict::none)
            add_chat(snapshot.chats[i], i, sort, work);
    }
    work.newest = std::max(work.newest, work.oldest == kEndOfTime ? 0 : work.oldest);
    if (work.oldest == kEndOfTime) work.oldest = 0;
    make_jobs(work);
    return work;
}

// One thread's share.
struct Worker {
    RowMatcher matcher;
    Page page;
    std::optional<FacetCounter> facets;

    void run(const store::Snapshot& snapshot, Sort sort, Part& part) {
        const auto& chat = snapshot.chats[part.chat];
        if (matcher.enter(chat, part.chat) == Verdict::none) return;
        RowBits rows;
        for (std::uint32_t i = part.first; i < part.last; ++i) {
            const auto at = sort == Sort::newest ? part.last - 1 - (i - part.first) : i;
            const auto& chunk = *chat.rows->chunks[at];
            const auto columns = chunk.columns();
            matcher.match(at, columns, rows);
            const auto count = rows.count();
            if (count == 0) continue;
            part.count += count;
            page.add(chunk, columns, rows, part.chat, at);
            if (facets) facets->add(columns, rows);
        }
        if (facets && part.count > 0) facets->end_chat(chat);
    }
};

bool needs_clock(const Plan& plan) {
    return std::ranges::any_of(plan.leaves, [](const Leaf& leaf) {
        return leaf.about == Term::About::hour || leaf.about == Term::About::weekday;
    });
}

std::vector<Worker> workers_for(const store::Snapshot& snapshot, const Plan& plan,
                                const FindContext& context, const LocalClock& clock,
                                const Months& months, const Page& page, WithFacets facets,
                                unsigned count) {
    std::vector<Worker> workers;
    workers.reserve(count);
    for (unsigned i = 0; i < count; ++i) {
        workers.push_back({RowMatcher{plan, context, clock}, page, std::nullopt});
        if (facets == WithFacets::yes) workers.back().facets.emplace(snapshot, months);
    }
    return workers;
}

void add_hits(const store::Snapshot& snapshot, const Query& query, const Plan& plan,
              std::vector<FoundRow> rows, const FindOptions& options, Found& found) {
    if (rows.size() > options.limit) {
        rows.resize(options.limit);
        found.cursor = encode({rows.back().key, found.sort, query_hash(query.text)});
    }
    std::vector<const Needle*> words;
    for (const auto leaf : plan.marked) words.push_back(&plan.leaves[leaf].needle);
    for (const auto& row : rows) found.hits.push_back(hit_of(snapshot, row, words));
}

void search_all_of(const store::Snapshot& snapshot, const Query& query, const Plan& plan,
                   const FindContext& context, const FindOptions& options, const Page& page,
                   const ScanPool& pool, const Stop& stop, Found& found) {
    auto work = work_of(snapshot, plan, found.sort);
    LocalClock clock;
    Months months;
    if (needs_clock(plan)) clock = LocalClock{context.zone, work.oldest, work.newest};
    if (options.facets == WithFacets::yes) months = Months{context.zone, work.oldest, work.newest};
    auto workers =
        workers_for(snapshot, plan, context, clock, months, page, options.facets, pool.threads());
    pool.run(
        work.jobs.size(),
        [&](std::size_t job, unsigned worker) {
            for (auto i = work.jobs[job].first; i < work.jobs[job].last; ++i)
                workers[worker].run(snapshot, found.sort, work.parts[i]);
        },
        stop);
    std::vector<std::uint64_t> chat_counts(snapshot.chats.size());
    for (const auto& part : work.parts) {
        chat_counts[part.chat] += part.count;
        found.total += part.count;
    }
    for (std::size_t i = 1; i < workers.size(); ++i) {
        workers[0].page.merge(workers[i].page);
        if (workers[0].facets) workers[0].facets->merge(*workers[i].facets);
    }
    if (workers[0].facets) found.facets = workers[0].facets->facets(chat_counts);
    add_hits(snapshot, query, plan, std::move(workers[0].page).take(), options, found);
}

}  // namespace

Found find(const store::Snapshot& snapshot, const Query& query, const FindContext& context,
           const FindOptions& options, const ScanPool& pool, const Stop& stop) {
    const auto begin = std::chrono::steady_clock::now();
    require(options.limit >= 1 && options.limit <= kFindLimit, Errc::invalid,
            "limit must be between 1 and 200", "bad_limit");
    Found found;
    const Sort asked = options.sort.value_or(query.sort);
    found.sort = asked == Sort::best ? Sort::newest : asked;
    std::optional<ResultKey> after;
    if (!options.cursor.empty())
        after = decode_cursor(options.cursor, query_hash(query.text), found.sort).last;
    stop.check();
    Plan plan = plan_of(query, snapshot, context);
    if (options.facets == WithFacets::yes) found.facets.emplace();
    if (plan.root) {
        // One row more than the page tells whether there is another page.
        const Page page{found.sort, options.limit + 1, after};
        search_all_of(snapshot, query, plan, context, options, page, pool, stop, found);
    }
    for (const auto& problem : plan.problems)
        if (!found.error_at && problem.reason != "ambiguous") found.error_at = problem.place.first;
    found.problems = std::move(plan.problems);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    found.took_ms = took.count();
    return found;
}

}  // namespace kith::search
