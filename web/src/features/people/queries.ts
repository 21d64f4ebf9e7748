// What the list of people asks: the directory first, the statistics of W006 for its columns when they come.
import { useMemo } from "react";
import { useAsk } from "api/query";
import { contactStats } from "api/surfaces/archive";
import type { StatsById } from "features/people/order";

const none: StatsById = new Map();

/** W006 by id; empty while it is not there. */
export function useStats(): StatsById {
  const { data } = useAsk(contactStats());
  return useMemo(() => (data ? new Map(data.map((one) => [one.username, one])) : none), [data]);
}
