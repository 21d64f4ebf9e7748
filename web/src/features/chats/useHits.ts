// Find in chat: how many hits there are, which one is shown, how to get to the next, and the marks of those in the page.
import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { answerOf } from "api/ask";
import { useAsk, useGeneration } from "api/query";
import { find } from "api/surfaces/kith";
import type { Found, Hit, Item } from "api/types";
import {
  type Chunk,
  chunkOfMonth,
  chunkOfNumber,
  chunkQuery,
  chunksBetween,
  chunksOf,
  kPage,
  lastUpTo,
  stepped,
} from "features/chats/hits";

/** Chunks whose marks are drawn; a slice of the page seldom touches more than two. */
const kDrawn = 6;

export interface Hits {
  /** "" when nothing is looked for. */
  query: string;
  found: Found | undefined;
  error: Error | null;
  total: number;
  months: Readonly<Record<string, number>>;
  /** Of the shown hit, from 0; undefined while it is not one. */
  number: number | undefined;
  byId: ReadonlyMap<number, Hit>;
  /** The hit a step away from the shown one. */
  next: (step: 1 | -1) => Promise<Hit | undefined>;
  /** The last hit at or before a message, else the first. */
  nearest: (at: Pick<Item, "id" | "ts"> | undefined) => Promise<Hit | undefined>;
}

interface Where {
  /** From withinChat(). */
  query: string;
  /** The message the address names. */
  target: number | undefined;
  /** The first and the last month in the page. */
  months: readonly [string, string] | undefined;
  monthOf: (ts: number) => string;
}

/** All hits of a chunk: several pages only where a month has more than one holds. */
async function readChunk(query: string, chunk: Chunk, signal?: AbortSignal): Promise<Hit[]> {
  const out: Hit[] = [];
  for (let cursor = ""; ;) {
    const ask = find(chunkQuery(query, chunk), { cursor, limit: kPage });
    const page = await answerOf(ask, signal);
    out.push(...page.hits);
    cursor = page.cursor;
    if (!cursor || page.hits.length === 0) return out;
  }
}

const nothing: Readonly<Record<string, number>> = {};

export function useHits({ query, target, months, monthOf }: Where): Hits {
  const client = useQueryClient();
  const generation = useGeneration();
  const counted = useAsk(find(query, { limit: 1, facets: true }), { enabled: query !== "" });
  // While another word is looked for, the answer before it counts nothing.
  const found = query !== "" && !counted.isPlaceholderData ? counted.data : undefined;
  const counts = found?.facets?.month ?? nothing;
  const chunks = useMemo(() => chunksOf(counts), [counts]);
  const options = (chunk: Chunk) => ({
    queryKey: ["hits", generation, query, chunk.from],
    queryFn: ({ signal }: { signal?: AbortSignal }) => readChunk(query, chunk, signal),
    staleTime: Infinity,
  });
  const read = (chunk: Chunk) => client.fetchQuery(options(chunk));
  const drawn = months ? chunksBetween(chunks, months[0], months[1]).slice(-kDrawn) : [];
  const byId = useQueries({
    queries: drawn.map(options),
    combine: (answers) => answers.map((answer) => answer.data),
  });
  const map = useMemo(
    () => new Map(byId.flatMap((hits) => hits ?? []).map((hit) => [hit.id, hit])),
    [byId],
  );
  const shown = target === undefined ? undefined : map.get(target);
  const chunk = shown && chunkOfMonth(chunks, monthOf(shown.ts));
  const at = chunk ? byId[drawn.indexOf(chunk)]?.findIndex((hit) => hit.id === target) : undefined;
  const number = chunk && at !== undefined && at >= 0 ? chunk.base + at : undefined;
  const total = chunks.reduce((sum, { count }) => sum + count, 0);
  const hitAt = async (n: number) => {
    const chunk = chunkOfNumber(chunks, n);
    return chunk && (await read(chunk))[n - chunk.base];
  };
  const nearest: Hits["nearest"] = async (place) => {
    if (total === 0) return undefined;
    if (!place) return hitAt(total - 1);
    const chunk = chunkOfMonth(chunks, monthOf(place.ts));
    if (!chunk) return hitAt(0);
    const n = lastUpTo(await read(chunk), chunk, place.ts, place.id);
    return hitAt(n >= 0 ? n : Math.max(0, chunk.base - 1));
  };
  return {
    query,
    found,
    error: query !== "" ? counted.error : null,
    total,
    months: counts,
    number,
    byId: map,
    nearest,
    next: async (step) =>
      number === undefined || total === 0 ? undefined : hitAt(stepped(number, step, total)),
  };
}
