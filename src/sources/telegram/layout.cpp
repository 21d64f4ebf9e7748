// See layout.h.
#include "sources/telegram/layout.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/error.h"
#include "json/stream.h"
#include "sources/blocks.h"
#include "sources/loose.h"
#include "sources/said.h"
#include "sources/telegram/line.h"

namespace kith::sources::telegram {
namespace {

constexpr std::size_t kFormStep = 4096;              // of a head, looked at in one go
constexpr std::size_t kLastBytes = 4096;             // of the last message, searched for its time
constexpr std::int64_t kLastSecond = 4'102'444'800;  // 2100

// The lists that are walked into. A file of one chat is itself what "chats/list/*" is in a file of
// all: its path is "".
const std::vector<std::string> kLists{"messages",
                                      "chats/list",
                                      "chats/list/*/messages",
                                      "left_chats/list",
                                      "left_chats/list/*/messages",
                                      "contacts/list"};

bool is_chat(std::string_view path) {
    return path.empty() || path.ends_with("/list/*");
}
bool is_messages(std::string_view path) {
    return path == "messages" || path.ends_with("/messages");
}

struct Type {
    std::string_view name, prefix;  // of its key
};
constexpr std::array kTypes{
    Type{"personal_chat", "user"},
    Type{"bot_chat", "user"},
    Type{"replies", "user"},
    Type{"verification_codes", "user"},
    Type{"saved_messages", "saved"},
    Type{"private_group", "chat"},
    Type{"public_group", "chat"},
    Type{"private_supergroup", "channel"},
    Type{"public_supergroup", "channel"},
    Type{"private_channel", "channel"},
    Type{"public_channel", "channel"},
};

const Type* type_named(std::string_view name) {
    const auto at = std::ranges::find(kTypes, name, &Type::name);
    return at == kTypes.end() ? nullptr : &*at;
}

// What is said of a chat beside its messages, until its end is reached.
struct Aside {
    std::string id;
    std::size_t sampled = 0;
    bool numbers = false;  // senders are bare numbers, as in exports before 2021
    bool has_messages = false;
    std::uint64_t last_at{};
};

std::string key_of(const ChatHead& chat, const Aside& said) {
    const auto* type = type_named(chat.type);
    std::uint64_t number = 0;
    const auto& id = said.id;
    std::from_chars(id.data(), id.data() + id.size(), number);
    // Such exports number chats as they number senders.
    const auto kind = number >> 32;
    if (said.numbers && kind >= 1 && kind <= 3 && !chat.is_saved) return peer_key(number);
    if (!id.empty()) return std::string{type != nullptr ? type->prefix : chat.type} + id;
    return chat.is_saved ? "saved" : "name:" + chat.name;
}

Contact contact_of(const json::value& object) {
    const auto id = loose_id(json::find(object, "user_id"));
    Contact out{.key = id.empty() || id == "0" ? std::string{} : "user" + id,
                .name = loose_text(object, "first_name"),
                .phone = loose_text(object, "phone_number"),
                .username = loose_text(object, "username")};
    const auto last = loose_text(object, "last_name");
    if (!out.name.empty() && !last.empty()) out.name += ' ';
    out.name += last;
    return out;
}

// Collects the heads on the way through a file.
class Looking {
  public:
    Looking(FileHead& to, const Zone& zone) : to_{to}, zone_{zone} {}

    void read(const Stop& stop);

  private:
    json::Walk walk();
    void enter(std::string_view path, std::uint64_t at);
    void leave(std::string_view path, std::uint64_t at);
    bool wants(std::string_view in, std::string_view key, std::uint64_t at);
    void item(const json::Item& item);
    void member(const json::Item& item);
    void finish(ChatHead& chat);
    void hear(const MessageLine& line);

