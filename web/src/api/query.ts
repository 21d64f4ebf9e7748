// Questions in TanStack Query: one cache, archive answers keyed by generation, no retry after a
// refusal, several questions in one request.
import {
  CancelledError,
  QueryClient,
  useQueries,
  useQuery,
  useQueryClient,
  type QueryClient as Client,
  type QueryKey,
  type UseQueryOptions,
  type UseQueryResult,
} from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
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

/** An answer that one may stop waiting for: the request ends and the error is one of wasCancelled. */
export type Asked<T> = UseQueryResult<T, Error> & { cancel: () => void };
export const wasCancelled = (error: unknown): boolean => error instanceof CancelledError;

/** Ends the questions that are meant; their error is one of wasCancelled. */
const end = (client: Client, meant: (key: QueryKey) => boolean) =>
  void client.cancelQueries({ predicate: ({ queryKey }) => meant(queryKey) }, { revert: false });

const stop = (client: Client, address: string) => end(client, (key) => key[2] === address);

/** What a press of Cancel does where the questions are not of useAsk. */
export function useCancel(meant: (key: QueryKey) => boolean): () => void {
  const client = useQueryClient();
  return () => end(client, meant);
}

// The result notices which of its fields are read, so it is looked through, not copied.
const asked = <T>(result: UseQueryResult<T, Error>, cancel: () => void): Asked<T> =>
  Object.create(result, { cancel: { value: cancel } }) as Asked<T>;

/** The answer to a question; `enabled: false` waits. */
export function useAsk<T>(ask: Ask<T>, options: { enabled?: boolean } = {}): Asked<T> {
  const client = useQueryClient();
  const { address } = ask;
  const cancel = useCallback(() => stop(client, address), [client, address]);
  return asked(useQuery({ ...askOptions(ask, useGeneration()), ...options }), cancel);
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
  [K in keyof A]: A[K] extends Ask<infer T> ? Asked<T> : never;
};

/**
 * The answers to several questions, asked in one request; each is filled in as its line arrives and
 * lies in the cache under its own key, so that useAsk finds it.
 */
export function useBatch<const A extends readonly Ask<unknown>[]>(asks: A): Results<A> {
  const at = useGeneration();
  const client = useQueryClient();
  const results = useQueries({ queries: asks.map((ask) => batchedOptions(ask, at)) });
  return results.map((result, i) =>
    asked(result, () => stop(client, asks[i]!.address)),
  ) as Results<A>;
}
