// Queries over the archive that several features share. Their keys begin with "archive": a new generation makes all of them stale at once.
import { queryOptions } from "@tanstack/react-query";
import { request } from "app/request";
import type { Directory, Found } from "app/wire";
import { addressOf } from "lib/place";

export interface Find {
  q: string;
  sort?: "new" | "old" | "best";
  cursor?: string;
  limit?: number;
  facets?: 1;
}

/** X04: a page of found messages. */
export function findPage(find: Find, signal?: AbortSignal): Promise<Found> {
  return request<Found>(
    addressOf("/api/kith/find", { limit: 50, ...find, cursor: find.cursor || undefined }),
    { signal },
  );
}

export const findQuery = (find: Find) =>
  queryOptions({
    queryKey: ["archive", "find", find],
    queryFn: ({ signal }) => findPage(find, signal),
  });

/** X03: everyone, in columns. */
export const directoryQuery = queryOptions({
  queryKey: ["archive", "directory"],
  queryFn: ({ signal }) => request<Directory>("/api/kith/directory", { signal }),
});
