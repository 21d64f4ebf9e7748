// The questions behind a person's overview: each number is the total of a search, so each is a receipt by itself.
import { find } from "api/surfaces/kith";
import { type Receipt, receipt } from "lib/query-language";

/** One more part beside the chat itself. */
const within = (chat: string, more: Receipt = {}) => receipt({ in: chat, ...more });
const total = (query: string) => find(query, { limit: 1 });

export const overviewQueries = (chat: string) => ({
  all: within(chat),
  mine: within(chat, { is: "mine" }),
  openers: within(chat, { is: "opener" }),
  myOpeners: within(chat, { is: ["opener", "mine"] }),
  late: within(chat, { is: "late" }),
});
export type OverviewQueries = ReturnType<typeof overviewQueries>;

/** In the order of `overviewQueries`; the first brings months and kinds too. */
export const overviewAsks = (queries: OverviewQueries) =>
  [
    find(queries.all, { limit: 1, facets: true }),
    total(queries.mine),
    total(queries.openers),
    total(queries.myOpeners),
    total(queries.late),
  ] as const;

export const hourQuery = (chat: string, hour: number) => within(chat, { hour });
export const weekdayQuery = (chat: string, weekday: number) => within(chat, { weekday });
export const monthQuery = (chat: string, month: string) => within(chat, { on: month });
export const kindQuery = (chat: string, kind: string) => within(chat, { has: kind });
export const firstQuery = (chat: string) => within(chat, { sort: "old" });

export const countAsk = total;

/** The month with the most messages; undefined when there is none. */
export function busiest(months: Readonly<Record<string, number>>): [string, number] | undefined {
  return Object.entries(months).toSorted((a, b) => b[1] - a[1] || b[0].localeCompare(a[0]))[0];
}
