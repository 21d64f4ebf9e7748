// What the events of the server change in the page: jobs, totals, what left, and whether it runs at all.
import { watchRequests } from "api/client";
import { Pulse } from "api/pulse";
import type { Job } from "api/types";
import { bootStore, refreshBoot } from "app/boot";
import { onRetry, requestAnswered, requestFailed, setOffline } from "app/connection";
import { readCounting } from "app/counting";
import { acceptEgress, type Egress } from "app/egress";
import { acceptLive } from "app/live";
import { acceptJob, onJobOver, reconcileJobs } from "app/jobs";

const kLostMs = 5000;
const kTogetherMs = 500;

let waiting = false;
/** Imports publish many generations a second: one look at the end of each half second is enough. */
function newGeneration() {
  if (waiting) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    refreshBoot().catch(() => {});
  }, kTogetherMs);
}

function accept(name: string, data: unknown) {
  if (name === "job") acceptJob(data as Job);
  else if (name === "egress") acceptEgress(data as Egress);
  else if (name === "live") acceptLive();
  else if (name === "archive") {
    const { generation } = data as { generation: number };
    if (generation !== bootStore.get().boot.archive.generation) newGeneration();
  }
}

/** A first connection misses what happened since the page was made; only a busy server did much. */
function opened(again: boolean) {
  const { archive, jobs } = bootStore.get().boot;
  if (again || archive.state !== "ready" || jobs.length > 0) newGeneration();
  if (again) reconcileJobs().catch(() => {});
  readCounting().catch(() => {});
}

/** Starts the pulse; returns how to stop it. */
export function startPulse(): () => void {
  const pulse = new Pulse();
  let lost: ReturnType<typeof setTimeout> | undefined;
  const stops = [
    pulse.on({ event: accept, open: opened }),
    onJobOver(({ kind }) => void (kind === "index" && readCounting().catch(() => {}))),
    watchRequests((answered) => (answered ? requestAnswered() : requestFailed())),
    pulse.subscribe(() => {
      const { state, retryAt = Date.now(), since } = pulse.getState();
      clearTimeout(lost);
      if (state === "open") setOffline(false);
      if (state !== "lost") return;
      const left = since + kLostMs - Date.now();
      lost = setTimeout(() => setOffline(true, retryAt), Math.max(0, left));
    }),
  ];
  onRetry(() => pulse.retryNow());
  pulse.start();
  return () => {
    clearTimeout(lost);
    for (const stop of stops) stop();
    pulse.stop();
  };
}
