// How messages stand together: where a day begins, where somebody begins to speak. Pure.
import type { Item } from "api/types";

const kPause = 5 * 60; // seconds; a later message says again who speaks

export interface Row {
  item: Item;
  /** The day, on its first message. */
  day?: string | undefined;
  /** Who speaks is written: another one than before, or after a pause. */
  head: boolean;
}

/**
 * The rows of neighbouring messages; `before` is the message before the first. `dayOf` gives the
 * day of Unix milliseconds. O(items).
 */
export function rowsOf(
  items: readonly Item[],
  before: Item | undefined,
  dayOf: (ms: number) => string,
): Row[] {
  let last = before;
  let lastDay = before && dayOf(before.ts * 1000);
  return items.map((item) => {
    const day = item.ts === last?.ts && lastDay ? lastDay : dayOf(item.ts * 1000);
    const begins = day !== lastDay;
    const same =
      last !== undefined &&
      last.sender === item.sender &&
      last.name === item.name &&
      last.is_mine === item.is_mine &&
      last.type !== "system" &&
      item.ts - last.ts <= kPause;
    [last, lastDay] = [item, day];
    return {
      item,
      day: begins ? day : undefined,
      head: item.type !== "system" && (begins || !same),
    };
  });
}
