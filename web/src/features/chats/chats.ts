// Which conversation an address means, and how the list of conversations is narrowed. Pure.
import type { Entry } from "api/surfaces/kith";
import { type PaletteIndex, paletteIndex, searchPalette } from "lib/palette";

const kNumber = /^\d{1,15}$/;

/** Those with messages; the newest first, as the directory gives them. */
export const conversations = (entries: readonly Entry[]): Entry[] =>
  entries.filter((entry) => entry.chat > 0 && entry.count > 0);

/** The conversation of an address: the number of a chat before the key of its source, as the server reads it. O(entries). */
export function chatOf(entries: readonly Entry[], id: string): Entry | undefined {
  const number = kNumber.test(id) ? Number(id) : 0;
  return (
    (number > 0 ? entries.find((entry) => entry.chat === number) : undefined) ??
    entries.find((entry) => entry.id === id && entry.chat > 0)
  );
}

/** The key, unless it could be taken for the number of another chat. */
export const addressIdOf = (entry: Entry): string | number =>
  kNumber.test(entry.id) ? entry.chat : entry.id;

/** Names of all entries, folded once. O(entries). */
export const namesOf = (entries: readonly Entry[], now: number): PaletteIndex =>
  paletteIndex(
    entries.map((entry) => ({
      kind: "person",
      id: String(entry.chat),
      name: entry.name,
      alt: entry.alt,
      count: entry.count,
      last: entry.last,
    })),
    now,
  );

/** Those whose name, other names or pinyin initials fit, the best first; all when nothing is asked. */
export function matching(entries: readonly Entry[], index: PaletteIndex, text: string): Entry[] {
  if (text.trim() === "") return [...entries];
  const byChat = new Map(entries.map((entry) => [String(entry.chat), entry]));
  return searchPalette(index, text, index.length)
    .map(({ entry }) => byChat.get(entry.id))
    .filter((entry) => entry !== undefined);
}

/** Everybody by number, for faces beside messages of a group. O(entries). */
export const byPerson = (entries: readonly Entry[]): ReadonlyMap<number, Entry> =>
  new Map(entries.filter((entry) => entry.person > 0).map((entry) => [entry.person, entry]));
