// Dates and clocks as they are shown: in the language of the page and the zone of the archive.
import { daysBetween, yearOfDay } from "lib/day";
import { dayAt, zoneOr } from "lib/zone";

const kKinds = {
  clock: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  date: { year: "numeric", month: "short", day: "numeric" },
  dateShort: { month: "short", day: "numeric" },
  heading: { weekday: "short", year: "numeric", month: "long", day: "numeric" },
  month: { year: "numeric", month: "long" },
  monthShort: { month: "short" },
  weekday: { weekday: "short" },
  weekdayLong: { weekday: "long" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
export type TimeKind = keyof typeof kKinds;

const kMinute = 60_000;
const kHour = 60 * kMinute;

/** English dates are written day before month; the words stay English. */
const dateLang = (lang: string): string => (lang === "en" ? "en-GB" : lang);
const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`);

export class Times {
  readonly zone: string;
  private readonly formats = new Map<string, Intl.DateTimeFormat>();
  private readonly relatives: Intl.RelativeTimeFormat;

  constructor(
    readonly lang: string,
    zone: string,
  ) {
    this.zone = zoneOr(zone);
    this.relatives = new Intl.RelativeTimeFormat(dateLang(lang), { numeric: "auto" });
  }

  /** 21:04 */
  clock = (ms: number): string => this.format("clock", this.zone).format(ms);
  /** 15 Mar 2024, 2024年3月15日 */
  date = (ms: number): string => this.format("date", this.zone).format(ms);
  /** 15 Mar 2024, 21:04 */
  stamp = (ms: number): string => `${this.date(ms)} ${this.clock(ms)}`;

  /** A calendar day ("2024-03-15"), which has no zone. */
  day(day: string, kind: Exclude<TimeKind, "clock"> = "date"): string {
    const at = noon(day);
    return Number.isNaN(at) ? day : this.format(kind, "UTC").format(at);
  }

  /** "Fri, 15 March 2024": the line above the messages of a day. */
  heading = (day: string): string => this.day(day, "heading");
  /** "2024-03" as "March 2024" */
  month = (month: string): string => this.day(`${month}-01`, "month");

  /** Names of the days of the week, 0 = Sunday. */
  weekday = (index: number, kind: "weekday" | "weekdayLong" = "weekday"): string =>
    this.day(`2024-09-0${index + 1}`, kind); // 1 September 2024 was a Sunday

  /** For <time datetime>. */
  machine = (ms: number): string => new Date(ms).toISOString();

  /** The day of an instant, "YYYY-MM-DD". */
  dayOf = (ms: number): string => dayAt(this.zone, ms);

  /**
   * As short as a list needs it: 21:04 today, "yesterday", the weekday within a week, "10 Sep" in
   * this year, else the date. Instants in the future are shown as dates.
   */
  brief(ms: number, now: number): string {
    const [day, today] = [this.dayOf(ms), this.dayOf(now)];
    const ago = daysBetween(day, today);
    if (ago === 0) return this.clock(ms);
    if (ago === 1) return this.relatives.format(-1, "day");
    if (ago > 1 && ago < 7) return this.day(day, "weekday");
    return yearOfDay(day) === yearOfDay(today) ? this.day(day, "dateShort") : this.day(day);
  }

  /** "5 minutes ago", "3 days ago", "2 years ago": counted by days of the zone from one day on. */
  ago(ms: number, now: number): string {
    const past = now - ms;
    const days = daysBetween(this.dayOf(ms), this.dayOf(now));
    if (Math.abs(past) < kHour) return this.relatives.format(-Math.round(past / kMinute), "minute");
    if (days === 0) return this.relatives.format(-Math.round(past / kHour), "hour");
    if (Math.abs(days) < 45) return this.relatives.format(-days, "day");
    if (Math.abs(days) < 548) return this.relatives.format(-Math.round(days / 30.44), "month");
    return this.relatives.format(-Math.round(days / 365.25), "year");
  }

  private format(kind: TimeKind, zone: string): Intl.DateTimeFormat {
    const key = `${kind}/${zone}`;
    let format = this.formats.get(key);
    if (!format) {
      format = new Intl.DateTimeFormat(dateLang(this.lang), { timeZone: zone, ...kKinds[kind] });
      this.formats.set(key, format);
    }
    return format;
  }
}

const kTimes = new Map<string, Times>();

/** The one Times of a language and zone. */
export function timesFor(lang: string, zone: string): Times {
  const key = `${lang}/${zone}`;
  let times = kTimes.get(key);
  if (!times) kTimes.set(key, (times = new Times(lang, zone)));
  return times;
}
