// Which incoming rows are already there.
#include "store/match.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

#include "store/seconds.h"
#include "text/fold.h"

namespace kith::store {
namespace {

constexpr std::size_t kFew = 8;  // so many are compared one by one

// A stored row of the second that is looked at.
struct Candidate {
    std::uint64_t position{};
    std::uint32_t chunk{}, row{};
    RowFacts facts;
    bool erased{}, found{}, taken{};
};

// Incoming rows [first, last) of one second and the stored rows [begin, end) of it.
struct Group {
    std::size_t first{}, last{};
    std::size_t begin{}, end{};
    std::uint64_t position{};  // where the second begins
};

std::uint32_t column_second(const Row& row) {
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(second_of(row.time), 0, UINT32_MAX));
}

class Matcher {
  public:
    Matcher(const ChatRows& stored, std::span<const Row> incoming, const Reading& reading,
            const ImportFormats& formats, MessageReader& reader)
        : stored_{stored},
          incoming_{incoming},
          reading_{reading},
          formats_{formats},
          reader_{reader},
          made_(incoming.size()) {}

    std::vector<Matched> run() {
        collect();
        read_facts();
        for (const auto& group : groups_) {
            by_id(group);
            by_content(group);
            place(group);
        }
        return std::move(made_);
    }

  private:
    void collect() {
        SecondCursor cursor{stored_};
        std::vector<PlacedRow> found;
        const auto* erased = stored_.erased.begin();
        for (std::size_t first = 0; first < incoming_.size();) {
            const auto second = column_second(incoming_[first]);
            auto last = first + 1;
            while (last < incoming_.size() && column_second(incoming_[last]) == second) ++last;
            found.clear();
            Group group{first, last, candidates_.size(), 0, cursor.find(second, found)};
            for (const auto& at : found)
                candidates_.push_back(
                    {at.position, at.chunk, at.row, {stored_.chunks[at.chunk]->id_of(at.row)}});
            while (erased != stored_.erased.end() && erased->time < second) ++erased;
            for (; erased != stored_.erased.end() && erased->time == second; ++erased)
                candidates_.push_back({0, 0, 0, {erased->id}, true});
            group.end = candidates_.size();
            groups_.push_back(group);
            first = last;
        }
    }

    void read_facts() {
        std::vector<std::uint32_t> order(candidates_.size());
        std::iota(order.begin(), order.end(), 0u);
        std::ranges::sort(order, {}, [&](auto i) { return candidates_[i].facts.id; });
        std::vector<MessageId> ids;
        ids.reserve(order.size());
        for (const auto i : order) ids.push_back(candidates_[i].facts.id);
        std::vector<RowFacts> facts;
        facts.reserve(ids.size());
        reader_.facts(ids, facts);
        std::size_t next = 0;
        for (const auto i : order) {
            auto& candidate = candidates_[i];
            candidate.found = next < facts.size() && facts[next].id == candidate.facts.id;
            if (candidate.found) candidate.facts = facts[next++];
            candidate.taken = !candidate.found;
        }
    }

    bool same_format(const Candidate& candidate) {
        if (candidate.facts.import == 0) return false;
        if (reading_.format.empty()) return true;
        const auto [at, fresh] = known_.try_emplace(candidate.facts.import);
        if (fresh) at->second = formats_.of(candidate.facts.import) == reading_.format;
        return at->second;
    }

    bool added_just_now(const Candidate& candidate) const {
        return reading_.import && candidate.facts.import == reading_.import.value &&
               candidate.facts.id >= reading_.first;
    }

    Candidate* with_key(const Group& group, std::int64_t key) {
        if (group.end - group.begin <= kFew) {
            for (auto i = group.begin; i < group.end; ++i)
                if (!candidates_[i].taken && candidates_[i].facts.source_key == key)
                    return &candidates_[i];
            return nullptr;
        }
        const auto at = keyed_.find(key);
        return at == keyed_.end() || at->second->taken ? nullptr : at->second;
    }

    void by_id(const Group& group) {
        keyed_.clear();
        if (group.end - group.begin > kFew)
            for (auto i = group.begin; i < group.end; ++i)
                if (candidates_[i].facts.source_key != 0)
                    keyed_.try_emplace(candidates_[i].facts.source_key, &candidates_[i]);
        for (auto i = group.first; i < group.last; ++i) {
            const auto& row = incoming_[i];
            auto* candidate = row.source_key == 0 ? nullptr : with_key(group, row.source_key);
            if (!candidate) continue;
            candidate->taken = true;
            const bool changed = !candidate->erased && differs(*candidate, row) &&
                                 same_format(*candidate) && !owners(*candidate);
            made_[i] = {changed ? Verdict::change : Verdict::same, candidate->position,
                        candidate->facts.id};
        }
    }

    bool differs(const Candidate& candidate, const Row& row) {
        const auto& chunk = *stored_.chunks[candidate.chunk];
        if (chunk.columns().kind[candidate.row] != static_cast<std::uint8_t>(row.kind)) return true;
        text_.clear();
        chunk.append_text(candidate.row, text_);
        return text_ != row.text;
    }

