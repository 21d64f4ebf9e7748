// The store's doors: opening, looking, live rows, changes, notes.
#include "store/store.h"

#include <algorithm>
#include <system_error>

#include "base/error.h"
#include "store/changes.h"
#include "store/core.h"
#include "store/schema.h"
#include "store/store_state.h"

namespace kith::store {
namespace {

// What the directory learned becomes durable and visible.
void flush(Core& core) {
    on_writer(core, [&] {
        WriteUnit unit{core};
        unit.commit();
        core.publish();
    });
}

}  // namespace

Store::Store(std::unique_ptr<State> state) : state_{std::move(state)} {}

Store::~Store() {
    state_->core->close();
}

std::unique_ptr<Store> Store::open(const Settings& settings, const Clock& clock) {
    if (settings.file.has_parent_path()) {
        std::error_code none;  // the lock file tells when it did not work
        std::filesystem::create_directories(settings.file.parent_path(), none);
    }
    auto core = std::make_shared<Core>(settings, clock);
    core->start();
    auto state = std::make_unique<State>();
    state->core = std::move(core);
    return std::unique_ptr<Store>{new Store{std::move(state)}};
}

SnapshotPtr Store::snapshot() const {
    return state_->core->picture.current();
}

AccountId Store::account(std::string_view network, std::string_view key) {
    const auto id = state_->core->directory.account(network, key);
    flush(*state_->core);
    return id;
}

std::vector<AccountInfo> Store::accounts() const {
    std::vector<AccountInfo> list;
    for (const auto& account : state_->core->directory.accounts())
        list.push_back({account.id, account.network, account.key, account.self});
    return list;
}

void Store::set_self(AccountId account, PersonId self) {
    state_->core->directory.set_self(account, self);
    flush(*state_->core);
}

PersonId Store::add_person(const Person& person) {
    const auto id = state_->core->directory.person(person, {});
    flush(*state_->core);
    return id;
}

ChatId Store::add_chat(const ChatInfo& info) {
    const auto id = state_->core->directory.chat(info, {});
    flush(*state_->core);
    return id;
}

std::future<MessageId> Store::append(LiveRow row) {
    require(state_->core->directory.has_chat(row.chat), Errc::not_found, "no such chat", "no_chat");
    check_row(row);
    return state_->core->queue.push(std::move(row));
}

void Store::write(std::function<void(db::Connection&)> work, std::size_t bytes) {
    write_rows([&work](Writing& to) { work(to.on()); }, bytes);
}

void Store::write_rows(std::function<void(Writing&)> work, std::size_t bytes) {
    state_->core->queue.push(std::move(work), bytes).get();
}

void Store::look(const std::function<void(db::Connection&)>& work) const {
    auto reader = state_->core->readers.take();
    db::Transaction one_state{reader->on, db::Transaction::Mode::read};
    work(reader->on);
    one_state.commit();
}

void Store::remove_chats(std::span<const ChatId> chats,
                         const std::function<void(db::Connection&)>& together) {
    auto& core = *state_->core;
    on_writer(core, [&] { store::remove_chats(core, chats, together); });
    core.checkpointer.empty_soon();
    core.cache.forget(chats);
}

std::vector<Message> Store::read(std::span<const MessageId> ids) const {
    std::vector<MessageId> sorted{ids.begin(), ids.end()};
    std::ranges::sort(sorted);
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    std::vector<Message> found;
    found.reserve(sorted.size());
    {
        auto reader = state_->core->readers.take();
        reader->messages.rows(sorted, [&](StoredRow&& row) {
            if ((row.row.flags & kDeleted) == 0)
                found.push_back({row.id, row.chat, std::move(row.row)});
        });
    }
    std::vector<Message> ordered;
    ordered.reserve(ids.size());
    for (const auto id : ids) {
        const auto at = std::ranges::lower_bound(found, id, {}, &Message::id);
        if (at != found.end() && at->id == id) ordered.push_back(*at);
    }
    return ordered;
}

bool Store::edit(MessageId id, std::string_view text) {
    require(text.size() <= kTextBytes, Errc::too_large, "the message is too long", "too_long");
    return change_row(*state_->core, id, Why::edit, [text = std::string{text}](Row& row) {
        row.text = text;
        row.flags |= kEdited;
    });
}

bool Store::recall(MessageId id) {
    return change_row(*state_->core, id, Why::recall, [](Row& row) { row.flags |= kRecalled; });
}

bool Store::erase(MessageId id) {
    return change_row(*state_->core, id, Why::erase, [](Row& row) { row.flags |= kDeleted; });
}

std::optional<std::string> Store::note(std::string_view key) const {
    auto reader = state_->core->readers.take();
    auto ask = reader->on.prepare("select value from note where key = $1");
    if (!ask.bind(1, key).step()) return std::nullopt;
    return std::string{ask.text(0)};
}

void Store::set_note(std::string_view key, std::string_view value) {
    auto& core = *state_->core;
    on_writer(core, [&] {
        WriteUnit unit{core};
        core.write->on
            .prepare("insert into note values($1, $2) on conflict(key) do update set value = $2")
            .bind_all(key, value)
            .run();
        unit.commit();
    });
}

StoreStats Store::stats() const {
    const auto& core = *state_->core;
    auto stats = core.loaded;
    const auto now = snapshot();
    stats.messages = now->messages;
    stats.encrypted = !core.settings.key.empty();
    for (const auto& chat : now->chats)
        for (const auto& chunk : chat.rows->chunks) stats.chunk_bytes += chunk->bytes();
    std::error_code none;
    const auto bytes = std::filesystem::file_size(core.settings.file, none);
    stats.file_bytes = none ? 0 : static_cast<std::int64_t>(bytes);
    return stats;
}

std::filesystem::path Store::file() const {
    return state_->core->settings.file;
}

void Store::on_change(std::function<void(std::uint64_t)> call) {
    const std::lock_guard guard{state_->core->listener_mutex};
    state_->core->listener = std::move(call);
}

void Store::write_cache(const Stop& stop) {
    state_->core->cache.write(*state_->core, stop);
}

}  // namespace kith::store
