import { expect, test } from "vitest";
import type { Found } from "api/types";
import {
  countAsks,
  countQueries,
  dayAfterKey,
  dayQuery,
  daysOfMonth,
  writersOf,
} from "features/chats/counts";
import { type Chosen, rangeName, rangeQueries, rangeSpan } from "features/chats/export-range";

const what = { chat: "周末爬山", on: "2024-02" };
const person = (id: number, name: string, count: number) => ({ id, name, count });
const theirs = (list: { id: number; name: string; count: number }[]) =>
  ({ person: list }) as Found["facets"];

test("every number of a sheet is a search one could have typed", () => {
  expect(countQueries(what)).toEqual({
    all: "in:周末爬山 on:2024-02",
    mine: "in:周末爬山 on:2024-02 is:mine",
    theirs: "in:周末爬山 on:2024-02 is:theirs",
    notices: "in:周末爬山 on:2024-02 is:system",
  });
  expect(countQueries({ chat: "#4" }).all).toBe("in:#4");
  expect(dayQuery("Lin Wei", "2024-02-29")).toBe('in:"Lin Wei" on:2024-02-29');
  const sorts = countAsks(what).map(({ address }) => /sort=(\w+)/.exec(address)?.[1]);
  expect(sorts).toEqual(["new", undefined, undefined, undefined, "old"]);
});

test("who wrote how much: the most first, oneself among them, nobody without a message", () => {
  const facets = theirs([person(7, "阮晴", 344), person(25, "陈晨", 20)]);
  const writers = writersOf(what, 243, facets, (id) => `#${id}`);
  expect(writers.map((one) => [one.person, one.count])).toEqual([
    [7, 344],
    [0, 243],
    [25, 20],
  ]);
  expect(writers[0]?.query).toBe("in:周末爬山 from:#7 on:2024-02");
  expect(writers[1]?.query).toBe("in:周末爬山 on:2024-02 is:mine");
  expect(writersOf(what, 0, undefined, String)).toEqual([]);
});

test("the days of a month, and where keys lead among them", () => {
  const days = daysOfMonth("2024-02");
  expect([days.length, days[0], days.at(-1)]).toEqual([29, "2024-02-01", "2024-02-29"]);
  expect(daysOfMonth("2023-12").length).toBe(31);
  expect(dayAfterKey(days, "2024-02-10", "ArrowDown")).toBe("2024-02-17");
  expect(dayAfterKey(days, "2024-02-10", "ArrowLeft")).toBe("2024-02-09");
  expect(dayAfterKey(days, "2024-02-01", "ArrowUp")).toBe("2024-02-01");
  expect(dayAfterKey(days, "2024-02-10", "End")).toBe("2024-02-29");
  expect(dayAfterKey(days, "2024-02-10", "x")).toBeUndefined();
});

test("a range is a name, a search and a span of time that mean the same", () => {
  const chosen: Chosen = { range: "all", day: "2024-03-31", first: "", last: "" };
  expect(rangeQueries("阿梅", chosen)).toEqual(["in:阿梅", "in:阿梅 is:system"]);
  expect(rangeSpan(chosen, "UTC")).toEqual({ from: 0, until: Infinity });
  expect(rangeQueries("阿梅", { ...chosen, range: "month" })[0]).toBe("in:阿梅 on:2024-03");
  // Berlin changes its clocks on this day: it has 23 hours.
  const day = rangeSpan({ ...chosen, range: "day" }, "Europe/Berlin")!;
  expect(day.until - day.from).toBe(23 * 3600);
  const month = rangeSpan({ ...chosen, range: "month", day: "2024-02-10" }, "UTC")!;
  expect(month.until - month.from).toBe(29 * 86_400);
  const span: Chosen = { ...chosen, range: "span", first: "2024-01-30", last: "2024-02-02" };
  expect(rangeQueries("阿梅", span)[0]).toBe("in:阿梅 on:2024-01-30..2024-02-02");
  expect(rangeSpan(span, "UTC")).toEqual({
    from: Date.UTC(2024, 0, 30) / 1000,
    until: Date.UTC(2024, 1, 3) / 1000,
  });
  for (const wrong of [{ first: "2024-02-30" }, { last: "2023-01-01" }, { last: "" }])
    expect(rangeName({ ...span, ...wrong })).toBeUndefined();
  expect(rangeSpan({ ...span, last: "" }, "UTC")).toBeUndefined();
  expect(rangeQueries("阿梅", { ...span, last: "" })).toEqual([]);
});
