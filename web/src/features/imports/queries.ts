// The two slow questions of the wizard. Leaving the step ends them.
import { queryOptions } from "@tanstack/react-query";
import { dryRun, scan } from "api/surfaces/kith";
import type { Draft, Origin } from "features/imports/draft";
import { addUp, type Plan } from "features/imports/plan";

export const scanOptions = (origin: Origin) => {
  const { path, upload } = origin;
  return queryOptions({
    queryKey: ["imports", "scan", path ?? "", upload ?? ""],
    queryFn: ({ signal }) => scan(upload ? { upload } : { path: path ?? "" }, signal),
    retry: false,
  });
};

/** What the imports would do together. Not kept: the archive may be another one the next time. */
export const checkOptions = (plans: readonly Plan[], { answers, zone }: Draft) =>
  queryOptions({
    queryKey: ["imports", "check", plans.map(({ path }) => [path, answers[path] ?? ""]), zone],
    queryFn: async ({ signal }) => {
      const reports = [];
      for (const { path } of plans) {
        const sources = [{ path, upload: "" }];
        reports.push(await dryRun({ sources, me: answers[path] ?? "", timezone: zone }, signal));
      }
      return addUp(reports);
    },
    retry: false,
    gcTime: 0,
  });
