// What the first paint says: the shell and Home. The whole catalogue follows at once.
import { charts } from "i18n/sections/charts.zh-CN";
import { home } from "i18n/sections/home.zh-CN";
import { lock } from "i18n/sections/lock.zh-CN";
import { shell } from "i18n/sections/shell.zh-CN";

export const first = { ...shell, ...charts, ...home, ...lock };
