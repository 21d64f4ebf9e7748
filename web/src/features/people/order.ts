// How the list of people is ordered and narrowed: pure functions over the directory and W006.
import type { Entry } from "api/surfaces/kith";
import type { ContactStats } from "api/types";
import { type PaletteIndex, paletteIndex, searchPalette } from "lib/palette";

export const sorts = ["recent", "most", "cooling", "name"] as const;
export type Sort = (typeof sorts)[number];
export const kinds = ["person", "group", "official"] as const;
export type Kind = (typeof kinds)[number];
export const tiers = ["all", "month", "year", "quiet"] as const;
/** Spoken with in the last 30 days; in the last year; not for a year. */
export type Tier = (typeof tiers)[number];

const kDay = 86_400;
const kMonth = 30 * kDay;
const kYear = 365 * kDay;
/** Fewer messages in the best month say nothing about cooling. */
const kEnough = 20;

export function tierOf(entry: Entry, now: number): Exclude<Tier, "all"> {
  const quiet = now - entry.last;
  if (quiet <= kMonth) return "month";
  return quiet <= kYear ? "year" : "quiet";
}

/** How many lie in each tier; "all" counts everyone. O(entries). */
export function tierCounts(entries: readonly Entry[], now: number): Record<Tier, number> {
  const counts: Record<Tier, number> = { all: entries.length, month: 0, year: 0, quiet: 0 };
  for (const entry of entries) counts[tierOf(entry, now)]++;
  return counts;
}

/**
 * The change from the best month to the average of the last ones (W006), -1..; undefined where the
 * best month is too small to compare.
 */
export function changeOf(stats: ContactStats | undefined): number | undefined {
  if (!stats || stats.peak_monthly < kEnough) return undefined;
  return stats.recent_monthly / stats.peak_monthly - 1;
}

export type StatsById = ReadonlyMap<string, ContactStats>;

export function sorted(
  entries: readonly Entry[],
  sort: Sort,
  stats: StatsById,
  lang: string,
): Entry[] {
  if (sort === "name") {
    const collator = new Intl.Collator(lang === "en" ? "en" : "zh-Hans-CN-u-co-pinyin");
    return entries.toSorted((a, b) => collator.compare(a.name, b.name));
  }
  if (sort === "most") return entries.toSorted((a, b) => b.count - a.count);
  if (sort === "recent") return entries.toSorted((a, b) => b.last - a.last);
  const change = (entry: Entry) => changeOf(stats.get(entry.id)) ?? Infinity;
  return entries.toSorted((a, b) => change(a) - change(b) || b.count - a.count);
}

/** An index of names for `matching`. O(entries). */
export const nameIndex = (entries: readonly Entry[], now: number): PaletteIndex =>
  paletteIndex(
    entries.map((entry) => ({ kind: "person", id: entry.id, name: entry.name, alt: entry.alt })),
    now,
  );

/** Ids of those whose name, other names or pinyin initials hold the text; letters apart do not count. */
export const matching = (index: PaletteIndex, text: string): Set<string> =>
  new Set(
    searchPalette(index, text, index.length)
      .filter(({ match }) => match !== "subsequence")
      .map(({ entry }) => entry.id),
  );
