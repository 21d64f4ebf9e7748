// The four ways in which times arrive, each with its own reader. All give Unix milliseconds, or
// undefined for what is no time: the caller shows nothing rather than 1970.
import { dayNumber } from "lib/day";
import { instantOf } from "lib/zone";

const kLatest = 253_402_300_800; // year 10,000 in seconds

/** Unix seconds (X and W). 0 means "none" there. */
export function fromSeconds(seconds: number | null | undefined): number | undefined {
  if (typeof seconds !== "number" || !Number.isFinite(seconds) || seconds === 0) return undefined;
  return Math.abs(seconds) < kLatest ? seconds * 1000 : undefined;
}

const kClock = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?`;
const kText = new RegExp(String.raw`^(\d{4}-\d{2}-\d{2})(?:[ T]${kClock})?$`);

/** "2024-03-15", "2024-03-15 21:04" or with seconds (W): the archive's local time. */
export function fromLocalText(text: string | null | undefined, zone: string): number | undefined {
  const parts = kText.exec(text?.trim() ?? "");
  if (!parts) return undefined;
  const date = parts[1] ?? "";
  const [hour, minute, second] = [parts[2], parts[3], parts[4]].map((part) =>
    Number(part ?? 0),
  ) as [number, number, number];
  if (dayNumber(date) === undefined || hour > 23 || minute > 59 || second > 60) return undefined;
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  return instantOf(zone, { year, month, day, hour, minute, second });
}

const kRfc3339 = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

/** RFC 3339 with an offset (K and M). A fraction beyond milliseconds is cut off. */
export function fromRfc3339(text: string | null | undefined): number | undefined {
  const parts = kRfc3339.exec(text?.trim() ?? "");
  if (!parts) return undefined;
  const [, date = "", hour, minute, second, fraction, offset = "Z"] = parts;
  const day = dayNumber(date);
  if (day === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60)
    return undefined;
  const clock = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  const sign = offset.startsWith("-") ? -1 : 1;
  const shift = /^[Zz]$/.test(offset)
    ? 0
    : sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6))) * 60;
  const ms = Math.floor(Number(fraction ?? 0) * 1000 + 1e-9);
  return (day * 86_400 + clock - shift) * 1000 + ms;
}

/** "2024-03-15T21:04:05" without a zone (I): the server's local time, which is the archive's. */
export function fromZoneless(text: string | null | undefined, zone: string): number | undefined {
  return /[Zz]|[+-]\d{2}:?\d{2}$/.test((text ?? "").slice(10))
    ? undefined
    : fromLocalText(text, zone);
}
