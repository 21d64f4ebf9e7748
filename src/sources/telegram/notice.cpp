// See notice.h.
#include "sources/telegram/notice.h"

#include <algorithm>
#include <array>

#include "sources/loose.h"
#include "sources/telegram/line.h"

namespace kith::sources::telegram {
namespace {

// What follows the actor's name. {} stands for the value of `part`; a sentence whose part is
// missing ends before it.
struct Action {
    std::string_view name, sentence, part;
};

constexpr std::array kActions{
    Action{"allow_sending_messages", "allowed the bot to write", ""},
    Action{"attach_menu_bot_allowed", "added the bot to the menu", ""},
    Action{"boost_apply", "boosted the group", ""},
    Action{"clear_history", "cleared the history", ""},
    Action{"create_channel", "created the channel {}", "title"},
    Action{"create_group", "created the group {}", "title"},
    Action{"delete_group_photo", "removed the picture of the group", ""},
    Action{"edit_chat_theme", "changed the theme to {}", "emoticon"},
    Action{"edit_group_photo", "changed the picture of the group", ""},
    Action{"edit_group_title", "changed the name to {}", "title"},
    Action{"group_call", "had a group call", ""},
    Action{"group_call_scheduled", "planned a group call", ""},
    Action{"invite_members", "invited {}", "members"},
    Action{"invite_to_group_call", "invited to a group call: {}", "members"},
    Action{"join_group_by_link", "joined by a link of {}", "inviter"},
    Action{"join_group_by_request", "was let into the group", ""},
    Action{"joined_telegram", "joined Telegram", ""},
    Action{"migrate_from_group", "made the group a supergroup, before: {}", "title"},
    Action{"migrate_to_supergroup", "made the group a supergroup", ""},
    Action{"phone_call", "called", ""},
    Action{"pin_message", "pinned a message", ""},
    Action{"proximity_reached", "came near", ""},
    Action{"remove_members", "removed {}", "members"},
    Action{"score_in_game", "scored {}", "score"},
    Action{"send_payment", "paid", ""},
    Action{"set_chat_wallpaper", "changed the background", ""},
    Action{"set_messages_ttl", "set the time until messages are deleted", ""},
    Action{"set_same_chat_wallpaper", "took the same background", ""},
    Action{"suggest_profile_photo", "suggested a picture", ""},
    Action{"take_screenshot", "took a screenshot", ""},
    Action{"topic_created", "opened the topic {}", "title"},
    Action{"topic_edit", "changed the topic to {}", "new_title"},
};
static_assert(std::ranges::is_sorted(kActions, {}, &Action::name));

const Action* find_action(std::string_view name) {
    const auto at = std::ranges::lower_bound(kActions, name, {}, &Action::name);
    return at != kActions.end() && at->name == name ? &*at : nullptr;
}

// A text, a number, or the names in a list; people who are gone have none.
std::string part_of(const json::value* part) {
    if (part == nullptr || !part->is_array()) return loose_id(part);
    std::string out;
    std::size_t named = 0;
    for (const auto& one : part->get_array()) {
        const auto name = json::text_or_empty(&one);
        if (name.empty()) continue;
        if (++named > kNamedMembers) {
            out += ", …";
            break;
        }
        if (!out.empty()) out += ", ";
        out += name;
    }
    return out;
}

std::string sentence_of(const Action& action, const json::value& message) {
    const auto hole = action.sentence.find("{}");
    if (hole == std::string_view::npos) return std::string{action.sentence};
    const auto part = part_of(json::find(message, action.part));
    const auto before = action.sentence.substr(0, hole);
    if (!part.empty()) return std::string{before} + part;
    return std::string{before.substr(0, before.find_last_not_of(" :") + 1)};
}

}  // namespace

bool is_known_action(std::string_view action) {
    return find_action(action) != nullptr;
}

std::string notice_text(const json::value& message, std::string_view actor) {
    const auto name = json::text_or_empty(json::find(message, "action"));
    const auto* action = find_action(name);
    std::string out{actor};
    if (action != nullptr) {
        if (!out.empty()) out += ' ';
        out += sentence_of(*action, message);
    } else {
        if (!out.empty()) out += ": ";
        out += name.empty() ? std::string_view{"service"} : name;
    }
    if (const auto said = text_of_parts(json::find(message, "text")); !said.empty()) {
        out += ": " + said;
    }
    return out;
}

}  // namespace kith::sources::telegram
