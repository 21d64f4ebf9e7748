import { expect, test } from "vitest";
import { Rhythm } from "charts/rhythm/Rhythm";
import { render } from "../../../tests/support/render";

const bar = (key: string, count: number) => ({
  key,
  short: key,
  name: `${key}:00`,
  count,
  query: `hour:${key}`,
});

test("bars are as high as their part of the greatest; an empty one is closed", async () => {
  const drawn = await render(
    <Rhythm
      label="By hour"
      bars={[bar("8", 50), bar("9", 200), bar("10", 0)]}
      title={(b) => b.name}
    />,
  );
  const heights = [...drawn.root.querySelectorAll<HTMLElement>("button span")].map(
    (one) => one.style.height,
  );
  expect(heights).toEqual(["25%", "100%", "0%"]);
  expect(drawn.text()).toContain("Most: 9:00, 200");
  expect(drawn.root.querySelectorAll("button:not([disabled])")).toHaveLength(2);
});

test("without messages there is no busiest hour", async () => {
  const drawn = await render(<Rhythm label="By hour" bars={[bar("8", 0)]} title={(b) => b.name} />);
  expect(drawn.root.querySelector("figcaption")).toBeNull();
});
