// Calendar days as "YYYY-MM-DD" and months as "YYYY-MM": plain calendar arithmetic, no zone.

const kDayMs = 86_400_000;
const kDay = /^(\d{4})-(\d{2})-(\d{2})$/;
const kMonth = /^(\d{4})-(\d{2})$/;

const two = (value: number): string => String(value).padStart(2, "0");
const four = (value: number): string => String(value).padStart(4, "0");

export const dayOf = (year: number, month: number, day: number): string =>
  `${four(year)}-${two(month)}-${two(day)}`;
export const monthOf = (year: number, month: number): string => `${four(year)}-${two(month)}`;

/** Days since 1970-01-01; undefined when it is no day that exists. */
export function dayNumber(day: string): number | undefined {
  const parts = kDay.exec(day);
  if (!parts) return undefined;
  const [year, month, date] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const ms = new Date(0).setUTCFullYear(year, month - 1, date);
  const back = new Date(ms);
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== date) return undefined;
  return Math.floor(ms / kDayMs);
}

export function dayFromNumber(number: number): string {
  const date = new Date(number * kDayMs);
  return dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

export const isDay = (text: string): boolean => dayNumber(text) !== undefined;

function need(day: string): number {
  const number = dayNumber(day);
  if (number === undefined) throw new RangeError(`no such day: ${day}`);
  return number;
}

/** Throws RangeError when `day` is no day. */
export const addDays = (day: string, days: number): string => dayFromNumber(need(day) + days);
export const daysBetween = (from: string, to: string): number => need(to) - need(from);

/** 0 = Sunday .. 6. */
export const weekdayOf = (day: string): number => (((need(day) + 4) % 7) + 7) % 7;

/** The Monday of its week. */
export const weekStart = (day: string): string => addDays(day, -((weekdayOf(day) + 6) % 7));

export const monthOfDay = (day: string): string => day.slice(0, 7);
export const yearOfDay = (day: string): number => Number(day.slice(0, 4));

export function isMonth(text: string): boolean {
  const month = Number(kMonth.exec(text)?.[2] ?? 0);
  return month >= 1 && month <= 12;
}

export function addMonths(month: string, months: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return monthOf(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1);
}

export const daysInMonth = (month: string): number =>
  daysBetween(`${month}-01`, `${addMonths(month, 1)}-01`);

/** From the first to the last inclusive; empty when the last lies before the first. */
export function monthsFrom(first: string, last: string): string[] {
  const out: string[] = [];
  for (let month = first; month <= last && out.length < 12_000; month = addMonths(month, 1))
    out.push(month);
  return out;
}

/** The same date in another year; 29 February becomes undefined in years without one. */
export function sameDateIn(year: number, day: string): string | undefined {
  const moved = `${four(year)}${day.slice(4)}`;
  return isDay(moved) ? moved : undefined;
}
