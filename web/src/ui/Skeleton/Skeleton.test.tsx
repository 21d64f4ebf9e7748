import { act } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Skeleton } from "ui/Skeleton/Skeleton";
import { render } from "../../../tests/support/render";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
});

test("nothing at first, then grey, then a sentence, then a way out", async () => {
  const drawn = await render(
    <Skeleton says="Counting members…" after={<button type="button">Cancel</button>} />,
  );
  const phase = () => drawn.find("[data-phase]").dataset.phase;
  const wait = (ms: number) => act(async () => vi.advanceTimersByTime(ms));
  expect(phase()).toBe("quiet");
  expect(drawn.find("[aria-busy]").getAttribute("aria-busy")).toBe("true");
  await wait(151);
  expect(phase()).toBe("grey");
  await wait(1900);
  expect(phase()).toBe("said");
  expect(drawn.text()).toContain("Counting members…");
  expect(drawn.text()).not.toContain("Cancel");
  await wait(8000);
  expect(phase()).toBe("long");
  expect(drawn.text()).toContain("Cancel");
  await drawn.unmount();
});
