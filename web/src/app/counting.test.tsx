import { act } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { acceptBoot } from "app/boot";
import { readCounting } from "app/counting";
import { Strips } from "app/shell/Strips";
import { press, render, serve, until } from "../../tests/support/render";

// Browsers know it, the tests' document does not.
beforeEach(() => void vi.stubGlobal("isSecureContext", true));

const archive = { generation: 1, people: 1, groups: 0, messages: 9, first: 1, last: 2 };
const state = (is: "none" | "ready") =>
  acceptBoot({ archive: { ...archive, state: is, progress: null } } as never);
const failed = { is_indexing: false, is_initialized: false, total_cached: 0, last_error: "磁盘满" };

test("a counting that failed is told with the server's words, tried again and put aside", async () => {
  const asked = serve({ "/api/status": failed, "/api/init": { status: "started" } });
  state("none");
  const drawn = await render(<Strips />);
  await act(readCounting);
  expect(asked).toEqual([]);
  state("ready");
  await act(readCounting);
  expect(drawn.text()).toContain("Counting did not finish: 磁盘满");
  await press(drawn.named("Retry"));
  await until(() => !drawn.text().includes("磁盘满"));
  expect(asked).toEqual(["GET /api/status", "POST /api/init"]);
  await act(readCounting);
  await press(drawn.named("Close"));
  expect(drawn.text()).not.toContain("磁盘满");
});

test("while it counts, and when it counted, nothing is said", async () => {
  serve({ "/api/status": { ...failed, is_indexing: true } });
  state("ready");
  const drawn = await render(<Strips />);
  await act(readCounting);
  serve({ "/api/status": { ...failed, last_error: undefined } });
  await act(readCounting);
  expect(drawn.text()).not.toContain("Counting");
});
