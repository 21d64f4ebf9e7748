// Which message is quoted. A quote carries its words and who said them, not our number of it: it is found by them.
import { find } from "api/surfaces/kith";
import type { Hit, Item } from "api/types";
import { addDays } from "lib/day";
import { receipt } from "lib/query-language";

const kWords = 60; // code points that are looked for: a query holds 256
const kLimit = 50;

/** The newest message before `item` with exactly the quoted words, among those that are held. O(items). */
export function quotedAmong(items: readonly Item[], item: Item): Item | undefined {
  const { quote } = item;
  if (!quote?.text) return undefined;
  const at = items.findIndex((one) => one.id === item.id);
  return items.slice(0, Math.max(0, at)).findLast((one) => fits(one.text, one.name, quote));
}

/** The question for it; undefined when the quote has no words. `day`: of the quoting message. */
export function quotedAsk(chat: string, item: Item, day: string) {
  const line = item.quote?.text.split("\n").find((part) => part.trim() !== "");
  if (!line) return undefined;
  const words = [...line.trim()].slice(0, kWords).join("");
  return find(receipt({ in: chat, words, before: addDays(day, 1), sort: "new" }), {
    limit: kLimit,
  });
}

/** The newest fitting hit before the quoting message. */
export function quotedIn(hits: readonly Hit[], item: Item): Hit | undefined {
  const { quote } = item;
  if (!quote) return undefined;
  const earlier = hits.filter(
    (hit) => hit.id !== item.id && (hit.ts < item.ts || (hit.ts === item.ts && hit.id < item.id)),
  );
  return (
    earlier.find((hit) => fits(hit.text, hit.sender_name, quote)) ??
    earlier.find((hit) => fits(hit.text, "", quote))
  );
}

/** A source may have shortened the quoted words. */
function fits(text: string, name: string, quote: { text: string; name: string }): boolean {
  if (name !== "" && quote.name !== "" && name !== quote.name) return false;
  const words = quote.text.replace(/(?:…|\.{3})$/u, "");
  return text === quote.text || (words !== quote.text && words !== "" && text.startsWith(words));
}
