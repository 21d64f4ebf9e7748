// The frame of the page: navigation, states every screen shares, menus, keys.
import type { Texts } from "i18n/texts";
import type { shell as zh } from "i18n/sections/shell.zh-CN";

export const shell: Texts<typeof zh> = {
  "app.name": "Kith",
  "app.skip": "Skip to content",
  "nav.label": "Main",
  "nav.home": "Home",
  "nav.people": "People",
  "nav.chats": "Chats",
  "nav.time": "Time",
  "nav.search": "Search",
  "nav.data": "Data",
  "nav.more": "More",
  "nav.welcome": "Start",
};
