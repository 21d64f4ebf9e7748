// What the search screen asks: pages of hits, the first with counts; for each group that is filtered, its counts without its own filter.
import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { answerOf, retries } from "api/ask";
import { generation } from "api/generation";
import { useBatch, useGeneration } from "api/query";
import { find } from "api/surfaces/kith";
import type { Facets } from "api/types";
import { queryClient } from "app/query";
import { type Group, groups, withoutGroup } from "features/search/edit";

const kFirstPage = 50;
const kNextPages = 100;

/** The first of the keys of all searches. */
export const kFind = "find";

const searchOptions = (state: number, q: string) =>
  infiniteQueryOptions({
    queryKey: [kFind, state, q],
    initialPageParam: "",
    queryFn: async ({ pageParam, signal }) => ({
      q, // the screen shows the answer of the query before while the next one is asked for
      ...(await answerOf(
        pageParam === ""
          ? find(q, { limit: kFirstPage, facets: true })
          : find(q, { limit: kNextPages, cursor: pageParam }),
        signal,
      )),
    }),
    getNextPageParam: (last) => last.cursor || undefined,
    staleTime: Infinity,
    retry: (failures, error: Error) => retries(failures, error),
  });

/** A new query ends the request of the one before; its hits stay until the new ones are there. */
export function useSearch(q: string) {
  return useInfiniteQuery({
    ...searchOptions(useGeneration(), q),
    enabled: q.trim() !== "",
    placeholderData: keepPreviousData,
  });
}

/** Asks before the address has changed and the page is drawn for it. */
export function searchSoon(q: string): void {
  if (q.trim() !== "") void queryClient.prefetchInfiniteQuery(searchOptions(generation(), q));
}

const kNone: Facets = {
  chat: [],
  person: [],
  month: {},
  type: {},
  other_chats: 0,
  other_chats_count: 0,
  other_people: 0,
  other_people_count: 0,
};

/** The counts of each group, so that one can choose beside what is chosen. */
export function useFacets(q: string, own: Facets | undefined): Record<Group, Facets> {
  const asked = useMemo(
    () =>
      groups.flatMap((group) => {
        const query = withoutGroup(q, group);
        return query === undefined ? [] : [{ group, query }];
      }),
    [q],
  );
  const answers = useBatch(asked.map(({ query }) => find(query, { limit: 1, facets: true })));
  const facets = { chat: own, person: own, month: own, type: own };
  for (const [i, { group }] of asked.entries())
    facets[group] = answers[i]?.data?.facets ?? facets[group];
  return {
    chat: facets.chat ?? kNone,
    person: facets.person ?? kNone,
    month: facets.month ?? kNone,
    type: facets.type ?? kNone,
  };
}
