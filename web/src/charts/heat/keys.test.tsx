import { act } from "react";
import { expect, test } from "vitest";
import { HeatMapCalendar } from "charts/heat/HeatMapCalendar";
import { Trend } from "charts/trend/Trend";
import { key, render } from "../../../tests/support/render";

const focused = () => (document.activeElement as HTMLElement | null)?.dataset.day;

const click = (element: Element) =>
  act(async () => void element.dispatchEvent(new MouseEvent("click", { bubbles: true })));

test("arrows walk the calendar, Enter opens a day that has come", async () => {
  const opened: string[] = [];
  const drawn = await render(
    <HeatMapCalendar
      counts={{ "2024-03-15": 3 }}
      year={2024}
      today="2024-03-16"
      label="2024"
      onDay={(day) => opened.push(day)}
    />,
  );
  const today = drawn.find("[tabindex='0'][data-day]");
  expect(today.dataset.day).toBe("2024-03-16");
  today.focus();
  await key(today, "ArrowUp");
  expect(focused()).toBe("2024-03-15");
  await key(document.activeElement!, "Enter");
  expect(opened).toEqual(["2024-03-15"]);
  await key(document.activeElement!, "PageDown");
  expect(focused()).toBe("2024-04-15");
  await key(document.activeElement!, "Enter");
  await click(drawn.find("[data-day='2024-12-31']"));
  expect(opened).toEqual(["2024-03-15"]);
  await click(drawn.find("[data-day='2024-02-29']"));
  expect(opened).toEqual(["2024-03-15", "2024-02-29"]);
  // Only one day is reached by Tab: the one where one was.
  expect(drawn.root.querySelectorAll("[data-day][tabindex='0']")).toHaveLength(1);
  expect(drawn.find("[data-day='2024-03-15']").getAttribute("aria-label")).toContain("3 messages");
  await drawn.unmount();
});

test("arrows walk the bars of the last days, Enter opens one", async () => {
  const opened: string[] = [];
  const points = ["2024-03-13", "2024-03-14", "2024-03-15"].map((date, count) => ({ date, count }));
  const drawn = await render(
    <Trend points={points} label="Lately" onDay={(day) => opened.push(day)} />,
  );
  const last = drawn.find("[tabindex='0'][data-day]");
  expect(last.dataset.day).toBe("2024-03-15");
  last.focus();
  await key(last, "ArrowLeft");
  expect(focused()).toBe("2024-03-14");
  await key(document.activeElement!, "PageUp");
  expect(focused()).toBe("2024-03-13");
  await key(document.activeElement!, "Enter");
  await key(document.activeElement!, "End");
  await key(document.activeElement!, " ");
  expect(opened).toEqual(["2024-03-13", "2024-03-15"]);
  await drawn.unmount();
});
