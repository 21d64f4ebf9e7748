// The written query cut into pieces that look the same: what kind of token, and whether it is a problem.
import type { Place, Token, TokenKind } from "lib/query-language";

export interface Piece {
  text: string;
  /** Code points of the query. */
  first: number;
  kind?: TokenKind;
  problem: boolean;
}

/** The pieces join to the text. Places outside of it are cut off. O(length × (tokens + problems)). */
export function piecesOf(
  text: string,
  tokens: readonly Token[],
  problems: readonly Place[],
): Piece[] {
  const points = [...text];
  const cuts = new Set([0, points.length]);
  for (const { first, last } of [...tokens, ...problems])
    for (const at of [first, last]) if (at > 0 && at < points.length) cuts.add(at);
  const borders = [...cuts].toSorted((a, b) => a - b);
  const covers = (first: number) => (place: Place) => place.first <= first && first < place.last;
  return borders.slice(0, -1).map((first, i) => ({
    text: points.slice(first, borders[i + 1]).join(""),
    first,
    kind: tokens.find(covers(first))?.kind,
    problem: problems.some(covers(first)),
  }));
}

/** The text with a place of it replaced. */
export function replaced(text: string, { first, last }: Place, by: string): string {
  const points = [...text];
  return points.slice(0, first).join("") + by + points.slice(last).join("");
}
