// Where the days of a year stand in a calendar: a column for each week from Monday, a row for each day of the week.
import { addDays, daysBetween, weekdayOf, weekStart } from "lib/day";

export interface Cell {
  day: string;
  week: number; // column, from 0
  row: number; // 0 = Monday
}

/** All days of a year in order. */
export function cellsOf(year: number): Cell[] {
  const first = `${String(year).padStart(4, "0")}-01-01`;
  const start = weekStart(first);
  const days = daysBetween(first, `${String(year + 1).padStart(4, "0")}-01-01`);
  return Array.from({ length: days }, (_, i) => {
    const day = addDays(first, i);
    return { day, week: Math.floor(daysBetween(start, day) / 7), row: (weekdayOf(day) + 6) % 7 };
  });
}

/** The column in which each month begins, "2024-03" to week. */
export function monthColumns(cells: readonly Cell[]): [month: string, week: number][] {
  return cells
    .filter(({ day }) => day.endsWith("-01"))
    .map(({ day, week }) => [day.slice(0, 7), week]);
}

/** How far a key moves, in days; the same day of another month for PageUp and PageDown. */
export function moved(day: string, key: string, year: number): string {
  const steps: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7 };
  const step = steps[key];
  let next = day;
  if (step !== undefined) next = addDays(day, step);
  else if (key === "PageUp" || key === "PageDown")
    next = otherMonth(day, key === "PageUp" ? -1 : 1);
  else if (key === "Home") next = `${day.slice(0, 5)}01-01`;
  else if (key === "End") next = `${day.slice(0, 5)}12-31`;
  return Number(next.slice(0, 4)) === year ? next : day;
}

function otherMonth(day: string, by: number): string {
  const month = Number(day.slice(5, 7)) + by;
  if (month < 1 || month > 12) return day;
  const first = `${day.slice(0, 5)}${String(month).padStart(2, "0")}-01`;
  const wanted = addDays(first, Number(day.slice(8)) - 1);
  // 31 January and one month is the last day of February.
  return wanted.slice(5, 7) === first.slice(5, 7)
    ? wanted
    : addDays(wanted, -Number(wanted.slice(8)));
}
