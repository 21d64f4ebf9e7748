// The English catalogue.
import type { Catalogue } from "i18n/zh-CN";
import { shell } from "i18n/sections/shell.en";
import { api } from "i18n/sections/api.en";
import { charts } from "i18n/sections/charts.en";
import { home } from "i18n/sections/home.en";
import { layers } from "i18n/sections/layers.en";
import { lock } from "i18n/sections/lock.en";
import { imports } from "i18n/sections/imports.en";
import { chats } from "i18n/sections/chats.en";
import { people } from "i18n/sections/people.en";
import { print } from "i18n/sections/print.en";
import { search } from "i18n/sections/search.en";
import { time } from "i18n/sections/time.en";

export const en: Catalogue = {
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
