// Live rows and small changes: everything that waits goes into one transaction; an answer means
// durable and visible.
#include <algorithm>
#include <deque>
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
    ChatId chat;
    const Row* row{};
    MessageId id;
    bool late{};  // goes before other rows
    std::uint16_t sender{};
};

// What it does can be taken back alone.
bool has_part(const LiveRequest& request) {
    return request.work || request.row.together;
}

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

}  // namespace

// What one transaction of live rows and small changes does, in the order it was asked for.
class LiveBatch {
  public:
    explicit LiveBatch(Core& core) : core_{core}, write_{*core.write} {}

    void begin(WriteUnit& unit) { unit_ = &unit; }
    // After the commit.
    void end() {
        const auto learned = unit_->learned();
        learned_ = learned.accounts + learned.people + learned.chats != 0;
        unit_ = nullptr;
    }

    // In the transaction. A request that fails leaves nothing behind, unless the database itself
    // does.
    void write(LiveRequest& request) {
        if (!has_part(request)) {
            answers_.emplace_back(&request, append(request.row).id);
            return;
        }
        const Place before{placed_.size(), write_.next_id, unit_->learned()};
        try {
            db::Savepoint part{write_.on};
            MessageId id;
            if (request.work) {
                Writing to{*this};
                request.work(to);
            } else {
                id = append(request.row).id;
            }
            part.keep();
            answers_.emplace_back(&request, id);
        } catch (...) {
            back_to(before);
            throw;
        }
    }

    Writing::Appended append(LiveRow& given) {
        const auto chat = given.chat;
        const auto& key = given.client_key;
        if (!key.empty()) {
            const bool known = write_.find_key.bind_all(chat.value, key).step();
            const MessageId id{known ? write_.find_key.integer(0) : 0};
            write_.find_key.reset();
            if (known) return {id, false};
        }
        const auto people = core_.directory.people_of(chat);
        require(people != nullptr, Errc::not_found, "no such chat", "no_chat");
        const auto& row = given.row;
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
        placed_.push_back({chat, &row, id, late, sender});
        if (given.together) given.together(write_.on, id);
        return {id, true};
    }

    // A row that lives as long as the batch.
    LiveRow& hold(LiveRow&& row) { return held_.emplace_back(std::move(row)); }

    Core& core() { return core_; }
    WriteUnit& unit() { return *unit_; }

    // After the commit.
    void show() {
        std::map<ChatId, Growth> chats;
        for (const auto& placed : placed_) {
            auto at = chats.find(placed.chat);
            if (at == chats.end())
                at = chats.try_emplace(placed.chat, core_, *core_.picture.find(placed.chat)).first;
            if (placed.late)
                at->second.insert(*placed.row, placed.id);
            else
                at->second.append(*placed.row, placed.sender, placed.id);
        }
        for (auto& [chat, growth] : chats)
            if (growth.finish()) {
                std::erase(write_.tails, chat);
                write_.tails.push_back(chat);
            }
        limit_tails(core_);
        if (!placed_.empty() || learned_) core_.publish();
        core_.rows_since_cache += static_cast<std::int64_t>(placed_.size());
    }

    void answer() {
        for (const auto& [request, id] : answers_) request->done.set_value(id);
    }

  private:
    struct Place {
        std::size_t rows{};
        std::int64_t next_id{};
        WriteUnit::Learned learned;
    };

    void back_to(const Place& before) {
        placed_.resize(before.rows);
        write_.next_id = before.next_id;
        unit_->unlearn(before.learned);
        ends_.clear();
        for (const auto& placed : placed_) {
            auto& end = ends_.try_emplace(placed.chat, known_end(placed.chat)).first->second;
            if (!placed.late) end = order_of(*placed.row);
        }
    }

    std::optional<RowOrder> known_end(ChatId chat) {
        auto* state = core_.picture.find(chat);
        return state ? end_of(core_, *state) : std::nullopt;
    }

    Core& core_;
    WriteSide& write_;
    WriteUnit* unit_ = nullptr;
    std::deque<LiveRow> held_;
    std::vector<Placed> placed_;
    std::vector<std::pair<LiveRequest*, MessageId>> answers_;
    std::map<ChatId, std::optional<RowOrder>> ends_;
    bool learned_ = false;
};

db::Connection& Writing::on() {
    return batch_.core().write->on;
}

AccountId Writing::account(std::string_view network, std::string_view key) {
    const auto id = batch_.core().directory.account(network, key);
    batch_.unit().learn();
    return id;
}

void Writing::set_self(AccountId account, PersonId self) {
    batch_.core().directory.set_self(account, self);
    batch_.unit().learn();
}

PersonId Writing::person(const Person& person) {
    const auto id = batch_.core().directory.person(person, {});
    batch_.unit().learn();
    return id;
}

ChatId Writing::chat(const ChatInfo& info) {
    const auto id = batch_.core().directory.chat(info, {});
    batch_.unit().learn();
    return id;
}

Writing::Appended Writing::append(LiveRow row) {
    check_row(row);
    return batch_.append(batch_.hold(std::move(row)));
}

void check_row(const LiveRow& row) {
    require(row.row.text.size() <= kTextBytes && row.row.body.size() <= kTextBytes, Errc::too_large,
            "the message is too long", "too_long");
    require(row.row.time >= kOldestTime && row.row.time < kNewestTime, Errc::invalid,
            "the time of the message is out of range", "bad_time");
}

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
    LiveBatch batch{core};
    const auto refuse = [&](LiveRequest& request) {
        request.done.set_exception(std::current_exception());
        refused.push_back(&request);
    };
    try {
        WriteUnit unit{core};
        batch.begin(unit);
        for (auto& request : requests) {
            try {
                batch.write(request);
            } catch (const Error& error) {
                // Trouble with one request ends that one; trouble with the database ends all.
                if (db::is_trouble(error)) throw;
                refuse(request);
            } catch (const std::exception&) {
                if (!has_part(request)) throw;
                refuse(request);
            }
        }
        unit.commit();
        batch.end();
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
