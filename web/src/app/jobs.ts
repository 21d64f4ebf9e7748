// The jobs of the server as the pulse tells them, and what one can do to them.
import { answerOf } from "api/ask";
import { isOver, jobs, orderJob, type JobOrder } from "api/surfaces/kith";
import type { Job } from "api/types";
import { bootStore } from "app/boot";
import { createStore, useStore } from "app/store";

const store = createStore<{ jobs: Record<number, Job> }>({ jobs: {} });
const listeners = new Set<(job: Job) => void>();

export { isOver };

/** From the pulse, and from answers that carry a job. */
export function acceptJob(job: Job) {
  const before = store.get().jobs[job.id];
  if (before && isOver(before) && !isOver(job)) return;
  store.set({ jobs: { ...store.get().jobs, [job.id]: job } });
  if (isOver(job) && (!before || !isOver(before))) for (const listener of listeners) listener(job);
}

export function acceptBootJobs() {
  for (const job of bootStore.get().boot.jobs) acceptJob(job);
}

/**
 * After the connection was lost: takes what the server says, and forgets jobs it does not know any
 * more. A server that was started anew goes on with its work under other numbers.
 */
export async function reconcileJobs(): Promise<void> {
  const before = active(store.get().jobs);
  const known = await answerOf(jobs());
  for (const job of known) acceptJob(job);
  const ids = new Set(known.map(({ id }) => id));
  const left = { ...store.get().jobs };
  for (const { id } of before) if (!ids.has(id)) delete left[id];
  store.set({ jobs: left });
}

/** Told once for each job that ends. */
export function onJobOver(listener: (job: Job) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const kActive = new WeakMap<Record<number, Job>, Job[]>();
function active(jobs: Record<number, Job>): Job[] {
  let list = kActive.get(jobs);
  if (!list) kActive.set(jobs, (list = Object.values(jobs).filter((job) => !isOver(job))));
  return list;
}

export const useActiveJobs = (): Job[] => useStore(store, (value) => active(value.jobs));
export const useJob = (id: number | undefined): Job | undefined =>
  useStore(store, (value) => (id === undefined ? undefined : value.jobs[id]));

const order = (what: JobOrder) => async (id: number) => acceptJob(await orderJob(id, what));
export const cancelJob = order("cancel");
export const pauseJob = order("pause");
export const resumeJob = order("resume");
