// What became of an import, told from jobs and entries.
import { describe, expect, it } from "vitest";
import type { ImportEntry, Job } from "api/types";
import { isEnded, partOf, reportOf } from "features/imports/run";

const plan = { path: "/chats", job: 71 };
const job = (more: Partial<Job> = {}): Job => ({
  id: 71,
  kind: "import",
  label: "chats",
  state: "running",
  done: 5,
  total: 10,
  rate: 1,
  eta_s: null,
  detail: "",
  error: "",
  subject: 0,
  ...more,
});
const entry = (more: Partial<ImportEntry> = {}): ImportEntry => ({
  id: 9,
  path: "/chats",
  format: "chatlab",
  state: "done",
  started: 1,
  ended: 2,
  undone_at: null,
  error: "",
  report: {
    new: 3,
    duplicate: 0,
    changed: 0,
    skipped: [],
    media_missing: 0,
    people: 1,
    chats: 1,
    seconds: 1,
    warnings: [],
  },
  ...more,
});
const told = (entries: ImportEntry[], active: Job[], listed: Job[] = []) => ({
  entries,
  active,
  listed,
});

describe("partOf", () => {
  it("is done when its report is there, not a moment before", () => {
    const over = [job({ state: "done" })];
    expect(partOf(plan, 4, told([], [], over)).outcome).toBe("running");
    expect(partOf(plan, 4, told([entry({ state: "loading" })], [], over)).outcome).toBe("running");
    expect(partOf(plan, 4, told([entry()], [], over)).outcome).toBe("done");
  });

  it("belongs to this run only when it is newer and lies at the path or below it", () => {
    const entries = [
      entry({ id: 4 }),
      entry({ id: 9 }),
      entry({ id: 10, path: "/chats/a.zip" }),
      entry({ id: 11, path: "/chats2" }),
    ];
    const part = partOf(plan, 4, told(entries, []));
    expect(part.entries.map(({ id }) => id)).toEqual([9, 10]);
    expect(reportOf([part]).new).toBe(6);
  });

  it("follows an import that goes on under another number after a restart", () => {
    const loading = entry({ state: "loading", ended: null });
    const other = job({ id: 900, subject: 9 });
    expect(partOf(plan, 4, told([loading], [other])).job?.id).toBe(900);
  });

  it("tells waiting, running, cancelled and failed apart, with the words of the server", () => {
    const outcome = (state: Job["state"], error = "") =>
      partOf(plan, 4, told([], [], [job({ state, error })]));
    expect(outcome("queued").outcome).toBe("waiting");
    expect(outcome("paused").outcome).toBe("running");
    expect(outcome("cancelled").outcome).toBe("cancelled");
    expect(outcome("failed", "disk full")).toMatchObject({ outcome: "failed", error: "disk full" });
  });

  it("knows what came of it when no job is left to ask", () => {
    const of = (entries: ImportEntry[]) => partOf(plan, 4, told(entries, [])).outcome;
    expect(of([entry()])).toBe("done");
    expect(of([entry({ state: "failed" })])).toBe("failed");
    expect(of([entry({ state: "loading" })])).toBe("running");
    expect(of([])).toBe("lost");
  });

  it("has ended when it is lost", () => {
    expect(isEnded(partOf(plan, 4, told([], [])))).toBe(true);
    expect(isEnded(partOf(plan, 4, told([], [job()])))).toBe(false);
  });
});
