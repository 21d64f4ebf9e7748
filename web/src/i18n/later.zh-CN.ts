// The second volume of the Chinese catalogue: screens that are not opened at every visit (see app/routes).
import type { Texts } from "i18n/texts";
import { apps } from "i18n/sections/apps.zh-CN";
import { live } from "i18n/sections/live.zh-CN";
import { models } from "i18n/sections/models.zh-CN";

const sections = { ...live, ...apps, ...models };
export type Later = Texts<typeof sections>;
export const later: Later = sections;
