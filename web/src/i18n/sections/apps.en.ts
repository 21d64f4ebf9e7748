// Texts of features/apps.
import type { apps as zh } from "i18n/sections/apps.zh-CN";
import type { Texts } from "i18n/texts";

export const apps: Texts<typeof zh> = {
  "apps.title": "Apps",
  "apps.reading": "Reading the conversations…",
  "apps.count": "{n, plural, one {# conversation} other {# conversations}}",
  "apps.none": "No app keeps conversations here yet.",
  "apps.noneHint":
    "Other programs can keep their users and conversations here through the sessions interface.",
  "apps.toApi": "How to connect",
  "apps.pick": "Pick a conversation to read.",
  "apps.pickHint": "Choose at the left, or move with j and k and press Enter.",
  "apps.unknown": "There is no such conversation.",
  "apps.toAll": "All conversations",
  "apps.untitled": "No title",
  "apps.of": "Conversation of {user}",
  "apps.messages": "{n, plural, one {# message} other {# messages}}",
  "apps.opening": "Opening the conversation…",
  "apps.empty": "This conversation has no messages.",
  "apps.list": "Messages",
  "apps.user": "User",
  "apps.ai": "AI",
  "apps.search": "Search live and app conversations",
  "apps.searchIn": "Search in this conversation",
  "apps.delete": "Delete conversation",
  "apps.deleteTitle": "Delete “{title}”?",
  "apps.deleteMeans":
    "{n, plural, one {# message is} other {# messages are}} deleted and can no longer be found. The app that keeps the conversation here loses it, too.",
  "apps.deleteNow": "Delete",
  "apps.keep": "Keep",
  "apps.deleted": "Deleted: {title}",
  "apps.deleteFailed": "Not deleted: {text}",
  "apps.newest": "To the newest message",
  "apps.more": "Show more",
};
