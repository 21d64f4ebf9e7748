import { expect, test } from "vitest";
import { labelled, roundUp } from "charts/trend/scale";

test("the axis ends at a round number", () => {
  expect([0, 1, 3, 7, 10, 11, 23, 48, 51, 101, 999].map(roundUp)).toEqual([
    1, 1, 5, 10, 10, 20, 25, 50, 100, 200, 1000,
  ]);
  expect(roundUp(Number.NaN)).toBe(1);
});

test("labels are spaced evenly from the last bar", () => {
  expect([...labelled(10, 4)]).toEqual([9, 6, 3, 0]);
  expect([...labelled(3, 10)]).toEqual([2, 1, 0]);
  expect(labelled(0, 4).size).toBe(0);
});
