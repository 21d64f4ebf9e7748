// What the first paint says: the shell and Home. The whole catalogue follows at once.
import { charts } from "i18n/sections/charts.en";
import { home } from "i18n/sections/home.en";
import { lock } from "i18n/sections/lock.en";
import { shell } from "i18n/sections/shell.en";

export const first = { ...shell, ...charts, ...home, ...lock };
