// Live rows: everything that waits goes into one transaction; an answer means durable and visible.
#include <algorithm>
#include <map>

#include "base/error.h"
#include "store/core.h"
#include "store/prepared.h"

namespace kith::store {
namespace {

// Trailing chunks below this size are joined when enough of them have come together.
constexpr std::uint32_t kSmallChunk = 2048;
constexpr std::size_t kSmallChunks = 16;

struct Placed {
    LiveRequest* request{};
    MessageId id;
    bool fresh{};  // false: the client's key was there already
    bool late{};   // goes before other rows
    std::uint16_t sender{};
};

RowOrder order_of(const Row& row) {
    return {row.time, row.sequence};
}

// The chunks of one chat while a batch is put in.
class Growth {
  public:
    Growth(Core& core, ChatState& state) : core_{core}, state_{state}, end_{state.end} {
        chunks_ = state.rows->chunks;
    }

    void append(const Row& row, std::uint16_t sender, MessageId id) {
        // An older snapshot that shares the tail does not know people who came after it.
        const bool known = sender == kNobody || sender < state_.rows->people.size();
        end_ = order_of(row);
        if (known && state_.tail && !chunks_.empty() && chunks_.back() == state_.tail &&
            state_.tail->append(row, sender, id))
            return;
        join_small();
        auto tail = ChunkBuilder::tail(id);
        if (tail->append(row, sender, id)) {
            state_.tail = tail;
            chunks_.push_back(tail);
            fresh_tail_ = true;
        } else {  // too long for a tail
            for (auto& chunk : build_chunks(std::span{&row, 1}, std::span{&id, 1}, *state_.people))
                chunks_.push_back(std::move(chunk));
        }
        // The people of the new tail are published with it.
        if (!known) publish_rows();
    }

    void insert(const Row& row, MessageId id) {
        publish_rows();
        const auto position = position_of(*state_.rows, order_of(row), core_.write->reader);
        const FreshRows fresh{build_chunks(std::span{&row, 1}, std::span{&id, 1}, *state_.people)};
        const Edit edit{position, EditKind::insert, 0};
        chunks_ = edited(chunks_, std::span{&edit, 1}, fresh);
        publish_rows();
    }

    // True when the chat has got a tail it did not have.
    bool finish() {
        publish_rows();
        return fresh_tail_;
    }

  private:
    void join_small() {
        std::size_t small = 0, rows = 0;
        while (small < chunks_.size() && chunks_[chunks_.size() - 1 - small]->size() < kSmallChunk)
            rows += chunks_[chunks_.size() - 1 - small++]->size();
        if (small < kSmallChunks && rows < kChunkRows) return;
        ChunkList joined;
        for (auto i = chunks_.size() - small; i < chunks_.size(); ++i) joined.append(chunks_[i]);
        chunks_.resize(chunks_.size() - small);
        for (auto& chunk : joined.take()) chunks_.push_back(std::move(chunk));
    }

    void publish_rows() { core_.picture.set_rows(state_, chunks_, state_.rows->erased, end_); }

    Core& core_;
    ChatState& state_;
    std::vector<ChunkPtr> chunks_;
    std::optional<RowOrder> end_;
    bool fresh_tail_ = false;
};

// Packs the tails that were begun first when there are too many of them.
void limit_tails(Core& core) {
    auto& tails = core.write->tails;
    while (tails.size() > kTails) {
        auto* state = core.picture.find(tails.front());
        tails.pop_front();
        if (!state || !state->tail) continue;
        ChunkBuilder copy;
        copy.add(*state->tail, 0, state->tail->size());
        auto chunks = state->rows->chunks;
        chunks.pop_back();
        ChunkList list{std::move(chunks)};
        list.append(copy.build());
        core.picture.set_rows(*state, list.take(), state->rows->erased, state->end);
    }
}

class Batch {
  public:
    explicit Batch(Core& core) : core_{core}, write_{*core.write} {}

    // In the transaction.
    void write(LiveRequest& request) {
        const auto chat = request.row.chat;
        const auto& key = request.row.client_key;
        if (!key.empty()) {
            const bool known = write_.find_key.bind_all(chat.value, key).step();
            const MessageId id{known ? write_.find_key.integer(0) : 0};
            write_.find_key.reset();
            if (known) {
                placed_.push_back({&request, id});
                return;
            }
        }
        const auto people = core_.directory.people_of(chat);
        require(people != nullptr, Errc::not_found, "no such chat", "no_chat");
        const auto& row = request.row.row;
        const auto sender = people->index(row.sender);
        auto& end = ends_.try_emplace(chat, known_end(chat)).first->second;
        const bool late = end && order_of(row) < *end;
        const MessageId id{write_.next_id++};
        write_.messages.insert(id, chat, row, {});
        if (!key.empty()) write_.add_key.bind_all(chat.value, key, id.value).run();
        if (late)
            write_.messages.raise_revision(chat);
        else
            end = order_of(row);
        placed_.push_back({&request, id, true, late, sender});
    }

    // After the commit.
    void show() {
        std::map<ChatId, Growth> chats;
        for (const auto& placed : placed_) {
            if (!placed.fresh) continue;
            const auto chat = placed.request->row.chat;
            const auto& row = placed.request->row.row;
            auto at = chats.find(chat);
            if (at == chats.end())
                at = chats.try_emplace(chat, core_, *core_.picture.find(chat)).first;
            if (placed.late)
                at->second.insert(row, placed.id);
            else
                at->second.append(row, placed.sender, placed.id);
            ++rows_;
        }
        for (auto& [chat, growth] : chats)
            if (growth.finish()) {
                std::erase(write_.tails, chat);
                write_.tails.push_back(chat);
            }
        limit_tails(core_);
        if (rows_ != 0) core_.publish();
        core_.rows_since_cache += rows_;
    }

    void answer() {
        for (const auto& placed : placed_) placed.request->done.set_value(placed.id);
    }

  private:
    std::optional<RowOrder> known_end(ChatId chat) {
        auto* state = core_.picture.find(chat);
        return state ? end_of(core_, *state) : std::nullopt;
    }

    Core& core_;
    WriteSide& write_;
    std::vector<Placed> placed_;
    std::map<ChatId, std::optional<RowOrder>> ends_;
    std::int64_t rows_ = 0;
};

}  // namespace

std::optional<RowOrder> end_of(Core& core, ChatState& state) {
    if (state.end || state.rows->chunks.empty()) return state.end;
    const auto& last = *state.rows->chunks.back();
    const auto id = last.id_of(last.size() - 1);
    std::vector<RowFacts> facts;
    core.write->reader.facts(std::span{&id, 1}, facts);
    if (!facts.empty()) state.end = RowOrder{facts[0].time, facts[0].sequence};
    return state.end;
}

void commit_live(Core& core, std::vector<LiveRequest>& requests) {
    std::vector<LiveRequest*> refused;
    std::exception_ptr failure;
    Batch batch{core};
    try {
        WriteUnit unit{core};
        for (auto& request : requests) {
            try {
                batch.write(request);
            } catch (const Error& error) {
                // Trouble with one row ends that row; trouble with the database ends all.
                if (error.code() == Errc::unavailable) throw;
                request.done.set_exception(std::current_exception());
                refused.push_back(&request);
            }
        }
        unit.commit();
    } catch (...) {
        failure = std::current_exception();
    }
    if (failure) {
        for (auto& request : requests)
            if (std::ranges::find(refused, &request) == refused.end())
                request.done.set_exception(failure);
        return;
    }
    batch.show();
    batch.answer();
}

}  // namespace kith::store
