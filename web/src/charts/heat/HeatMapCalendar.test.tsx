import { expect, test, vi } from "vitest";
import { HeatMapCalendar } from "charts/heat/HeatMapCalendar";
import { key, render } from "../../../tests/support/render";

const counts = { "2024-03-14": 3, "2024-03-15": 42, "2024-03-16": 500 };
const map = (onDay: (day: string) => void) => (
  <HeatMapCalendar counts={counts} year={2024} today="2024-03-16" label="2024" onDay={onDay} />
);

test("a day says its date and its messages; darker is more", async () => {
  const drawn = await render(map(() => {}));
  const day = (name: string) => drawn.find(`[data-day="${name}"]`);
  expect(day("2024-03-15").getAttribute("aria-label")).toMatch(/15 March 2024, 42 messages/);
  const step = (name: string) => /step(\d)/.exec(day(name).getAttribute("class") ?? "")?.[1];
  expect(["2024-03-13", "2024-03-14", "2024-03-15", "2024-03-16"].map(step)).toEqual([
    "0",
    "1",
    "2",
    "3",
  ]);
  expect(drawn.root.querySelectorAll("[role=gridcell]")).toHaveLength(366);
  // The limits are printed.
  expect(drawn.text()).toContain("43–500");
});

test("one Tab reaches today, arrows move, Enter opens, the future is closed", async () => {
  const open = vi.fn();
  const drawn = await render(map(open));
  const reached = drawn.root.querySelectorAll<SVGElement>("[tabindex='0']");
  expect([...reached].map((one) => one.dataset.day)).toEqual(["2024-03-16"]);
  const today = drawn.find("[data-day='2024-03-16']");
  await key(today, "ArrowUp");
  await key(drawn.find("[tabindex='0']"), "Enter");
  expect(open).toHaveBeenCalledWith("2024-03-15");
  const future = drawn.find("[data-day='2024-03-17']");
  await key(future, "Enter");
  future.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  expect(open).toHaveBeenCalledTimes(1);
  expect(future.getAttribute("aria-disabled")).toBe("true");
});
