// Numbers, sizes, durations and lists in the language of the page. Only Intl; nothing is rounded
// silently: short() says the full number too.

export interface Short {
  text: string;
  /** The full number, when `text` is not it: for the title. */
  title?: string;
}

export type Length = "long" | "short" | "narrow";

const kCompactFrom = 100_000;
const kByteUnits = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
const kSteps = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

export class Format {
  private readonly full: Intl.NumberFormat;
  private readonly compact: Intl.NumberFormat;
  private readonly units = new Map<string, Intl.NumberFormat>();
  private readonly lists = new Map<string, Intl.ListFormat>();

  constructor(readonly lang: string) {
    this.full = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 });
    this.compact = new Intl.NumberFormat(lang, {
      notation: "compact",
      maximumSignificantDigits: 3,
    });
  }

  /** 48,211. Anything that is no number gives "–". */
  number(value: number | null | undefined): string {
    return typeof value === "number" && Number.isFinite(value) ? this.full.format(value) : "–";
  }

  /** 9.41M, 941万 from 100,000 on, else the number as it is. */
  short(value: number | null | undefined): Short {
    const text = this.number(value);
    if (text === "–" || Math.abs(value ?? 0) < kCompactFrom) return { text };
    return { text: this.compact.format(value ?? 0), title: text };
  }

  /** A share from 0 to 1 as "54%"; one digit more below ten per cent. */
  percent(share: number): string {
    if (!Number.isFinite(share)) return "–";
    const digits = Math.abs(share) < 0.1 && share !== 0 ? 1 : 0;
    return this.unit("percent", digits, { style: "percent" }).format(share);
  }

  /** 18.3 kB, in steps of 1,000. */
  bytes(value: number): string {
    if (!Number.isFinite(value) || value < 0) return "–";
    let step = 0;
    for (; value >= 999.5 && step < kByteUnits.length - 1; step++) value /= 1000;
    if (step === 0) return `${Math.round(value)} B`; // Intl's English is "0 byte"
    const digits = value < 99.5 ? 1 : 0;
    return this.quantity(value, kByteUnits[step] ?? "byte", "short", digits);
  }

  /** The largest units of a time in seconds: "2 hr 5 min". Below ten seconds with one digit. */
  duration(seconds: number, length: Length = "short", parts = 2): string {
    if (!Number.isFinite(seconds) || seconds < 0) return "–";
    if (seconds < 1) return this.quantity(Math.round(seconds * 1000), "millisecond", length);
    if (seconds < 9.95) return this.quantity(seconds, "second", length, 1);
    const first = kSteps.findIndex(([, size]) => seconds >= size);
    const used = kSteps.slice(first, first + parts);
    const least = used.at(-1)?.[1] ?? 1;
    let rest = Math.round(seconds / least) * least;
    if (first > 0 && rest >= kSteps[first - 1]![1]) return this.duration(rest, length, parts);
    const out: string[] = [];
    for (const [unit, size] of used) {
      const count = Math.floor(rest / size);
      rest -= count * size;
      if (count > 0) out.push(this.quantity(count, unit, length));
    }
    return this.list(out, "unit", length === "long" ? "short" : "narrow");
  }

  /** A number with one of Intl's units: 42 minutes, 42分钟. */
  quantity(value: number, unit: string, length: Length = "short", digits = 0): string {
    return this.unit(unit, digits, { style: "unit", unit, unitDisplay: length }).format(value);
  }

  /** "a, b and c", 甲、乙和丙. */
  list(
    items: readonly string[],
    type: "conjunction" | "disjunction" | "unit" = "conjunction",
    style: Length = "long",
  ): string {
    const key = `${type}/${style}`;
    let format = this.lists.get(key);
    if (!format) {
      format = new Intl.ListFormat(this.lang, { type, style });
      this.lists.set(key, format);
    }
    return format.format(items);
  }

  private unit(name: string, digits: number, options: Intl.NumberFormatOptions): Intl.NumberFormat {
    const key = `${name}/${digits}/${options.unitDisplay}`;
    let format = this.units.get(key);
    if (!format) {
      format = new Intl.NumberFormat(this.lang, { maximumFractionDigits: digits, ...options });
      this.units.set(key, format);
    }
    return format;
  }
}

const kFormats = new Map<string, Format>();

/** The one Format of a language: making Intl objects costs more than using them. */
export function formatFor(lang: string): Format {
  let format = kFormats.get(lang);
  if (!format) kFormats.set(lang, (format = new Format(lang)));
  return format;
}
