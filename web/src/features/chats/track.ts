// The part of a conversation the page holds: neighbouring messages of one chat, and the slice of them that is in the page. Pure.
import type { ChatWindow } from "api/surfaces/kith";
import type { Item } from "api/types";

/** Messages held at once; further ones are asked for again. */
export const kKept = 2000;
/** Messages in the page at once, and how many come when an edge is near. */
export const kShown = 240;
export const kStep = 40;
/** Fewer held messages beyond the slice than this: the next page is asked for. */
export const kAhead = 100;

export type Side = "before" | "after";

export interface Track {
  /** Oldest first, without gaps. */
  items: readonly Item[];
  /** Messages of the chat before items[0]. */
  first: number;
  total: number;
  /** What to ask for next on each side; undefined: nothing is there. */
  before?: number | undefined;
  after?: number | undefined;
  months: Readonly<Record<string, number>>;
}

/** Places in the whole chat, [from, to). */
export interface Shown {
  from: number;
  to: number;
}

export const trackOf = (page: ChatWindow): Track => ({
  items: page.items,
  first: page.ordinal,
  total: page.total,
  before: page.before,
  after: page.after,
  months: page.months,
});

export const endOf = (track: Track): number => track.first + track.items.length;
const clamp = (value: number, least: number, most: number) =>
  Math.max(least, Math.min(most, value));

/** With one more page at a side. More than kKept: the far side is let go. O(items). */
export function joined(track: Track, page: ChatWindow, side: Side): Track {
  const held = new Set(track.items.map((item) => item.id));
  const fresh = page.items.filter((item) => !held.has(item.id));
  if (side === "before") {
    const items = [...fresh, ...track.items].slice(0, kKept);
    const cut = items.length < fresh.length + track.items.length;
    return {
      ...track,
      items,
      first: track.first - fresh.length,
      before: page.before,
      after: cut ? items.at(-1)?.id : track.after,
    };
  }
  const all = [...track.items, ...fresh];
  const items = all.slice(-kKept);
  const cut = all.length - items.length;
  return {
    ...track,
    items,
    first: track.first + cut,
    before: cut > 0 ? items[0]?.id : track.before,
    after: page.after,
  };
}

/** The slice with this place inside, most of it after: one reads on. */
export function shownAround(track: Track, place: number): Shown {
  const from = clamp(place - kShown / 4, track.first, endOf(track));
  const to = clamp(from + kShown / 2, from, endOf(track));
  return { from: clamp(to - kShown / 2, track.first, from), to };
}

/** One step further at a side; the other side gives way. The same object when nothing is there. */
export function extended(track: Track, shown: Shown, side: Side): Shown {
  if (side === "before") {
    const from = Math.max(track.first, shown.from - kStep);
    return from === shown.from ? shown : { from, to: Math.min(shown.to, from + kShown) };
  }
  const to = Math.min(endOf(track), shown.to + kStep);
  return to === shown.to ? shown : { from: Math.max(shown.from, to - kShown), to };
}

/** What to ask for, when little is held beyond the slice. */
export function wanted(track: Track, shown: Shown, side: Side): number | undefined {
  const beyond = side === "before" ? shown.from - track.first : endOf(track) - shown.to;
  return beyond < kAhead ? track[side] : undefined;
}

export const itemsOf = (track: Track, shown: Shown): readonly Item[] =>
  track.items.slice(shown.from - track.first, shown.to - track.first);

/** The place of a message in the whole chat; undefined when it is not held. */
export function placeOf(track: Track, id: number): number | undefined {
  const at = track.items.findIndex((item) => item.id === id);
  return at < 0 ? undefined : track.first + at;
}

/**
 * The first message at or after a time (Unix seconds) when it is certain that it is held: undefined
 * when it may lie on a page that is not. O(log items).
 */
export function firstAt(track: Track, ts: number): Item | undefined {
  let [low, high] = [0, track.items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (track.items[middle]!.ts < ts) low = middle + 1;
    else high = middle;
  }
  if (low === 0 && track.before !== undefined) return undefined;
  return track.items[low] ?? (track.after === undefined ? track.items.at(-1) : undefined);
}
