// Texts of features/home.
import type { Texts } from "i18n/texts";
import type { home as zh } from "i18n/sections/home.zh-CN";

export const home: Texts<typeof zh> = {
  "home.title": "Home",
};
