// Questions in TanStack Query: one cache, archive answers keyed by generation, no retry after a
// refusal, several questions in one request.
import {
  QueryClient,
  useQueries,
  useQuery,
  type QueryClient as Client,
  type UseQueryOptions,
  type UseQueryResult,
} from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { answerOf, keyOf, kStale, retries, type Ask, type AskKey } from "api/ask";
import { bodyOfLine } from "api/batch";
import { collect } from "api/collector";
import { generation, onGeneration } from "api/generation";

const kKept = 5 * 60_000; // an answer that nobody shows

/** The one cache of the page. */
export const createQueryClient = (): Client =>
  new QueryClient({
    defaultOptions: {
      queries: { gcTime: kKept, retry: retries, refetchOnWindowFocus: false, staleTime: Infinity },
      mutations: { retry: false },
    },
  });

export const useGeneration = (): number =>
  useSyncExternalStore(onGeneration, generation, generation);

type AskOptions<T> = UseQueryOptions<T, Error, T, AskKey>;

/**
 * Options for useQuery, prefetchQuery, fetchQuery. While a new generation is asked for, the answer of
 * the one before stays on the screen.
 */
export const askOptions = <T>(
  ask: Ask<T>,
  at: number = generation(),
): AskOptions<T> & { queryKey: AskKey } => ({
  queryKey: keyOf(ask, at),
  queryFn: ({ signal }) => answerOf(ask, signal),
  staleTime: kStale[ask.scope],
  placeholderData: (before, query) => (query?.queryKey[2] === ask.address ? before : undefined),
});

/** The answer to a question; `enabled: false` waits. */
export function useAsk<T>(
  ask: Ask<T>,
  options: { enabled?: boolean } = {},
): UseQueryResult<T, Error> {
  return useQuery({ ...askOptions(ask, useGeneration()), ...options });
}

/** Like askOptions, but the question goes with all others of this turn in one X02 request. */
export const batchedOptions = <T>(
  ask: Ask<T>,
  at: number = generation(),
): ReturnType<typeof askOptions<T>> => ({
  ...askOptions(ask, at),
  queryFn: async ({ signal }) =>
    ask.open(bodyOfLine(ask.address, await collect(ask.address, signal))),
});

type Results<A extends readonly Ask<unknown>[]> = {
  [K in keyof A]: A[K] extends Ask<infer T> ? UseQueryResult<T, Error> : never;
};

/**
 * The answers to several questions, asked in one request; each is filled in as its line arrives and
 * lies in the cache under its own key, so that useAsk finds it.
 */
export function useBatch<const A extends readonly Ask<unknown>[]>(asks: A): Results<A> {
  const at = useGeneration();
  return useQueries({ queries: asks.map((ask) => batchedOptions(ask, at)) }) as Results<A>;
}
