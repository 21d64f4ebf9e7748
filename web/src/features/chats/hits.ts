// Found messages of one chat as a numbered row, oldest first, although only some of them are held: the counts of the months number them all. Pure.
import type { Hit } from "api/types";
import { addMonths } from "lib/day";
import { parseQuery, printQuery, receipt } from "lib/query-language";

/** Hits of a page of X04. */
export const kPage = 200;

/** Months that are asked for together. */
export interface Chunk {
  /** The first and the last month, both inside. */
  from: string;
  to: string;
  /** Hits before it. */
  base: number;
  count: number;
}

/** The search of words within a chat; "" when there is nothing to look for. */
export function withinChat(chat: string, text: string): string {
  const query = parseQuery(text);
  if (!query.root) return "";
  return `${receipt({ in: chat })} (${printQuery({ ...query, sort: undefined })})`;
}

/** Neighbouring months, as many as fit a page; a month with more is a chunk of its own. */
export function chunksOf(months: Readonly<Record<string, number>>): Chunk[] {
  const out: Chunk[] = [];
  let base = 0;
  for (const [month, count] of Object.entries(months).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (count <= 0) continue;
    const last = out.at(-1);
    if (last && last.count + count <= kPage) {
      last.to = month;
      last.count += count;
    } else out.push({ from: month, to: month, base, count });
    base += count;
  }
  return out;
}

export const chunkQuery = (query: string, { from, to }: Chunk): string =>
  `${query} after:${from} before:${addMonths(to, 1)} sort:old`;

/** Which chunk holds the n-th hit (from 0). */
export const chunkOfNumber = (chunks: readonly Chunk[], number: number): Chunk | undefined =>
  chunks.find(({ base, count }) => number >= base && number < base + count);

/** The last chunk that begins at or before a month. */
export const chunkOfMonth = (chunks: readonly Chunk[], month: string): Chunk | undefined =>
  chunks.findLast(({ from }) => from <= month);

/** Chunks with months between two, both inside. */
export const chunksBetween = (chunks: readonly Chunk[], first: string, last: string): Chunk[] =>
  chunks.filter(({ from, to }) => from <= last && to >= first);

/** The number of the last hit at or before a message; -1 when all hits of the chunk lie after it. */
export function lastUpTo(hits: readonly Hit[], chunk: Chunk, ts: number, id: number): number {
  const at = hits.findLastIndex((hit) => hit.ts < ts || (hit.ts === ts && hit.id <= id));
  return at < 0 ? -1 : chunk.base + at;
}

/** Around the ends. */
export const stepped = (number: number, step: 1 | -1, total: number): number =>
  total === 0 ? 0 : (number + step + total) % total;
