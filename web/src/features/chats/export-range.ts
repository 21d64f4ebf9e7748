// What part of a conversation is exported: all of it, the month or the day one reads, from a day to a day. Pure.
import { addDays, isDay } from "lib/day";
import { type Receipt, receipt } from "lib/query-language";
import { startOfDay } from "lib/zone";
import type { Span } from "features/chats/export-run";

export const kRanges = ["all", "month", "day", "span"] as const;
export type Range = (typeof kRanges)[number];

export interface Chosen {
  range: Range;
  /** At the top of what one reads. */
  day: string;
  /** Of the span, both included. */
  first: string;
  last: string;
}

/** As it stands in the name of the file and in queries; undefined when the days are none. */
export function rangeName({ range, day, first, last }: Chosen): string | undefined {
  if (range === "all") return "";
  if (range === "span")
    return isDay(first) && isDay(last) && first <= last ? `${first}..${last}` : undefined;
  return isDay(day) ? day.slice(0, range === "month" ? 7 : 10) : undefined;
}

/** The searches that together find what is exported: messages, and lines that nobody wrote. Empty: no days. */
export function rangeQueries(chat: string, chosen: Chosen): string[] {
  const on = rangeName(chosen);
  if (on === undefined) return [];
  const what: Receipt = on ? { in: chat, on } : { in: chat };
  return [receipt(what), receipt({ ...what, is: "system" })];
}

export function rangeSpan(chosen: Chosen, zone: string): Span | undefined {
  const name = rangeName(chosen);
  if (name === undefined) return undefined;
  if (name === "") return { from: 0, until: Infinity };
  const { range, day } = chosen;
  const first = range === "span" ? chosen.first : range === "day" ? day : `${name}-01`;
  const last = range === "span" ? chosen.last : range === "day" ? day : lastOfMonth(name);
  return {
    from: startOfDay(zone, first) / 1000,
    until: startOfDay(zone, addDays(last, 1)) / 1000,
  };
}

function lastOfMonth(month: string): string {
  const next = addDays(`${month}-28`, 4);
  return addDays(`${next.slice(0, 7)}-01`, -1);
}
