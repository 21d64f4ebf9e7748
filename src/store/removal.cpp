// Taking whole chats out: their rows, what belongs to them, and the traces of their texts.
#include <algorithm>
#include <vector>

#include "base/error.h"
#include "store/changes.h"
#include "store/core.h"
#include "store/directory_table.h"
#include "store/schema.h"

namespace kith::store {
namespace {

// Pages that become free, of long texts, are blotted out while it lives, too.
class BlotOut {
  public:
    explicit BlotOut(db::Connection& on) : on_{on} { on_.execute("pragma secure_delete=on"); }
    ~BlotOut() {
        try {
            on_.execute("pragma secure_delete=fast");
        } catch (const Error&) {  // it stays on: slower, not wrong
        }
    }
    BlotOut(const BlotOut&) = delete;
    BlotOut& operator=(const BlotOut&) = delete;

  private:
    db::Connection& on_;
};

// The ids of all rows of a chat, also of erased ones, as runs. Cost: the ids of the chat.
std::vector<IdRange> ids_of(const ChatState& state) {
    std::vector<std::int64_t> ids;
    for (const auto& chunk : state.rows->chunks)
        for (std::uint32_t row = 0; row < chunk->size(); ++row)
            ids.push_back(chunk->id_of(row).value);
    for (const auto& row : state.rows->erased) ids.push_back(row.id.value);
    std::ranges::sort(ids);
    std::vector<IdRange> runs;
    for (const auto id : ids) {
        if (!runs.empty() && runs.back().last + 1 == id)
            runs.back().last = id;
        else
            runs.push_back({id, id});
    }
    return runs;
}

// Rows are not deleted but emptied where they lie: deleting joins pages, and the neighbours that
// move leave copies of their texts between the cells, which no setting blots out. What is left of a
// row, some twenty bytes, is of no chat and says nothing.
void empty_rows(Core& core, ChatId chat, const std::vector<IdRange>& runs) {
    auto& on = core.write->on;
    auto& rows = on.kept(
        "update message set chat = 0, ts = 0, seq = 0, sender = null, kind = 0, flags = $3, "
        "raw_type = 0, import = null, skey = null, extra = null, body = null "
        "where id between $1 and $2");
    auto& old = on.kept(
        "update message_old set at = 0, kind = 0, flags = 0, raw_type = 0, import = null, "
        "extra = null, body = null where message between $1 and $2");
    for (const auto& run : runs) {
        rows.bind_all(run.first, run.last, kDeleted).run();
        old.bind_all(run.first, run.last).run();
    }
    on.kept("update chat set title = null where id = $1").bind(1, chat.value).run();
    on.kept("delete from live_key where chat = $1").bind(1, chat.value).run();
    // An import tells what is left of it.
    on.kept(
          "update import set added = added - coalesce((select sum(last - first + 1) from "
          "import_span where import = import.id and chat = $1), 0) where id in (select import "
          "from import_span where chat = $1)")
        .bind(1, chat.value)
        .run();
    on.kept("delete from import_span where chat = $1").bind(1, chat.value).run();
}

}  // namespace

void remove_chats(Core& core, std::span<const ChatId> chats,
                  const std::function<void(db::Connection&)>& together) {
    auto& on = core.write->on;
    Directory::Found gone;
    const BlotOut blot_out{on};
    {
        WriteUnit unit{core};
        gone.chats.assign(chats.begin(), chats.end());
        std::ranges::sort(gone.chats);
        gone.chats.erase(std::unique(gone.chats.begin(), gone.chats.end()), gone.chats.end());
        std::erase_if(gone.chats, [&](ChatId id) { return !core.directory.has_chat(id); });
        for (const auto id : gone.chats) {
            const auto* state = core.picture.find(id);
            if (!state) continue;
            empty_rows(core, id, ids_of(*state));
        }
        delete_from_directory(on, gone);
        const auto [person, chat] = core.directory.next_ids();
        set_meta(on, kNextMessage, core.write->next_id);
        set_meta(on, kNextChat, chat.value);
        if (together) together(on);
        unit.commit();
    }
    core.directory.remove(gone);
    core.picture.remove(gone);
    core.publish();
}

}  // namespace kith::store
