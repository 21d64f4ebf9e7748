import { expect, test } from "vitest";
import type { Job } from "api/types";
import { ProgressCard } from "ui/ProgressCard/ProgressCard";
import { press, render, serve, settle } from "../../../tests/support/render";

const job = (part: Partial<Job>): Job => ({
  id: 3,
  kind: "import",
  label: "result.json",
  state: "running",
  done: 50,
  total: 200,
  rate: 12.6,
  eta_s: 65,
  detail: "周末爬山",
  error: "",
  subject: 1,
  ...part,
});

test("a running job says how far, how fast and how long", async () => {
  const drawn = await render(<ProgressCard job={job({})} />);
  expect(drawn.text()).toContain("50 of 200 · 13 a second · 1");
  expect(drawn.find<HTMLProgressElement>("progress").value).toBe(0.25);
  expect(drawn.find("[role=status]").textContent).toBe("25% done");
});

test("nothing is said aloud between quarters, and no percentage is invented", async () => {
  const drawn = await render(<ProgressCard job={job({ done: 99 })} />);
  expect(drawn.find("[role=status]").textContent).toBe("25% done");
  await drawn.draw(<ProgressCard job={job({ total: 0, eta_s: null })} />);
  expect(drawn.find("progress").hasAttribute("value")).toBe(false);
  expect(drawn.find("[role=status]").textContent).toBe("");
  expect(drawn.text()).toContain("50 done");
});

test("orders go to the server, an ended job takes none", async () => {
  const asked = serve({ "/api/kith/jobs/3/cancel": job({ state: "cancelled" }) });
  const drawn = await render(<ProgressCard job={job({})} />);
  await press(drawn.named("Cancel"));
  await settle();
  expect(asked).toEqual(["POST /api/kith/jobs/3/cancel"]);
  await drawn.draw(<ProgressCard job={job({ state: "failed", error: "disk full" })} />);
  expect(drawn.root.querySelectorAll("button")).toHaveLength(0);
  expect(drawn.find("[role=alert]").textContent).toBe("disk full");
});