    FileHead& to_;
    const Zone& zone_;
    ChatHead chat_;
    Aside said_;
    bool in_messages_ = false, in_chat_ = false;
    std::uint64_t odd_ = 0, dropped_ = 0;
};

json::Walk Looking::walk() {
    return {.entered = [this](std::string_view path, std::uint64_t at) { enter(path, at); },
            .left = [this](std::string_view path, std::uint64_t at) { leave(path, at); },
            .wanted = [this](std::string_view in, std::string_view key,
                             std::uint64_t at) { return wants(in, key, at); },
            .broken = json::Broken::skipped};
}

void Looking::enter(std::string_view path, std::uint64_t at) {
    if (path == "chats/list" || path == "left_chats/list") to_.form = Form::account;
    if (is_chat(path)) {
        chat_ = {.from = at};
        said_ = {};
        in_chat_ = true;
    } else if (is_messages(path)) {
        // Nothing of an account lies at the top.
        in_messages_ = path != "messages" || to_.form != Form::account;
        said_.has_messages |= in_messages_;
    }
}

void Looking::leave(std::string_view path, std::uint64_t at) {
    if (is_messages(path)) in_messages_ = false;
    if (!is_chat(path) || (path.empty() && to_.form == Form::account)) return;
    chat_.to = at;
    finish(chat_);
}

void Looking::finish(ChatHead& chat) {
    if (!std::exchange(in_chat_, false) || !said_.has_messages) return;
    if (to_.chats.size() >= kChatLimit) {
        ++dropped_;
        return;
    }
    const auto* type = type_named(chat.type);
    chat.is_known = type != nullptr;
    chat.is_saved = type != nullptr && type->prefix == "saved";
    chat.is_group = type == nullptr || type->prefix == "chat" || type->prefix == "channel";
    chat.key = key_of(chat, said_);
    if (chat.messages > 0) {
        const auto bytes = std::min<std::uint64_t>(kLastBytes, chat.to - said_.last_at);
        const auto text = piece_of(to_.path, static_cast<std::int64_t>(said_.last_at), bytes);
        constexpr std::string_view kKey = "\"date_unixtime\"";
        const auto key = text.find(kKey);
        const auto digit =
            key == text.npos ? key : text.find_first_not_of(": \t\r\n\"", key + kKey.size());
        if (digit != text.npos) {
            std::from_chars(text.data() + digit, text.data() + text.size(), chat.last);
        }
        if (chat.last < chat.first || chat.last >= kLastSecond) chat.last = chat.first;
    }
    to_.chats.push_back(std::move(chat));
}

bool Looking::wants(std::string_view in, std::string_view key, std::uint64_t at) {
    if (in_messages_) {
        ++chat_.messages;
        said_.last_at = at;
        return said_.sampled++ < kSampleMessages;
    }
    if (in == "contacts") return key == "list" && to_.contacts.size() < kContactLimit;
    if (is_chat(in) && (key == "name" || key == "type" || key == "id")) return true;
    return in.empty() ? key == "personal_information" : key == "list";
}

void Looking::hear(const MessageLine& line) {
    if (line.sender.empty()) return;
    auto speaker = std::ranges::find(chat_.speakers, line.sender, &Speaker::key);
    if (speaker == chat_.speakers.end()) {
        speaker = chat_.speakers.insert(speaker, Speaker{.key = line.sender});
    }
    ++speaker->messages;
    if (!line.name.empty()) speaker->name = line.name;
    // Only where it may be asked who the owner is.
    const bool spoken = line.type == MessageLine::Type::message && to_.self.key.empty();
    if (spoken && speaker->sample.empty()) speaker->sample = quotable(line.text);
}

void Looking::item(const json::Item& item) {
    if (item.key == "messages") {
        const auto line = read_message(item.value, zone_);
        if (!line) return;
        said_.numbers |= json::find(item.value, "from_id") != nullptr &&
                         json::find(item.value, "from_id")->is_number();
        if (chat_.first == 0) chat_.first = line->time / 1000;
        hear(*line);
    } else if (item.in == "contacts") {
        auto contact = contact_of(item.value);
        if (!contact.key.empty()) to_.contacts.push_back(std::move(contact));
    } else {
        ++odd_;
    }
}

void Looking::member(const json::Item& item) {
    if (item.key == "personal_information" && item.in.empty()) {
        to_.self = contact_of(item.value);
    } else if (item.key == "name") {
        chat_.name = json::text_or_empty(&item.value);
    } else if (item.key == "type") {
        chat_.type = json::text_or_empty(&item.value);
    } else if (item.key == "id") {
        said_.id = loose_id(&item.value);
    }
}

void Looking::read(const Stop& stop) {
    json::DocumentStream document{kLists,
                                  [this](const json::Item& one) { item(one); },
                                  [this](const json::Item& one) { member(one); },
                                  {},
                                  walk()};
    try {
        read_blocks(to_.path, {}, [&](std::string& block) { document.feed(block); }, stop);
        document.finish();
    } catch (const Error& error) {
        if (error.code() != Errc::invalid) throw;
        to_.problem = "incomplete: " + error.message();
        chat_.to = static_cast<std::uint64_t>(to_.stamp.size);
        finish(chat_);
    }
    if (to_.problem.empty() && odd_ > 0) {
        to_.problem = std::to_string(odd_) + " entries of the list of chats are no chats";
    }
    if (dropped_ > 0) {
        to_.problem = std::to_string(dropped_) + " chats are left out, a file has too many";
    }
}

// What the members at the top of a head say.
struct Seen {
    bool chatlab = false, about = false, name = false, id = false, contacts = false;
    bool messages = false, chats = false, self = false;
    std::string type;

