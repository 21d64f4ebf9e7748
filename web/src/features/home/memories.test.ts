import { expect, test } from "vitest";
import type { Entry } from "api/surfaces/kith";
import type { ContactStats } from "api/types";
import {
  comingDates,
  greetingAt,
  memorable,
  pastDays,
  quietPeople,
  yearsIn,
} from "features/home/memories";

const now = 1_800_000_000;
const entry = (id: string, count: number, daysAgo: number): Entry => ({
  id,
  count,
  name: id,
  last: now - daysAgo * 86_400,
  chat: 1,
  person: 1,
  alt: [],
  kind: "person",
  source: "wechat",
  avatar: "",
});
const stats = (peak: number, recent: number, theirs = 5) =>
  ({ peak_monthly: peak, recent_monthly: recent, their_messages: theirs }) as ContactStats;

test("this day in past years has messages and lies in the past", () => {
  const counts = {
    "2021-11-22": 3,
    "2023-11-22": 0,
    "2024-11-22": 1,
    "2026-11-22": 9,
    "2020-01-01": 1,
  };
  expect(pastDays(counts, "2026-11-22")).toEqual(["2024-11-22", "2021-11-22"]);
  expect(pastDays({ "2023-03-01": 1 }, "2024-02-29")).toEqual([]);
  expect(yearsIn(counts)).toEqual([2020, 2021, 2023, 2024, 2026]);
});

test("a memorable text is neither a word nor a letter", () => {
  const text = (text: string, type = "text") => ({ text, type });
  expect(
    memorable([text("嗯"), text("x".repeat(200)), text("下雪了，快看窗外，路都白了")])?.text,
  ).toContain("下雪");
  expect(memorable([text("a picture of something", "image")])).toBeUndefined();
});

test("who went quiet or cooled is worth a letter, who never answered is not", () => {
  const all = [
    entry("near", 500, 1),
    entry("old", 400, 72),
    entry("cool", 900, 2),
    entry("few", 10, 90),
    entry("ad", 300, 99),
  ];
  const known = new Map([
    ["near", stats(50, 45)],
    ["old", stats(40, 30)],
    ["cool", stats(100, 20)],
    ["few", stats(5, 0)],
    ["ad", stats(90, 0, 0)],
  ]);
  const quiet = quietPeople(all, known, now);
  expect(quiet.map((one) => one.entry.id).toSorted()).toEqual(["cool", "old"]);
  expect(quiet.find((one) => one.entry.id === "old")).toMatchObject({
    days: 72,
    change: undefined,
  });
  expect(quiet.find((one) => one.entry.id === "cool")?.change).toBeCloseTo(-0.8);
});

test("round days and anniversaries come in order", () => {
  const people = [entry("a", 500, 1), entry("b", 500, 1), entry("c", 5, 1)];
  const first: Record<string, string> = { a: "2024-03-02", b: "2022-12-01", c: "2024-03-02" };
  // 1,000 days after 2 March 2024 is 27 November 2026.
  expect(comingDates(people, (one) => first[one.id], "2026-11-22")).toMatchObject([
    { entry: { id: "a" }, day: "2026-11-27", kind: "days", count: 1000 },
    { entry: { id: "b" }, day: "2026-12-01", kind: "years", count: 4 },
  ]);
  expect(comingDates(people, () => undefined, "2026-11-22")).toEqual([]);
});

test("the greeting follows the clock", () => {
  expect([0, 6, 12, 20, 23].map(greetingAt)).toEqual([
    "night",
    "morning",
    "day",
    "evening",
    "night",
  ]);
});
