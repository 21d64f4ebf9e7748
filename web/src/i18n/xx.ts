// A language for layout tests: English, 40 % longer, with brackets that show where a text ends.
import { en } from "i18n/en";
import type { Catalogue } from "i18n/zh-CN";

const longer = (text: string) => `[${text}${"~".repeat(Math.ceil(text.length * 0.4))}]`;

export const xx = Object.fromEntries(
  Object.entries(en).map(([key, text]) => [key, longer(text)]),
) as Catalogue;