    bool owners(const Candidate& candidate) {
        const auto flags = stored_.chunks[candidate.chunk]->columns().flags[candidate.row];
        return (flags & (kEdited | kRecalled)) != 0 && reader_.changed_by_owner(candidate.facts.id);
    }

    static std::string content(PersonId sender, Kind kind, std::string_view text) {
        auto made = std::to_string(sender.value);
        made += ' ';
        made += static_cast<char>(kind);
        const auto folded = text::fold(text);
        made.append(reinterpret_cast<const char*>(folded.data()), folded.size() * sizeof(char16_t));
        return made;
    }

    std::string content(const Candidate& candidate) {
        if (candidate.erased) {
            std::string made;
            const std::array id{candidate.facts.id};
            reader_.rows(id, [&](StoredRow&& row) {
                made = content(row.row.sender, row.row.kind, row.row.text);
            });
            return made;
        }
        const auto& chunk = *stored_.chunks[candidate.chunk];
        const auto columns = chunk.columns();
        const auto sender = columns.sender[candidate.row];
        return content(sender < stored_.people.size() ? stored_.people[sender] : PersonId{},
                       static_cast<Kind>(columns.kind[candidate.row]),
                       chunk.text_of(candidate.row));
    }

    // Equal content: first those that an id does not tell from others.
    struct Equals {
        std::vector<Candidate*> free, bound;
        std::size_t next_free = 0, next_bound = 0;
    };

    void by_content(const Group& group) {
        const auto open = [&](std::size_t i) { return made_[i].verdict == Verdict::add; };
        bool any = false;
        for (auto i = group.first; i < group.last && !any; ++i) any = open(i);
        if (!any) return;
        std::unordered_map<std::string, Equals> equals;
        for (auto i = group.begin; i < group.end; ++i) {
            auto& candidate = candidates_[i];
            if (candidate.taken || added_just_now(candidate)) continue;
            auto& list = equals[content(candidate)];
            const bool is_free = candidate.facts.source_key == 0 || !same_format(candidate);
            (is_free ? list.free : list.bound).push_back(&candidate);
        }
        if (equals.empty()) return;
        for (auto i = group.first; i < group.last; ++i) {
            if (!open(i)) continue;
            const auto& row = incoming_[i];
            const auto at = equals.find(content(row.sender, row.kind, row.text));
            if (at == equals.end()) continue;
            auto& list = at->second;
            Candidate* hit = nullptr;
            if (list.next_free < list.free.size())
                hit = list.free[list.next_free++];
            else if (row.source_key == 0 && list.next_bound < list.bound.size())
                hit = list.bound[list.next_bound++];
            if (hit) made_[i] = {Verdict::same, hit->position, hit->facts.id};
        }
    }

    void place(const Group& group) {
        for (auto i = group.first; i < group.last; ++i) {
            if (made_[i].verdict != Verdict::add) continue;
            const RowOrder order{incoming_[i].time, incoming_[i].sequence};
            const auto after = std::upper_bound(
                candidates_.begin() + static_cast<std::ptrdiff_t>(group.begin),
                candidates_.begin() + static_cast<std::ptrdiff_t>(group.end), order,
                [](const RowOrder& wanted, const Candidate& candidate) {
                    if (candidate.erased) return true;  // they stand behind the others
                    return wanted < RowOrder{candidate.facts.time, candidate.facts.sequence};
                });
            const auto rows_before = after - candidates_.begin();
            made_[i].position =
                group.position + (static_cast<std::size_t>(rows_before) - group.begin);
        }
    }

    const ChatRows& stored_;
    std::span<const Row> incoming_;
    const Reading& reading_;
    const ImportFormats& formats_;
    MessageReader& reader_;
    std::vector<Matched> made_;
    std::vector<Candidate> candidates_;
    std::vector<Group> groups_;
    std::unordered_map<std::int64_t, Candidate*> keyed_;
    std::unordered_map<std::int64_t, bool> known_;  // import: is it of our format?
    std::string text_;
};

}  // namespace

void ImportFormats::set(ImportId import, std::string_view format) {
    const std::lock_guard guard{mutex_};
    formats_[import.value] = format;
}

std::string ImportFormats::of(std::int64_t import) const {
    const std::lock_guard guard{mutex_};
    const auto at = formats_.find(import);
    return at == formats_.end() ? std::string{} : at->second;
}

std::vector<Matched> match(const ChatRows& stored, std::span<const Row> incoming,
                           const Reading& reading, const ImportFormats& formats,
                           MessageReader& reader) {
    return Matcher{stored, incoming, reading, formats, reader}.run();
}

std::uint64_t position_of(const ChatRows& stored, RowOrder order, MessageReader& reader) {
    SecondCursor cursor{stored};
    std::vector<PlacedRow> found;
    Row row;
    row.time = order.time;
    const auto begin = cursor.find(column_second(row), found);
    std::vector<MessageId> ids;
    for (const auto& at : found) ids.push_back(stored.chunks[at.chunk]->id_of(at.row));
    std::ranges::sort(ids);
    std::vector<RowFacts> facts;
    reader.facts(ids, facts);
    return begin + static_cast<std::uint64_t>(std::ranges::count_if(facts, [&](const auto& one) {
               return !(order < RowOrder{one.time, one.sequence});
           }));
}

}  // namespace kith::store
