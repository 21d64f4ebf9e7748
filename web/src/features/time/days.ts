// What the time screens compute: pure functions over W040 (messages by day) and W043 (messages of a day).
import type { DayMessage } from "api/types";
import { addDays, sameDateIn } from "lib/day";

/** Messages by "YYYY-MM-DD". */
export type Counts = Readonly<Record<string, number>>;

/** Years from the first to the last with messages, oldest first; years between without any count too. */
export function yearsIn(counts: Counts): number[] {
  const years = Object.keys(counts).map((day) => Number(day.slice(0, 4)));
  if (years.length === 0) return [];
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Messages of the days that begin so: "2024" or "2024-03". O(days). */
export function totalOf(counts: Counts, start: string): number {
  let sum = 0;
  for (const [day, count] of Object.entries(counts)) if (day.startsWith(start)) sum += count;
  return sum;
}

/** Messages by month, "YYYY-MM". O(days). */
export function monthsOf(counts: Counts): Record<string, number> {
  const months: Record<string, number> = {};
  for (const [day, count] of Object.entries(counts)) {
    const month = day.slice(0, 7);
    months[month] = (months[month] ?? 0) + count;
  }
  return months;
}

/** The same date in other years, where there are messages; newest first. */
export function sameDates(counts: Counts, day: string): string[] {
  return yearsIn(counts)
    .map((year) => sameDateIn(year, day))
    .filter((one): one is string => one !== undefined && one !== day && (counts[one] ?? 0) > 0)
    .toReversed();
}

/** The nearest days with messages before and after; undefined at the ends. O(days). */
export function nearest(counts: Counts, day: string): { before?: string; after?: string } {
  let before: string | undefined;
  let after: string | undefined;
  for (const [one, count] of Object.entries(counts)) {
    if (count === 0 || one === day) continue;
    if (one < day && (before === undefined || one > before)) before = one;
    if (one > day && (after === undefined || one < after)) after = one;
  }
  return { before, after };
}

/** The day with the most messages, the newest of several; undefined when there is none. */
export function busiestDay(counts: Counts): [string, number] | undefined {
  let best: [string, number] | undefined;
  for (const [day, count] of Object.entries(counts))
    if (count > 0 && (!best || count > best[1] || (count === best[1] && day > best[0])))
      best = [day, count];
  return best;
}

/** "on:" for the days from the first to the last, both included. */
export const spanQuery = (first: string, last: string): string => `on:${first}..${last}`;

/** A minute of the day: what was said in it, one list for each column. */
export interface Minute {
  time: string; // "21:04"
  cells: DayMessage[][];
}

/**
 * The columns aligned by the clock: every minute in which something was said in any of them, in
 * order; within a minute messages keep their order. At most `limit` messages. O(messages).
 */
export function aligned(columns: readonly (readonly DayMessage[])[], limit = Infinity): Minute[] {
  const minutes = new Map<string, DayMessage[][]>();
  for (const [at, messages] of columns.entries()) {
    for (const message of messages) {
      const time = message.time.slice(0, 5);
      let cells = minutes.get(time);
      if (!cells) minutes.set(time, (cells = columns.map(() => [])));
      cells[at]!.push(message);
    }
  }
  const out: Minute[] = [];
  let shown = 0;
  for (const [time, cells] of [...minutes].toSorted(([a], [b]) => a.localeCompare(b))) {
    if (shown >= limit) break;
    out.push({ time, cells });
    shown += cells.reduce((sum, cell) => sum + cell.length, 0);
  }
  return out;
}

/** Which chats are read side by side: the ones asked for that were active, else the first; at most `most`. */
export function chosenChats(
  active: readonly { chat: string }[],
  asked: readonly string[],
  most: number,
): string[] {
  const there = asked.filter((chat) => active.some((one) => one.chat === chat));
  return (there.length > 0 ? there : active.map((one) => one.chat)).slice(0, most);
}

/** With the chat, or without it when it was there; the one chosen longest ago makes room. */
export function toggled(chosen: readonly string[], chat: string, most: number): string[] {
  if (chosen.includes(chat))
    return chosen.length > 1 ? chosen.filter((one) => one !== chat) : [chat];
  return [...chosen, chat].slice(-most);
}

export const dayBefore = (day: string): string => addDays(day, -1);
export const dayAfter = (day: string): string => addDays(day, 1);
