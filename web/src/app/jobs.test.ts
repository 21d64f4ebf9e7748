import { expect, test, vi } from "vitest";
import type { Job } from "api/types";
import { acceptJob, onJobOver } from "app/jobs";

const job = (part: Partial<Job>): Job => ({
  id: 1,
  kind: "import",
  label: "x",
  state: "running",
  done: 0,
  total: 10,
  rate: 0,
  eta_s: null,
  detail: "",
  error: "",
  subject: 0,
  ...part,
});

test("the end of a job is told once, and a late event does not bring it back", () => {
  const over = vi.fn();
  const stop = onJobOver(over);
  acceptJob(job({ id: 7 }));
  acceptJob(job({ id: 7, state: "done" }));
  acceptJob(job({ id: 7, state: "running" }));
  acceptJob(job({ id: 7, state: "done" }));
  expect(over).toHaveBeenCalledTimes(1);
  expect(over.mock.calls[0]?.[0]).toMatchObject({ id: 7, state: "done" });
  stop();
  acceptJob(job({ id: 8, state: "failed" }));
  expect(over).toHaveBeenCalledTimes(1);
});
