// On paper.
import type { Texts } from "i18n/texts";
import type { print as zh } from "i18n/sections/print.zh-CN";

export const print: Texts<typeof zh> = {
  "print.on": "Printed {day}",
  "print.count": "{n, plural, one {# message} other {# messages}}",
  "print.part": "{n} of {total} messages",
};
