// The rail of months at the edge of the reader: rows of one height, one for each month. Pure.
import { addMonths, isMonth, monthsFrom } from "lib/day";

export interface RailMonth {
  month: string;
  count: number;
  /** 0 to 1: how long its bar is. A month with a hundredth of the most is still seen. */
  length: number;
}

/** From the first to the last month with messages, without gaps, oldest first. */
export function railOf(months: Readonly<Record<string, number>>): RailMonth[] {
  const known = Object.keys(months)
    .filter((month) => isMonth(month) && (months[month] ?? 0) > 0)
    .toSorted();
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return [];
  const most = Math.max(...known.map((month) => months[month] ?? 0));
  return monthsFrom(first, last).map((month) => {
    const count = months[month] ?? 0;
    return { month, count, length: Math.sqrt(count / most) };
  });
}

/** The row of a month; a month outside is the nearest end. */
export function rowOf(rail: readonly RailMonth[], month: string): number {
  const at = rail.findIndex((one) => one.month >= month);
  return at < 0 ? Math.max(0, rail.length - 1) : at;
}

/** The row at a share of the height, 0 at the top. */
export const rowAt = (rail: readonly RailMonth[], share: number): number =>
  Math.max(0, Math.min(rail.length - 1, Math.floor(share * rail.length)));

export interface YearMark {
  year: string;
  row: number;
}

/** Years to write beside the rail, at most `most`, evenly thinned; each at its first row. */
export function yearsOf(rail: readonly RailMonth[], most: number): YearMark[] {
  const marks: YearMark[] = [];
  for (const [row, { month }] of rail.entries()) {
    const year = month.slice(0, 4);
    if (marks.at(-1)?.year !== year) marks.push({ year, row });
  }
  const every = Math.max(1, Math.ceil(marks.length / Math.max(1, most)));
  return marks.filter((_, i) => i % every === 0);
}

/** A month further; stays inside the rail. */
export function monthStep(rail: readonly RailMonth[], month: string, step: number): string {
  const row = rowOf(rail, addMonths(month, step));
  return rail[row]?.month ?? month;
}
