// Accounts, people and chats in memory.
#include "store/directory.h"

#include <algorithm>

#include "base/error.h"

namespace kith::store {
namespace {

std::string person_key(AccountId account, std::string_view key) {
    auto made = std::to_string(account.value);
    made += '\n';
    return made.append(key);
}

std::string chat_key(AccountId account, std::string_view key, ChatKind kind) {
    return person_key(account, key).append(kind == ChatKind::group ? "\ng" : "\nd");
}

// True when it changed.
bool fill(std::string& known, const std::string& given) {
    if (given.empty() || known == given) return false;
    known = given;
    return true;
}

bool merge(Person& known, const Person& given) {
    auto changed = fill(known.nick, given.nick);
    changed |= fill(known.remark, given.remark);
    changed |= fill(known.alias, given.alias);
    changed |= fill(known.avatar, given.avatar);
    changed |= fill(known.avatar_big, given.avatar_big);
    // A source that knows its own flag word knows all flags; others only add what they see.
    const auto flags =
        given.source_flag != 0 ? given.flags | (known.flags & kSelf) : known.flags | given.flags;
    changed |= flags != known.flags;
    known.flags = flags;
    if (given.source_flag != 0 && given.source_flag != known.source_flag) {
        known.source_flag = given.source_flag;
        changed = true;
    }
    return changed;
}

bool merge_members(std::vector<Member>& known, const std::vector<Member>& given) {
    bool changed = false;
    std::unordered_map<PersonId, std::size_t> places;
    for (std::size_t i = 0; i < known.size(); ++i) places.emplace(known[i].person, i);
    for (const auto& member : given) {
        if (!member.person) continue;
        const auto [at, fresh] = places.try_emplace(member.person, known.size());
        if (fresh) {
            known.push_back(member);
            changed = true;
        } else {
            changed |= fill(known[at->second].name, member.name);
        }
    }
    return changed;
}

bool merge(ChatInfo& known, const ChatInfo& given) {
    auto changed = fill(known.title, given.title);
    changed |= fill(known.avatar, given.avatar);
    if (given.peer && given.peer != known.peer) {
        known.peer = given.peer;
        changed = true;
    }
    return merge_members(known.members, given.members) || changed;
}

template <class Id>
void sort_unique(std::vector<Id>& ids) {
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

// Another teller than the first: the entry stays when the first one leaves. True when it changed.
bool tell_again(std::int64_t& import, ImportId by) {
    if (import == 0 || import == by.value) return false;
    import = 0;
    return true;
}

}  // namespace

Account& Directory::known(AccountId id) {
    require(id.value >= 1 && id.value <= static_cast<std::int64_t>(accounts_.size()), Errc::invalid,
            "no such account", "no_account");
    return accounts_[static_cast<std::size_t>(id.value - 1)];
}

AccountId Directory::account(std::string_view network, std::string_view key) {
    const std::lock_guard guard{mutex_};
    for (const auto& account : accounts_)
        if (account.network == network && account.key == key) return account.id;
    const AccountId id{static_cast<std::int64_t>(accounts_.size()) + 1};
    accounts_.push_back({id, std::string{network}, std::string{key}, {}});
    new_accounts_.push_back(id);
    return id;
}

void Directory::mark_self(Account& account, const Person& person) {
    const bool owner =
        (person.flags & kSelf) != 0 || (!account.key.empty() && account.key == person.key);
    if (!owner || account.self == person.id) return;
    if (account.self && (person.flags & kSelf) == 0) return;
    account.self = person.id;
    new_accounts_.push_back(account.id);
}

PersonId Directory::person(const Person& given, ImportId import) {
    const std::lock_guard guard{mutex_};
    auto& account = known(given.account);
    const auto [at, fresh] =
        person_keys_.try_emplace(person_key(given.account, given.key), PersonId{next_person_});
    auto& entry = people_[at->second];
    if (fresh) {
        auto made = std::make_shared<Person>(given);
        made->id = at->second;
        entry = {made, import.value};
        ++next_person_;
        new_people_.push_back(made->id);
    } else {
        auto changed = std::make_shared<Person>(*entry.person);
        const bool shared = tell_again(entry.import, import);
        if (merge(*changed, given)) {
            entry.person = changed;
            new_people_.push_back(at->second);
        } else if (shared) {
            new_people_.push_back(at->second);
        }
    }
    mark_self(account, *entry.person);
    return at->second;
}

ChatId Directory::chat(const ChatInfo& given, ImportId import) {
    const std::lock_guard guard{mutex_};
    known(given.account);
    const auto [at, fresh] =
        chat_keys_.try_emplace(chat_key(given.account, given.key, given.kind), ChatId{next_chat_});
    auto& entry = chats_[at->second];
    if (fresh) {
        auto made = std::make_shared<ChatInfo>(given);
        made->id = at->second;
        made->members.clear();
        merge_members(made->members, given.members);
        entry = {made, import.value, std::make_shared<ChatPeople>()};
        ++next_chat_;
        new_chats_.push_back(made->id);
    } else {
        auto changed = std::make_shared<ChatInfo>(*entry.info);
        const bool shared = tell_again(entry.import, import);
        if (merge(*changed, given)) {
            entry.info = changed;
            new_chats_.push_back(at->second);
        } else if (shared) {
            new_chats_.push_back(at->second);
        }
    }
    return at->second;
}

void Directory::set_self(AccountId account, PersonId self) {
    const std::lock_guard guard{mutex_};
    auto& found = known(account);
    if (found.self == self) return;
    found.self = self;
    new_accounts_.push_back(account);
}

std::vector<Account> Directory::accounts() const {
    const std::lock_guard guard{mutex_};
    return accounts_;
}

std::shared_ptr<ChatPeople> Directory::people_of(ChatId chat) const {
    const std::lock_guard guard{mutex_};
    const auto at = chats_.find(chat);
    return at == chats_.end() ? nullptr : at->second.people;
}

bool Directory::has_chat(ChatId chat) const {
    const std::lock_guard guard{mutex_};
    return chats_.contains(chat);
}

std::size_t Directory::chats() const {
    const std::lock_guard guard{mutex_};
    return chats_.size();
}

std::uint64_t Directory::takes() const {
    const std::lock_guard guard{mutex_};
    return takes_;
}

Directory::Changes Directory::take() {
    const std::lock_guard guard{mutex_};
    ++takes_;
    Changes made;
    if (new_accounts_.empty() && new_people_.empty() && new_chats_.empty()) return made;
    sort_unique(new_accounts_);
    sort_unique(new_people_);
    sort_unique(new_chats_);
    for (const auto id : new_accounts_) made.accounts.push_back(known(id));
    for (const auto id : new_people_)
        if (const auto at = people_.find(id); at != people_.end())
            made.people.push_back(at->second);
    for (const auto id : new_chats_)
        if (const auto at = chats_.find(id); at != chats_.end()) made.chats.push_back(at->second);
    new_accounts_.clear();
    new_people_.clear();
    new_chats_.clear();
    return made;
}

Directory::Changes Directory::all() const {
    const std::lock_guard guard{mutex_};
    Changes made;
    made.accounts = accounts_;
    for (const auto& [id, entry] : people_) made.people.push_back(entry);
    for (const auto& [id, entry] : chats_) made.chats.push_back(entry);
    std::ranges::sort(made.people, {}, [](const auto& entry) { return entry.person->id; });
    std::ranges::sort(made.chats, {}, [](const auto& entry) { return entry.info->id; });
    return made;
}

void Directory::put_back(const Changes& changes) {
    const std::lock_guard guard{mutex_};
    for (const auto& account : changes.accounts) new_accounts_.push_back(account.id);
    for (const auto& entry : changes.people) new_people_.push_back(entry.person->id);
    for (const auto& entry : changes.chats) new_chats_.push_back(entry.info->id);
}

void Directory::load(Account account) {
    const std::lock_guard guard{mutex_};
    accounts_.push_back(std::move(account));
}

void Directory::load(PersonEntry entry) {
    const std::lock_guard guard{mutex_};
    const auto& person = *entry.person;
    person_keys_.emplace(person_key(person.account, person.key), person.id);
    next_person_ = std::max(next_person_, person.id.value + 1);
    people_.emplace(person.id, std::move(entry));
}

void Directory::load(ChatEntry entry) {
    const std::lock_guard guard{mutex_};
    const auto& chat = *entry.info;
    chat_keys_.emplace(chat_key(chat.account, chat.key, chat.kind), chat.id);
    next_chat_ = std::max(next_chat_, chat.id.value + 1);
    chats_.emplace(chat.id, std::move(entry));
}

void Directory::next_ids(PersonId person, ChatId chat) {
    const std::lock_guard guard{mutex_};
    next_person_ = std::max(next_person_, person.value);
    next_chat_ = std::max(next_chat_, chat.value);
}

std::pair<PersonId, ChatId> Directory::next_ids() const {
    const std::lock_guard guard{mutex_};
    return {PersonId{next_person_}, ChatId{next_chat_}};
}

Directory::Found Directory::remove_only_of(ImportId import,
                                           const std::function<bool(PersonId)>& keep_person,
                                           const std::function<bool(ChatId)>& keep_chat) {
    const std::lock_guard guard{mutex_};
    Found found;
    for (const auto& [id, entry] : people_)
        if (entry.import == import.value && !keep_person(id)) found.people.push_back(id);
    for (const auto& [id, entry] : chats_)
        if (entry.import == import.value && !keep_chat(id)) found.chats.push_back(id);
    std::ranges::sort(found.people);
    std::ranges::sort(found.chats);
    erase(found);
    return found;
}

void Directory::remove(const Found& gone) {
    const std::lock_guard guard{mutex_};
    erase(gone);
}

void Directory::erase(const Found& gone) {
    for (const auto id : gone.people) {
        const auto at = people_.find(id);
        if (at == people_.end()) continue;
        person_keys_.erase(person_key(at->second.person->account, at->second.person->key));
        for (auto& account : accounts_)
            if (account.self == id) account.self = {};
        people_.erase(at);
    }
    for (const auto id : gone.chats) {
        const auto at = chats_.find(id);
        if (at == chats_.end()) continue;
        const auto& info = *at->second.info;
        chat_keys_.erase(chat_key(info.account, info.key, info.kind));
        chats_.erase(at);
    }
}

}  // namespace kith::store
