import { expect, test } from "vitest";
import {
  busiest,
  hourQuery,
  kindQuery,
  monthQuery,
  overviewAsks,
  overviewQueries,
} from "features/people/overview";

test("every number is a search in the chat", () => {
  const queries = overviewQueries("Lin Wei");
  expect(queries).toEqual({
    all: 'in:"Lin Wei"',
    mine: 'in:"Lin Wei" is:mine',
    openers: 'in:"Lin Wei" is:opener',
    myOpeners: 'in:"Lin Wei" is:opener is:mine',
    late: 'in:"Lin Wei" is:late',
  });
  expect(overviewAsks(queries)).toHaveLength(5);
  expect(hourQuery("阿梅", 23)).toBe("in:阿梅 hour:23");
  expect(monthQuery("阿梅", "2024-03")).toBe("in:阿梅 on:2024-03");
  expect(kindQuery("#12", "image")).toBe("in:#12 has:image");
});

test("the busiest month is the newest of the greatest", () => {
  expect(busiest({ "2024-01": 3, "2024-05": 9, "2025-02": 9 })).toEqual(["2025-02", 9]);
  expect(busiest({})).toBeUndefined();
});
