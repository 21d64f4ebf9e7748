import { expect, test, vi } from "vitest";
import type { Job } from "api/types";
import { acceptJob, onJobOver, reconcileJobs, useActiveJobs } from "app/jobs";
import { act, createElement } from "react";
import { render, serve } from "../../tests/support/render";

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

test("a job that the server does not know any more is forgotten, one it knows goes on", async () => {
  const Ids = () =>
    createElement(
      "p",
      null,
      useActiveJobs()
        .map(({ id }) => id)
        .join(" "),
    );
  acceptJob(job({ id: 20 }));
  acceptJob(job({ id: 21 }));
  const drawn = await render(createElement(Ids));
  expect(drawn.text()).toContain("20 21");
  serve({ "/api/kith/jobs": { jobs: [job({ id: 21 }), job({ id: 99, subject: 4 })] } });
  await act(reconcileJobs);
  await drawn.draw(createElement(Ids));
  expect(drawn.text()).toBe("21 99");
  await drawn.unmount();
});
