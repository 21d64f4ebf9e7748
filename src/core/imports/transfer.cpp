// See transfer.h.
#include "core/imports/transfer.h"

#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "base/error.h"

namespace kith::core {
namespace {

using store::PersonId;

// The store's ids of a source's people. Readers may find people while they read, so ids are made
// when first needed.
class PeopleIds {
  public:
    PeopleIds(sources::Source& source, store::Import& import, store::AccountId account)
        : source_{source}, import_{import}, account_{account} {}

    PersonId of(std::uint32_t index) {
        if (index == sources::kNobody) return {};
        const std::lock_guard guard{mutex_};
        if (index >= ids_.size()) ids_.resize(index + 1);
        if (!ids_[index]) ids_[index] = import_.person(to_person(source_.person(index), account_));
        return ids_[index];
    }

    std::size_t size() {
        const std::lock_guard guard{mutex_};
        return ids_.size();
    }

  private:
    sources::Source& source_;
    store::Import& import_;
    store::AccountId account_;
    std::mutex mutex_;
    std::vector<PersonId> ids_;
};

struct Shared {
    sources::Source& source;
    store::Import& import;
    const TransferOptions& options;
    const Stop& stop;
    PeopleIds people;
    SkipCounter skipped;
    std::atomic<std::size_t> next_chat = 0;
    std::atomic<std::int64_t> rows = 0;
    std::mutex mutex;
    std::exception_ptr failure;  // the first one
};

// Takes the rows of one chat.
class ChatSink final : public sources::Sink {
  public:
    ChatSink(Shared& shared, store::ChatId chat, std::string name)
        : shared_{shared}, chat_{chat}, name_{std::move(name)} {}

    void rows(std::vector<sources::Message> messages) override {
        store::Piece piece{chat_, {}};
        piece.rows.reserve(messages.size());
        for (auto& message : messages) {  // each row once, moved
            if (media_is_missing(message)) shared_.skipped.media();
            const auto sender = sender_id(message.sender);
            piece.rows.push_back(to_row(std::move(message), sender));
        }
        const auto count = static_cast<std::int64_t>(piece.rows.size());
        shared_.import.put(std::move(piece), shared_.stop);
        shared_.rows += count;
        report_progress();
    }

    void skipped(std::string_view reason, std::string_view sample) override {
        shared_.skipped.add(reason, sample);
    }

    void mark(sources::Mark mark) override {
        marks_.push_back({mark.part, mark.size, mark.modified, mark.last, mark.last_key});
    }

    const std::vector<store::PartMark>& marks() const { return marks_; }

    void report_progress() {
        if (!shared_.options.progress) return;
        shared_.options.progress({shared_.rows.load(), shared_.source.overview().messages, name_});
    }

  private:
    // The last sender is asked for again and again: keep it out of the lock.
    PersonId sender_id(std::uint32_t index) {
        if (index != last_index_) {
            last_id_ = shared_.people.of(index);
            last_index_ = index;
        }
        return last_id_;
    }

    Shared& shared_;
    store::ChatId chat_;
    std::string name_;
    std::vector<store::PartMark> marks_;
    std::uint32_t last_index_ = sources::kNobody;
    PersonId last_id_;
};

store::ChatInfo to_chat(const sources::Chat& chat, store::AccountId account, PeopleIds& people) {
    store::ChatInfo info;
    info.account = account;
    info.key = chat.key;
    info.kind = chat.is_group ? store::ChatKind::group : store::ChatKind::direct;
    info.title = chat.title;
    info.avatar = chat.avatar;
    info.peer = people.of(chat.peer);
    for (const auto& member : chat.members)
        info.members.push_back({people.of(member.person), member.name});
    return info;
}

void read_chat(Shared& shared, std::size_t index, store::AccountId account) {
    const auto chat = shared.source.chats()[index];
    const auto id = shared.import.chat(to_chat(chat, account, shared.people));
    ChatSink sink{shared, id, chat.title.empty() ? chat.key : chat.title};
    sink.report_progress();
    shared.import.begin_chat(id);
    shared.source.read(index, sink, shared.stop);
    shared.import.end_chat(id, sink.marks());
}

void work(Shared& shared, store::AccountId account) {
    try {
        const auto chats = shared.source.chats().size();
        for (std::size_t i = shared.next_chat++; i < chats; i = shared.next_chat++) {
            shared.stop.check();
            read_chat(shared, i, account);
        }
    } catch (...) {  // carried to the caller's thread
        const std::lock_guard guard{shared.mutex};
        if (!shared.failure) shared.failure = std::current_exception();
        shared.next_chat = shared.source.chats().size();
    }
}

}  // namespace

bool media_is_missing(const sources::Message& message) {
    switch (message.kind) {
        case Kind::image:
        case Kind::voice:
        case Kind::video:
        case Kind::sticker:
            return message.body.find("\"src\":") == std::string::npos;
        default:
            return false;
    }
}

store::Row to_row(sources::Message&& message, store::PersonId sender) {
    store::Row row;
    row.time = message.time;
    row.sequence = message.sequence;
    row.sender = sender;
    row.kind = message.kind;
    row.flags = message.flags;
    row.raw_type = message.raw_type;
    row.source_key = message.source_key;
    row.text = std::move(message.text);
    row.body = std::move(message.body);
    return row;
}

store::Person to_person(const sources::Person& person, store::AccountId account) {
    store::Person made;
    made.account = account;
    made.key = person.key;
    made.nick = person.nick;
    made.remark = person.remark;
    made.alias = person.alias;
    made.avatar = person.avatar;
    made.avatar_big = person.avatar_big;
    made.source_flag = person.source_flag;
    if (person.is_friend) made.flags |= store::kFriend;
    if (person.is_official) made.flags |= store::kOfficial;
    if (person.is_self) made.flags |= store::kSelf;
    return made;
}

void transfer(sources::Source& source, store::Import& import, store::AccountId account,
              const TransferOptions& options, ImportReport& report, const Stop& stop) {
    Shared shared{source, import, options, stop, {source, import, account}};
    for (std::size_t i = 0; i < source.people().size(); ++i)
        shared.people.of(static_cast<std::uint32_t>(i));
    std::vector<std::jthread> helpers;
    for (int i = 1; i < options.readers; ++i) helpers.emplace_back([&] { work(shared, account); });
    work(shared, account);
    helpers.clear();  // joins
    shared.skipped.fill(report);
    report.people = static_cast<std::int64_t>(shared.people.size());
    report.chats = static_cast<std::int64_t>(source.chats().size());
    report.warnings = source.overview().warnings;
    for (auto& warning : source.warnings()) report.warnings.push_back(std::move(warning));
    if (shared.failure) std::rethrow_exception(shared.failure);
}

}  // namespace kith::core
