// Times as a person writes them in a search: 2024, 2024-03, 7d, "last month", 上个月, 2023..2024.
// The twin of src/search/parse_when.cpp.
import { addDays, addMonths, dayOf, daysInMonth, isDay, monthOf, weekStart } from "lib/day";
import { dayAt, startOfDay } from "lib/zone";

export type Unit = "day" | "week" | "month" | "year";

/** One written time, independent of zone and clock. */
export type WhenPart =
  | { form: "date"; unit: Unit; date: string } // the unit that begins on this day
  | { form: "calendar"; unit: Unit; count: number } // `count` units from the present one
  | { form: "rolling"; unit: Unit; count: number }; // the last `count` units up to now

export interface When {
  first: WhenPart;
  last?: WhenPart;
}

const kMaxUnits = 9999;

const kCalendar: readonly [Unit, number, string][] = [
  ["day", 0, "today 今天 今日"],
  ["day", -1, "yesterday 昨天 昨日"],
  ["day", -2, "前天"],
  ["day", -3, "大前天"],
  ["week", 0, "thisweek 本周 这周 这星期 这个星期 这礼拜 这个礼拜 本星期"],
  ["week", -1, "lastweek 上周 上星期 上个星期 上礼拜 上个礼拜"],
  ["week", -2, "上上周"],
  ["month", 0, "thismonth 本月 这月 这个月 当月"],
  ["month", -1, "lastmonth 上月 上个月"],
  ["month", -2, "上上月 上上个月"],
  ["year", 0, "thisyear 今年 本年"],
  ["year", -1, "lastyear 去年 上一年"],
  ["year", -2, "前年"],
  ["year", -3, "大前年"],
];

// "3月" is March of an unnamed year, not three months: it is no unit.
const kUnits: Record<Unit, string> = {
  day: "d day days 天",
  week: "w week weeks 周 星期 个星期 礼拜 个礼拜",
  month: "m mo month months 个月",
  year: "y year years 年",
};

const kCalendarWords = new Map<string, WhenPart>(
  kCalendar.flatMap(([unit, count, words]) =>
    words.split(" ").map((word): [string, WhenPart] => [word, { form: "calendar", unit, count }]),
  ),
);
const kUnitWords = new Map<string, Unit>(
  (Object.entries(kUnits) as [Unit, string][]).flatMap(([unit, words]) =>
    words.split(" ").map((word): [string, Unit] => [word, unit]),
  ),
);

const kDate = /^(\d{4})(?:(年)|(?:[-/.]|年)(\d{1,2})(?:(月|月份)|(?:[-/.]|月)(\d{1,2})[日号]?)?)?$/;
const kRolling = /^(?:最近|近|last)?(\d{1,8})(.+)$/;

function onDate(unit: Unit, year: number, month: number, day: number): WhenPart | undefined {
  const date = dayOf(year, month, day);
  return year >= 1970 && year <= 2100 && isDay(date) ? { form: "date", unit, date } : undefined;
}

// 2024, 2024-03, 2024-3-15, 2024/3/15, 2024年3月15日, 20240315.
function datePart(text: string): WhenPart | undefined {
  if (/^\d{8}$/.test(text))
    return onDate("day", +text.slice(0, 4), +text.slice(4, 6), +text.slice(6));
  const parts = kDate.exec(text);
  if (!parts) return undefined;
  const [, year, , month, , day] = parts;
  if (month === undefined) return onDate("year", Number(year), 1, 1);
  if (day === undefined) return onDate("month", Number(year), Number(month), 1);
  return onDate("day", Number(year), Number(month), Number(day));
}

function part(folded: string): WhenPart | undefined {
  const date = datePart(folded);
  if (date) return date;
  const text = folded.replace(/[ _-]/g, "");
  const word = kCalendarWords.get(text);
  if (word) return word;
  const rolling = kRolling.exec(text);
  const unit = kUnitWords.get(rolling?.[2] ?? "");
  const count = Number(rolling?.[1] ?? 0);
  return unit && count >= 1 && count <= kMaxUnits ? { form: "rolling", unit, count } : undefined;
}

/** `folded` as fold() gives it. Undefined when it is no time, or no day that exists. */
export function parseWhen(folded: string): When | undefined {
  const dots = folded.indexOf("..");
  if (dots < 0) {
    const only = part(folded);
    return only && { first: only };
  }
  const first = part(folded.slice(0, dots));
  const last = part(folded.slice(dots + 2));
  return first && last && { first, last };
}

// First day of the unit around `day`, `shift` units later.
function unitStart(unit: Unit, day: string, shift: number): string {
  switch (unit) {
    case "day":
      return addDays(day, shift);
    case "week":
      return addDays(weekStart(day), 7 * shift);
    case "month":
      return `${addMonths(day.slice(0, 7), shift)}-01`;
    case "year":
      return dayOf(Number(day.slice(0, 4)) + shift, 1, 1);
  }
}

// 31 March less a month is the last of February.
function unitsBefore(today: string, unit: Unit, count: number): string {
  if (unit === "day" || unit === "week")
    return addDays(today, unit === "day" ? -count : -7 * count);
  const months = unit === "year" ? 12 * count : count;
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  if (year * 12 + month - 1 - months < 1970 * 12) return "1970-01-01";
  const target = addMonths(monthOf(year, month), -months);
  const date = Math.min(Number(today.slice(8)), daysInMonth(target));
  return `${target}-${String(date).padStart(2, "0")}`;
}

/** Days [first, end); `end` missing: without an end. */
export interface Days {
  first: string;
  end?: string;
}

function daysOfPart(at: WhenPart, today: string): Days {
  if (at.form === "rolling") {
    const first = unitsBefore(today, at.unit, at.count);
    return { first: first < "1970-01-01" ? "1970-01-01" : first };
  }
  const around = at.form === "date" ? at.date : today;
  const shift = at.form === "date" ? 0 : at.count;
  return { first: unitStart(at.unit, around, shift), end: unitStart(at.unit, around, shift + 1) };
}

/** The calendar days a written time covers, seen from `today` ("YYYY-MM-DD"). */
export function daysOf(when: When, today: string): Days {
  const days = daysOfPart(when.first, today);
  return when.last ? { first: days.first, end: daysOfPart(when.last, today).end } : days;
}

/** Unix milliseconds [from, to) in the archive's zone; `to` missing: without an end. */
export function spanOf(when: When, zone: string, now: number): { from: number; to?: number } {
  const days = daysOf(when, dayAt(zone, now));
  return {
    from: startOfDay(zone, days.first),
    to: days.end === undefined ? undefined : startOfDay(zone, days.end),
  };
}
