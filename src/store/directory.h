// Who and what there is: accounts, people and chats in memory, found by the source's keys. An id is
// given at once; the writer makes it durable with the next transaction, before any row that uses
// it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/chat_people.h"
#include "store/types.h"

namespace kith::store {

struct Account {
    AccountId id;
    std::string network, key;
    PersonId self;
};

// One entry with the import that first told of it; 0 = not only one import did.
struct PersonEntry {
    std::shared_ptr<const Person> person;
    std::int64_t import{};
};
struct ChatEntry {
    std::shared_ptr<const ChatInfo> info;
    std::int64_t import{};
    std::shared_ptr<ChatPeople> people;
};

// Any thread.
class Directory {
  public:
    // Found or made; `import` 0 = told by the program itself. Fields that are empty do not erase
    // what is known; members are joined. Throws Error{invalid} for an unknown account.
    AccountId account(std::string_view network, std::string_view key);
    PersonId person(const Person& given, ImportId import);
    ChatId chat(const ChatInfo& given, ImportId import);
    void set_self(AccountId account, PersonId self);

    std::vector<Account> accounts() const;  // by id

    // Nothing when there is no such chat.
    std::shared_ptr<ChatPeople> people_of(ChatId chat) const;
    bool has_chat(ChatId chat) const;
    std::size_t chats() const;

    // What is not durable yet, ascending by id.
    struct Changes {
        std::vector<Account> accounts;
        std::vector<PersonEntry> people;
        std::vector<ChatEntry> chats;
        bool empty() const { return accounts.empty() && people.empty() && chats.empty(); }
    };
    Changes take();
    // How often take() was called: what was told before a call of it is durable with that
    // transaction.
    std::uint64_t takes() const;
    Changes all() const;
    // After a transaction that failed.
    void put_back(const Changes& changes);

    // While the store is being opened.
    void load(Account account);
    void load(PersonEntry person);
    void load(ChatEntry chat);
    void next_ids(PersonId person, ChatId chat);  // not below these

    // Removes those that only this import told of and that nothing needs; ascending.
    struct Found {
        std::vector<PersonId> people;
        std::vector<ChatId> chats;
        bool empty() const { return people.empty() && chats.empty(); }
    };
    Found remove_only_of(ImportId import, const std::function<bool(PersonId)>& keep_person,
                         const std::function<bool(ChatId)>& keep_chat);
    void remove(const Found& gone);
    std::pair<PersonId, ChatId> next_ids() const;

  private:
    Account& known(AccountId id);
    void mark_self(Account& account, const Person& person);
    void erase(const Found& gone);

    mutable std::mutex mutex_;
    std::vector<Account> accounts_;  // id = place + 1
    std::unordered_map<PersonId, PersonEntry> people_;
    std::unordered_map<ChatId, ChatEntry> chats_;
    std::unordered_map<std::string, PersonId> person_keys_;
    std::unordered_map<std::string, ChatId> chat_keys_;
    std::int64_t next_person_ = 1, next_chat_ = 1;
    std::uint64_t takes_ = 0;
    std::vector<AccountId> new_accounts_;
    std::vector<PersonId> new_people_;
    std::vector<ChatId> new_chats_;
};

}  // namespace kith::store
