// Local time of a named zone, whatever the browser's own zone is. Instants are Unix milliseconds.
import { dayNumber, dayOf } from "lib/day";

export interface Local {
  year: number;
  month: number; // 1..12
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const kDayMs = 86_400_000;
const kFormats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = kFormats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
      timeZone: zone,
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    kFormats.set(zone, format);
  }
  return format;
}

/** True when this browser knows the zone. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** The zone, or UTC when the browser does not know it. */
export const zoneOr = (zone: string): string => (isZone(zone) ? zone : "UTC");

/** Throws RangeError for an unknown zone or an instant that is no date. */
export function localAt(zone: string, ms: number): Local {
  const local: Local = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of formatOf(zone).formatToParts(ms)) {
    if (type in local) local[type as keyof Local] = Number(value);
    else if (type === "era" && value === "BC") local.year = 1 - local.year;
  }
  return local;
}

function asUtc(local: Local): number {
  const date = new Date(0);
  date.setUTCFullYear(local.year, local.month - 1, local.day);
  return date.setUTCHours(local.hour, local.minute, local.second);
}

/** Milliseconds to add to UTC at this instant: 28,800,000 in Shanghai. */
export const offsetAt = (zone: string, ms: number): number =>
  asUtc(localAt(zone, ms)) - Math.floor(ms / 1000) * 1000;

/**
 * The instant at which clocks of the zone show this. A time that happens twice is the first; one
 * that is skipped is moved on by the length of the gap, as clocks are.
 */
export function instantOf(zone: string, local: Local): number {
  const wall = asUtc(local);
  const before = offsetAt(zone, wall - kDayMs);
  const after = offsetAt(zone, wall + kDayMs);
  for (const offset of [Math.max(before, after), Math.min(before, after)])
    if (offsetAt(zone, wall - offset) === offset) return wall - offset;
  return wall - before;
}

/** The first instant of a calendar day; RangeError when there is no such day. */
export function startOfDay(zone: string, day: string): number {
  const number = dayNumber(day);
  if (number === undefined) throw new RangeError(`no such day: ${day}`);
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const start = instantOf(zone, { year, month, day: date, hour: 0, minute: 0, second: 0 });
  return start;
}

/** "YYYY-MM-DD" of the instant in the zone. */
export function dayAt(zone: string, ms: number): string {
  const { year, month, day } = localAt(zone, ms);
  return dayOf(year, month, day);
}
