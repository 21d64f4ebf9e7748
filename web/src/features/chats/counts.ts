// What the sheets and the pane beside a conversation count: each number is the total of a search, so each is a receipt. Pure.
import { find } from "api/surfaces/kith";
import type { Found } from "api/types";
import { addDays } from "lib/day";
import { type Receipt, receipt } from "lib/query-language";

/** A conversation, or what was said in it on a day ("2024-03-15") or in a month ("2024-03"). */
export interface Counted {
  /** The value of in:. */
  chat: string;
  on?: string;
}

const within = ({ chat, on }: Counted, more: Receipt = {}) =>
  receipt({ in: chat, ...(on && { on }), ...more });

export const countQueries = (what: Counted) => ({
  all: within(what),
  mine: within(what, { is: "mine" }),
  theirs: within(what, { is: "theirs" }),
  /** Lines that nobody wrote; they are in no other number. */
  notices: within(what, { is: "system" }),
});
export type CountQueries = ReturnType<typeof countQueries>;

/** In the order of `countQueries`, the newest message first; then the oldest. */
export const countAsks = (what: Counted) => {
  const { all, mine, theirs, notices } = countQueries(what);
  return [
    find(all, { limit: 1, sort: "new" }),
    find(mine, { limit: 1 }),
    find(theirs, { limit: 1, facets: true }),
    find(notices, { limit: 1 }),
    find(all, { limit: 1, sort: "old" }),
  ] as const;
};

export interface Writer {
  /** 0 = me. */
  person: number;
  name: string;
  count: number;
  query: string;
}

/** Who wrote how much, the most first. `from` gives the value of from: for a person. O(people). */
export function writersOf(
  what: Counted,
  mine: number,
  theirs: Found["facets"],
  from: (person: number, name: string) => string,
): Writer[] {
  const me: Writer = { person: 0, name: "", count: mine, query: countQueries(what).mine };
  const others = (theirs?.person ?? []).map(({ id, name, count }) => ({
    person: id,
    name,
    count,
    query: within(what, { from: from(id, name) }),
  }));
  return [me, ...others].filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count);
}

export const dayQuery = (chat: string, day: string): string => within({ chat, on: day });
export const dayAsk = (chat: string, day: string) => find(dayQuery(chat, day), { limit: 1 });

/** The days of a month, oldest first. */
export function daysOfMonth(month: string): string[] {
  const out: string[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) out.push(day);
  return out;
}

const kSteps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -7,
  ArrowDown: 7,
};

/** The day a key leads to from a day of the month; undefined: not a key of the grid. */
export function dayAfterKey(days: readonly string[], day: string, key: string): string | undefined {
  const at = days.indexOf(day);
  if (key === "Home") return days[0];
  if (key === "End") return days.at(-1);
  const step = kSteps[key];
  if (step === undefined) return undefined;
  return days[at + step] ?? day;
}