    Form form() const {
        if (chatlab) return Form::none;
        if (self || (about && (chats || contacts))) return Form::account;
        if (!messages || !id || type.empty()) return Form::none;
        return name || type_named(type) != nullptr ? Form::chat : Form::none;
    }
};

Seen look_at(std::string_view head) {
    Seen seen;
    json::Walk walk;
    walk.entered = [&](std::string_view path, std::uint64_t) {
        seen.messages |= path == "messages";
        seen.chats |= path == "chats/list" || path == "left_chats/list";
        seen.contacts |= path == "contacts/list";
    };
    walk.wanted = [](std::string_view in, std::string_view key, std::uint64_t) {
        return key != "list" && key != "messages" && (in.empty() || key == "about");
    };
    walk.broken = json::Broken::skipped;
    const auto member = [&](const json::Item& item) {
        const auto& value = item.value;
        seen.about |= item.key == "about" && value.is_string();
        if (!item.in.empty()) return;
        seen.chatlab |= item.key == "chatlab" && value.is_object();
        seen.name |= item.key == "name";
        seen.id |= item.key == "id" && !loose_id(&value).empty();
        if (item.key == "type") seen.type = json::text_or_empty(&value);
        seen.self |= item.key == "personal_information" && json::find(value, "user_id") != nullptr;
    };
    json::DocumentStream document{kLists, {}, member, {}, std::move(walk)};
    try {
        for (; !head.empty(); head.remove_prefix(std::min(head.size(), kFormStep))) {
            document.feed(head.substr(0, kFormStep));
        }
    } catch (const Error&) {
        // Broken further on: what came before counts.
    }
    return seen;
}

}  // namespace

Form form_of(std::string_view head) {
    return look_at(head).form();
}

Form form_of(const std::filesystem::path& file) {
    const auto start = head_of(file, kFormStep);
    std::string_view text = start;
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos || text[first] != '{') return Form::none;
    // The whole head also of what says it early: a member "chatlab" further on decides otherwise.
    return form_of(std::string_view{head_of(file, kFormBytes)});
}

FileHead read_head(const std::filesystem::path& file, std::string part, const Zone& zone,
                   const Stop& stop) {
    FileHead out{.path = file, .part = std::move(part), .stamp = stamp_of(file)};
    out.form = form_of(file);
    if (out.form == Form::none) return out;
    Looking{out, zone}.read(stop);
    return out;
}

}  // namespace kith::sources::telegram
