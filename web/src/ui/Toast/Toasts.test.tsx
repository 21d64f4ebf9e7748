import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { act } from "react";
import { Toasts } from "ui/Toast/Toasts";
import { dismiss, kSeconds, toast, undoable } from "ui/Toast/toasts";
import { press, render } from "../../../tests/support/render";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
});
const wait = (seconds: number) => act(async () => vi.advanceTimersByTime(seconds * 1000));

test("a notice goes after its seconds, an error stays until it is closed", async () => {
  const drawn = await render(<Toasts />);
  await act(async () => {
    toast("Copied");
    toast("Import failed", { kind: "error" });
  });
  expect(drawn.find("[role=alert]").textContent).toContain("Import failed");
  await wait(kSeconds.plain + 0.1);
  expect(drawn.text()).not.toContain("Copied");
  await wait(3600);
  expect(drawn.text()).toContain("Import failed");
  await press(drawn.named("Close"));
  expect(drawn.text()).not.toContain("Import failed");
  await drawn.unmount();
});

test("Undo runs once and can be found by the palette meanwhile", async () => {
  const undo = vi.fn();
  const drawn = await render(<Toasts />);
  await act(async () => void toast("Hidden", { undo }));
  expect(undoable()?.text).toBe("Hidden");
  await wait(kSeconds.plain + 0.1);
  expect(drawn.text()).toContain("Hidden");
  await press(drawn.named("Undo"));
  expect(undo).toHaveBeenCalledTimes(1);
  expect(undoable()).toBeUndefined();
  await drawn.unmount();
});

test("there are never more than two", async () => {
  const drawn = await render(<Toasts />);
  const ids: number[] = [];
  await act(async () => {
    for (const text of ["one", "two", "three"]) ids.push(toast(text));
  });
  expect(drawn.text()).not.toContain("one");
  expect(drawn.text()).toContain("three");
  await act(async () => ids.forEach(dismiss));
  await drawn.unmount();
});
