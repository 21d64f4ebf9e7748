// An independent answer to substring searches: every text of a snapshot folded whole by utf8proc,
// then looked through with find. Slow and simple. Also makes small snapshots and draws queries.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/substring.h"
#include "store/snapshot.h"
#include "tests/text/utf8proc_fold.h"

namespace kith::search::oracle {

inline std::string folded(std::string text) {
    return text::folded_by_utf8proc(std::move(text));
}

// The text of a row; for a system test, read from the original instead of from the chunk.
using TextOf =
    std::function<std::string(const store::Chat&, std::uint32_t chunk, std::uint32_t row)>;

inline std::string text_in_chunk(const store::Chat& chat, std::uint32_t chunk, std::uint32_t row) {
    return chat.rows->chunks[chunk]->text_of(row);
}

class Oracle {
  public:
    // Keeps a reference to the snapshot. Holds every text in memory.
    explicit Oracle(const store::Snapshot& snapshot, const TextOf& text_of = text_in_chunk)
        : snapshot_{snapshot} {
        for (std::uint32_t chat = 0; chat < snapshot.chats.size(); ++chat) {
            const auto& chunks = snapshot.chats[chat].rows->chunks;
            for (std::uint32_t chunk = 0; chunk < chunks.size(); ++chunk)
                for (std::uint32_t row = 0; row < chunks[chunk]->size(); ++row)
                    add(chat, chunk, row, text_of(snapshot.chats[chat], chunk, row));
        }
    }

    // As search_all() should answer. Cost: all texts.
    std::vector<ChatHits> search(std::string_view query, const Substring& what) const {
        const auto needle = folded(std::string{query});
        std::vector<ChatHits> all;
        if (needle.empty()) return all;
        for (auto text = texts_.rbegin(); text != texts_.rend(); ++text) {
            if (text->folded.find(needle) == std::string::npos || !wanted(*text, what)) continue;
            if (all.empty() || all.back().chat != text->chat) all.push_back({text->chat, 0, {}});
            auto& hits = all.back();
            ++hits.count;
            if (hits.newest.size() < what.newest) hits.newest.push_back(text->at);
        }
        std::reverse(all.begin(), all.end());
        return all;
    }

    // A piece of a text of `units` code points, or "" when the drawn text is too short.
    std::string draw(std::mt19937& random, std::size_t points) const {
        const auto& text = texts_[random() % texts_.size()].original;
        std::vector<std::size_t> starts;
        for (std::size_t i = 0; i < text.size(); ++i)
            if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) starts.push_back(i);
        starts.push_back(text.size());
        if (starts.size() <= points) return {};
        const auto first = random() % (starts.size() - points);
        return text.substr(starts[first], starts[first + points] - starts[first]);
    }

    std::size_t size() const { return texts_.size(); }

  private:
    struct Text {
        std::uint32_t chat{};
        store::RowAt at;
        Kind kind{};
        std::string original, folded;
    };

    void add(std::uint32_t chat, std::uint32_t chunk, std::uint32_t row, std::string text) {
        const auto kind = snapshot_.chats[chat].rows->chunks[chunk]->columns().kind[row];
        auto plain = oracle::folded(text);
        texts_.push_back({chat, {chunk, row}, static_cast<Kind>(kind), std::move(text), plain});
    }

    bool wanted(const Text& text, const Substring& what) const {
        if (what.where == Where::text && text.kind != Kind::text) return false;
        if (what.where == Where::extra && text.kind == Kind::text) return false;
        const auto& chat = snapshot_.chats[text.chat];
        const auto columns = chat.rows->chunks[text.at.chunk]->columns();
        const std::int64_t time = columns.time[text.at.row];
        if (what.range.from != 0 && time < what.range.from) return false;
        if (what.range.to != 0 && time > what.range.to) return false;
        if ((columns.flags[text.at.row] & kDeleted) != 0) return false;
        return !what.test || what.test(*chat.rows->chunks[text.at.chunk], columns, text.at.row);
    }

    const store::Snapshot& snapshot_;
    std::vector<Text> texts_;
};

inline bool same(const std::vector<ChatHits>& a, const std::vector<ChatHits>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.chat == y.chat && x.count == y.count &&
               std::equal(x.newest.begin(), x.newest.end(), y.newest.begin(), y.newest.end(),
                          [](auto p, auto q) { return p.chunk == q.chunk && p.row == q.row; });
    });
}

// How many of `queries` queries are answered otherwise than by the oracle: drawn pieces of 1 to 8
// code points, sometimes changed, and random ones.
inline std::size_t differences(const store::Snapshot& snapshot, const Oracle& oracle,
                               const ScanPool& pool, std::size_t queries, unsigned seed) {
    std::mt19937 random{seed};
    const auto bytes = sample(snapshot);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < queries; ++i) {
        auto query = oracle.draw(random, 1 + random() % 8);
        if (random() % 10 == 0) query += oracle.draw(random, 1);
        Substring what{.needle = Needle::of(query, bytes)};
        what.where = static_cast<Where>(random() % 3);
        if (random() % 8 == 0) what.newest = 1 + random() % 200;
        wrong += !same(search_all(snapshot, what, pool, Stop{}), oracle.search(query, what));
    }
    return wrong;
}

// A snapshot with one chat for each list of chunks.
inline store::Snapshot snapshot_of(std::vector<std::vector<store::ChunkPtr>> chats) {
    store::Snapshot snapshot;
    for (std::size_t i = 0; i < chats.size(); ++i) {
        auto info = std::make_shared<store::ChatInfo>();
        info->id = store::ChatId{static_cast<std::int64_t>(i + 1)};
        auto rows = std::make_shared<store::ChatRows>();
        rows->chunks = std::move(chats[i]);
        for (const auto& chunk : rows->chunks) snapshot.messages += chunk->size();
        snapshot.chats.push_back({std::move(info), std::move(rows)});
    }
    return snapshot;
}

}  // namespace kith::search::oracle
