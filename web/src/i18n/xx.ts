// A language for layout tests: English, 40 % longer, with brackets that show where a text ends.
import { en } from "i18n/en";
import { later as enLater } from "i18n/later.en";

const longer = (text: string) => `[${text}${"~".repeat(Math.ceil(text.length * 0.4))}]`;
const all = <T extends object>(texts: T): T =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, longer(String(text))])) as T;

export const xx = all(en);
export const later = all(enLater);
