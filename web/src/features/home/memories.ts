// What Home remembers: pure functions over the directory, W006 and W040.
import type { Entry } from "api/surfaces/kith";
import type { ContactStats } from "api/types";
import { addDays, daysBetween, sameDateIn } from "lib/day";

/** The same date in past years with messages, newest first. */
export function pastDays(counts: Readonly<Record<string, number>>, today: string): string[] {
  const years = new Set(Object.keys(counts).map((day) => Number(day.slice(0, 4))));
  return [...years]
    .map((year) => sameDateIn(year, today))
    .filter((day): day is string => day !== undefined && day < today && (counts[day] ?? 0) > 0)
    .toSorted()
    .toReversed();
}

/** Years with messages, oldest first. */
export const yearsIn = (counts: Readonly<Record<string, number>>): number[] =>
  [...new Set(Object.keys(counts).map((day) => Number(day.slice(0, 4))))].toSorted((a, b) => a - b);

const kGood = 24; // code points of a text worth remembering
const kLong = 80;

/** The text of a day that says most in one line: closest to 24 code points, 6 to 80. */
export function memorable<T extends { text: string; type: string }>(
  hits: readonly T[],
): T | undefined {
  const size = (one: T) => [...one.text].length;
  const fit = hits.filter((one) => one.type === "text" && size(one) >= 6 && size(one) <= kLong);
  return fit.toSorted((a, b) => Math.abs(size(a) - kGood) - Math.abs(size(b) - kGood))[0];
}

export interface Quiet {
  entry: Entry;
  days: number;
  /** The drop from the best month, -1..0; undefined when they only became quiet. */
  change?: number;
}

const kDay = 86_400;
const kEnough = 60; // messages: fewer are no relationship that cools
const kQuietDays = 14;
const kCooled = -0.5;

/**
 * People one may want to write to: much was said once, and little is said now. Who dropped most and
 * with whom most was said comes first. `now` in Unix seconds.
 */
export function quietPeople(
  entries: readonly Entry[],
  stats: ReadonlyMap<string, ContactStats>,
  now: number,
): Quiet[] {
  const out: (Quiet & { score: number })[] = [];
  for (const entry of entries) {
    if (entry.kind !== "person" || entry.count < kEnough || !entry.last) continue;
    const one = stats.get(entry.id);
    if (!one || one.their_messages === 0) continue;
    const days = Math.floor((now - entry.last) / kDay);
    const change = one.peak_monthly > 0 ? one.recent_monthly / one.peak_monthly - 1 : 0;
    if (days < kQuietDays && change > kCooled) continue;
    const score = Math.log10(entry.count) * (Math.min(days, 365) / 60 - change * 2);
    out.push({ entry, days, change: change <= kCooled ? change : undefined, score });
  }
  return out.toSorted((a, b) => b.score - a.score);
}

export interface Coming {
  entry: Entry;
  day: string;
  kind: "days" | "years";
  count: number;
}

const kAhead = 45;
const kKnown = 100;

/** Round numbers of days and anniversaries of first messages in the next 45 days, soonest first. */
export function comingDates(
  entries: readonly Entry[],
  firstDay: (entry: Entry) => string | undefined,
  today: string,
): Coming[] {
  const out: Coming[] = [];
  for (const entry of entries) {
    const first = entry.kind === "person" && entry.count >= kKnown ? firstDay(entry) : undefined;
    if (!first) continue;
    const known = daysBetween(first, today);
    const count = Math.ceil(Math.max(1, known) / 1000) * 1000;
    const round = addDays(first, count);
    if (daysBetween(today, round) <= kAhead) out.push({ entry, day: round, kind: "days", count });
    const year = Number(today.slice(0, 4));
    for (const next of [year, year + 1]) {
      const day = sameDateIn(next, first);
      const years = next - Number(first.slice(0, 4));
      if (!day || years < 1 || day < today || daysBetween(today, day) > kAhead) continue;
      out.push({ entry, day, kind: "years", count: years });
    }
  }
  return out.toSorted((a, b) => a.day.localeCompare(b.day) || b.entry.count - a.entry.count);
}

export type Greeting = "night" | "morning" | "day" | "evening";
export function greetingAt(hour: number): Greeting {
  if (hour < 5 || hour >= 23) return "night";
  if (hour < 11) return "morning";
  return hour < 18 ? "day" : "evening";
}
