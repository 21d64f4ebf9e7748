// The Chinese catalogue. It is the type of all catalogues: add a section here and in en.ts.
import type { Texts } from "i18n/texts";
import { shell } from "i18n/sections/shell.zh-CN";
import { api } from "i18n/sections/api.zh-CN";
import { charts } from "i18n/sections/charts.zh-CN";
import { home } from "i18n/sections/home.zh-CN";
import { layers } from "i18n/sections/layers.zh-CN";
import { lock } from "i18n/sections/lock.zh-CN";
import { imports } from "i18n/sections/imports.zh-CN";
import { chats } from "i18n/sections/chats.zh-CN";
import { people } from "i18n/sections/people.zh-CN";
import { print } from "i18n/sections/print.zh-CN";
import { search } from "i18n/sections/search.zh-CN";
import { time } from "i18n/sections/time.zh-CN";

const sections = {
  ...shell,
  ...api,
  ...charts,
  ...home,
  ...imports,
  ...layers,
  ...lock,
  ...people,
  ...chats,
  ...print,
  ...time,
  ...search,
};
export type Catalogue = Texts<typeof sections>;
export const zh: Catalogue = sections;
