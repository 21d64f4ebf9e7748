// Changing single rows.
#include "store/changes.h"

#include <algorithm>
#include <optional>

#include "base/error.h"
#include "store/seconds.h"

namespace kith::store {
namespace {

std::optional<std::uint64_t> place_of(const ChatRows& rows, const StoredRow& wanted) {
    const auto second = std::clamp<std::int64_t>(second_of(wanted.row.time), 0, UINT32_MAX);
    std::vector<PlacedRow> found;
    SecondCursor{rows}.find(static_cast<std::uint32_t>(second), found);
    for (const auto& at : found)
        if (rows.chunks[at.chunk]->id_of(at.row) == wanted.id) return at.position;
    return std::nullopt;
}

std::optional<StoredRow> read_row(Core& core, MessageId id) {
    std::optional<StoredRow> found;
    core.write->reader.rows(std::span{&id, 1}, [&](StoredRow&& row) { found = std::move(row); });
    return found;
}

void edit_rows(Core& core, ChatState& state, std::span<const Edit> edits, const FreshRows& fresh,
               SharedList<ErasedRow> erased) {
    const bool keeps_end =
        std::ranges::none_of(edits, [](const Edit& edit) { return edit.kind == EditKind::remove; });
    core.picture.set_rows(state, edited(state.rows->chunks, edits, fresh), std::move(erased),
                          keeps_end ? state.end : std::nullopt);
}

bool in_ranges(std::span<const IdRange> ranges, std::int64_t id) {
    const auto at = std::ranges::upper_bound(ranges, id, {}, &IdRange::first);
    return at != ranges.begin() && id <= std::prev(at)->last;
}

}  // namespace

bool change_row(Core& core, MessageId id, Why why, std::function<void(Row&)> apply) {
    return on_writer(core, [&core, id, why, apply = std::move(apply)] {
        auto found = read_row(core, id);
        if (!found || (found->row.flags & kDeleted) != 0) return false;
        apply(found->row);
        {
            WriteUnit unit{core};
            core.write->messages.change(id, found->row, why, unix_millis(core.clock.now()), {});
            core.write->messages.raise_revision(found->chat);
            unit.commit();
        }
        if (why == Why::erase)
            show_erased(core, *found);
        else
            show_changed(core, *found);
        core.publish();
        return true;
    });
}

void show_changed(Core& core, const StoredRow& row) {
    auto* state = core.picture.find(row.chat);
    if (!state) return;
    const auto position = place_of(*state->rows, row);
    if (!position) return;
    const FreshRows fresh{
        build_chunks(std::span{&row.row, 1}, std::span{&row.id, 1}, *state->people)};
    const Edit edit{*position, EditKind::replace, 0};
    edit_rows(core, *state, std::span{&edit, 1}, fresh, state->rows->erased);
}

void show_erased(Core& core, const StoredRow& row) {
    auto* state = core.picture.find(row.chat);
    if (!state) return;
    const auto position = place_of(*state->rows, row);
    if (!position) return;
    auto erased = state->rows->erased;
    const auto second = std::clamp<std::int64_t>(second_of(row.row.time), 0, UINT32_MAX);
    const ErasedRow gone{static_cast<std::uint32_t>(second), row.id};
    auto& list = erased.own();
    list.insert(std::ranges::upper_bound(list, gone,
                                         [](const ErasedRow& a, const ErasedRow& b) {
                                             return std::pair{a.time, a.id} <
                                                    std::pair{b.time, b.id};
                                         }),
                gone);
    const Edit edit{*position, EditKind::remove, 0};
    edit_rows(core, *state, std::span{&edit, 1}, {}, std::move(erased));
}

void show_removed(Core& core, ChatId chat, std::span<const IdRange> gone) {
    auto* state = core.picture.find(chat);
    if (!state || gone.empty()) return;
    std::vector<Edit> edits;
    std::uint64_t base = 0;
    for (const auto& chunk : state->rows->chunks) {
        const auto columns = chunk->columns();
        const auto id_base = chunk->id_base();
        for (std::uint32_t row = 0; row < columns.size; ++row)
            if (in_ranges(gone, id_base + columns.id[row]))
                edits.push_back({base + row, EditKind::remove, 0});
        base += columns.size;
    }
    auto erased = state->rows->erased;
    if (std::any_of(erased.begin(), erased.end(),
                    [&](const ErasedRow& row) { return in_ranges(gone, row.id.value); }))
        std::erase_if(erased.own(),
                      [&](const ErasedRow& row) { return in_ranges(gone, row.id.value); });
    edit_rows(core, *state, edits, {}, std::move(erased));
}

}  // namespace kith::store
