// The second volume of the English catalogue.
import type { Later } from "i18n/later.zh-CN";
import { apps } from "i18n/sections/apps.en";
import { live } from "i18n/sections/live.en";
import { models } from "i18n/sections/models.en";

export const later: Later = { ...live, ...apps, ...models };
