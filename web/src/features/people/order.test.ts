import { expect, test } from "vitest";
import type { Entry } from "api/surfaces/kith";
import type { ContactStats } from "api/types";
import { changeOf, matching, nameIndex, sorted, tierCounts, tierOf } from "features/people/order";

const now = 1_800_000_000;
const day = 86_400;
const entry = (id: string, name: string, count: number, daysAgo: number): Entry => ({
  id,
  name,
  count,
  last: now - daysAgo * day,
  chat: 1,
  person: 1,
  alt: [],
  kind: "person",
  source: "wechat",
  avatar: "",
});
const stats = (peak: number, recent: number) =>
  ({ peak_monthly: peak, recent_monthly: recent }) as ContactStats;

const mei = entry("mei", "周思敏", 900, 1);
const lao = entry("lao", "安老师", 50, 40);
const eva = entry("eva", "Eva", 700, 400);
const all = [lao, eva, mei];
const ids = (entries: Entry[]) => entries.map((one) => one.id);

test("a tier is the time since the last message", () => {
  expect(all.map((one) => tierOf(one, now))).toEqual(["year", "quiet", "month"]);
  expect(tierCounts(all, now)).toEqual({ all: 3, month: 1, year: 1, quiet: 1 });
});

test("the order is by time, by number, or by pinyin", () => {
  const none = new Map<string, ContactStats>();
  expect(ids(sorted(all, "recent", none, "en"))).toEqual(["mei", "lao", "eva"]);
  expect(ids(sorted(all, "most", none, "en"))).toEqual(["mei", "eva", "lao"]);
  expect(ids(sorted([mei, lao], "name", none, "zh-CN"))).toEqual(["lao", "mei"]);
});

test("who cooled most comes first, small numbers last", () => {
  const known = new Map([
    ["mei", stats(100, 80)],
    ["lao", stats(100, 10)],
    ["eva", stats(10, 0)],
  ]);
  expect(ids(sorted(all, "cooling", known, "en"))).toEqual(["lao", "mei", "eva"]);
  expect(changeOf(stats(100, 30))).toBeCloseTo(-0.7);
  expect(changeOf(stats(19, 0))).toBeUndefined();
  expect(changeOf(undefined)).toBeUndefined();
});

test("a name is found by its pinyin initials", () => {
  const index = nameIndex(all, now);
  expect(matching(index, "思敏")).toEqual(new Set(["mei"]));
  expect(matching(index, "ev")).toEqual(new Set(["eva"]));
  expect(matching(index, "nobody%")).toEqual(new Set());
});
