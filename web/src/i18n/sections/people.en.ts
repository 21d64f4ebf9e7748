// Texts of features/people.
import type { Texts } from "i18n/texts";
import type { people as zh } from "i18n/sections/people.zh-CN";

export const people: Texts<typeof zh> = {
  "people.title": "People",
};
