// The imports that were begun together: how far each is, and what came of them. Found again after a reload, and after the program was started anew.
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { askOptions } from "api/query";
import { imports, isOver, jobs, startImport } from "api/surfaces/kith";
import type { ImportEntry, ImportReport, Job } from "api/types";
import { acceptJob, onJobOver, useActiveJobs } from "app/jobs";
import { queryClient } from "app/query";
import { change, type Draft, type Run } from "features/imports/draft";
import { addUp, type Answers, type Plan } from "features/imports/plan";

const kPollMs = 2000; // beside the pulse, which may be down

export type Outcome = "waiting" | "running" | "done" | "failed" | "cancelled" | "lost";

export interface Part {
  path: string;
  outcome: Outcome;
  job?: Job;
  entries: ImportEntry[];
  error: string;
}

export interface Told {
  entries: readonly ImportEntry[];
  active: readonly Job[];
  listed: readonly Job[];
}

const isImporting = (state: string): boolean => state === "loading" || state === "undoing";

/** What became of one import of a run. */
export function partOf(plan: Run["plans"][number], before: number, told: Told): Part {
  const entries = told.entries.filter(
    ({ id, path }) =>
      id > before && (path === plan.path || path.startsWith(`${plan.path.replace(/\/$/, "")}/`)),
  );
  const ids = new Set(entries.map(({ id }) => id));
  // A program that was started anew goes on under another number.
  const live =
    told.active.find(({ id }) => id === plan.job) ??
    told.active.find(({ kind, subject }) => kind === "import" && ids.has(subject));
  const job = live ?? told.listed.find(({ id }) => id === plan.job);
  const broken = entries.find(({ state }) => state === "failed");
  const error = job?.error || broken?.error || "";
  return { path: plan.path, outcome: outcomeOf(job, entries), job, entries, error };
}

function outcomeOf(job: Job | undefined, entries: readonly ImportEntry[]): Outcome {
  if (job && !isOver(job)) return job.state === "queued" ? "waiting" : "running";
  // The list of imports may be a moment older than the job: its report is not there yet.
  const told = entries.length > 0 && !entries.some(({ state }) => isImporting(state));
  if (job) return job.state === "done" && !told ? "running" : (job.state as Outcome);
  if (entries.some(({ state }) => isImporting(state))) return "running";
  if (entries.some(({ state }) => state === "failed")) return "failed";
  if (entries.some(({ state }) => state === "cancelled")) return "cancelled";
  return entries.length > 0 ? "done" : "lost";
}

export const isEnded = ({ outcome }: Part): boolean =>
  outcome !== "waiting" && outcome !== "running";

/** What the imports of a run did together. */
export const reportOf = (parts: readonly Part[]): ImportReport =>
  addUp(parts.flatMap(({ entries }) => entries.map(({ report }) => report)));

/** All imports, kept fresh while something runs. */
export function useImports() {
  const active = useActiveJobs();
  const busy = active.some(({ kind }) => kind === "import" || kind === "undo");
  const query = useQuery({
    ...askOptions(imports()),
    staleTime: 0,
    refetchInterval: busy ? kPollMs : false,
  });
  const { refetch } = query;
  useEffect(() => onJobOver(() => void refetch()), [refetch]);
  // The end of a job may have passed while the program was not there to tell it.
  useEffect(() => {
    if (!busy) void refetch();
  }, [busy, refetch]);
  return query;
}

export interface Followed {
  parts: Part[];
  ended: boolean;
  known: boolean;
}

export function useRun(run: Run | undefined): Followed {
  const entries = useImports();
  const active = useActiveJobs();
  const query = useQuery({ ...askOptions(jobs()), staleTime: 0, refetchInterval: kPollMs });
  const { refetch } = query;
  useEffect(() => onJobOver(() => void refetch()), [refetch]);
  const known = entries.data !== undefined && query.data !== undefined;
  const told = { entries: entries.data ?? [], active, listed: query.data ?? [] };
  const parts = known && run ? run.plans.map((plan) => partOf(plan, run.before, told)) : [];
  return { parts, known, ended: known && parts.every(isEnded) };
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Begins one import for each plan. Throws when not even the first could be begun. */
export async function begin(
  plans: readonly Plan[],
  { answers, zone }: Pick<Draft, "zone"> & { answers: Answers },
): Promise<void> {
  const all = await queryClient.fetchQuery({ ...askOptions(imports()), staleTime: 0 });
  const run: Run = { before: Math.max(0, ...all.map(({ id }) => id)), plans: [] };
  for (const { path } of plans) {
    try {
      const sources = [{ path, upload: "" }];
      const job = await startImport({ sources, me: answers[path] ?? "", timezone: zone });
      acceptJob(job);
      run.plans.push({ path, job: job.id });
    } catch (error) {
      if (run.plans.length === 0) throw error;
      run.error = messageOf(error);
      break;
    }
  }
  change({ step: "import", run });
}
