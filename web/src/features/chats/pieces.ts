// The text of a message in pieces: found words and web addresses. The pieces always join to the text.
import type { Hit } from "api/types";
import { linksIn, segmentsOf } from "lib/text";

export type Mark = readonly [number, number];

export interface Piece {
  text: string;
  marked: boolean;
  href?: string | undefined;
}

/** Cut at both the ends of marks and the ends of addresses. O(length). */
export function piecesOf(text: string, marks: readonly Mark[] = []): Piece[] {
  const segments = segmentsOf(text, marks);
  const out: Piece[] = [];
  let [at, used] = [0, 0];
  for (const link of linksIn(text)) {
    for (let left = link.text.length; left > 0;) {
      const segment = segments[at];
      if (!segment) return out;
      const part = segment.text.slice(used, used + left);
      out.push({ text: part, marked: segment.marked, href: link.href });
      left -= part.length;
      used += part.length;
      if (used === segment.text.length) [at, used] = [at + 1, 0];
    }
  }
  return out;
}

/**
 * The marks of a hit in the whole text of its message: a hit of a long message shows only the part
 * around its first mark. Nothing when the message has changed meanwhile.
 */
export function marksIn(text: string, hit: Pick<Hit, "text" | "marks">): readonly Mark[] {
  const found = hit.text === "" ? -1 : text.indexOf(hit.text);
  if (found <= 0) return found === 0 ? hit.marks : [];
  const shift = Array.from(text.slice(0, found)).length;
  return hit.marks.map(([first, last]) => [first + shift, last + shift]);
}
