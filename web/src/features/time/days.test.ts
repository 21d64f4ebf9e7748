import { expect, test } from "vitest";
import type { DayMessage } from "api/types";
import {
  aligned,
  busiestDay,
  chosenChats,
  monthsOf,
  nearest,
  sameDates,
  toggled,
  totalOf,
  yearsIn,
} from "features/time/days";

const counts = {
  "2021-03-15": 4,
  "2023-03-15": 9,
  "2023-03-16": 1,
  "2023-11-02": 9,
  "2024-02-29": 2,
};

test("years without messages lie between those with them", () => {
  expect(yearsIn(counts)).toEqual([2021, 2022, 2023, 2024]);
  expect(yearsIn({})).toEqual([]);
});

test("a year and a month add up their days", () => {
  expect(totalOf(counts, "2023")).toBe(19);
  expect(totalOf(counts, "2023-03")).toBe(10);
  expect(totalOf(counts, "1999")).toBe(0);
  expect(monthsOf(counts)).toEqual({ "2021-03": 4, "2023-03": 10, "2023-11": 9, "2024-02": 2 });
});

test("the same date in other years, newest first; 29 February only in leap years", () => {
  expect(sameDates(counts, "2022-03-15")).toEqual(["2023-03-15", "2021-03-15"]);
  expect(sameDates(counts, "2023-03-15")).toEqual(["2021-03-15"]);
  expect(sameDates(counts, "2020-02-29")).toEqual(["2024-02-29"]);
});

test("the nearest days with messages", () => {
  expect(nearest(counts, "2023-03-16")).toEqual({ before: "2023-03-15", after: "2023-11-02" });
  expect(nearest(counts, "2030-01-01")).toEqual({ before: "2024-02-29", after: undefined });
  expect(nearest({ "2024-01-01": 0 }, "2024-01-02")).toEqual({
    before: undefined,
    after: undefined,
  });
});

test("of equally busy days the newest", () => {
  expect(busiestDay(counts)).toEqual(["2023-11-02", 9]);
  expect(busiestDay({})).toBeUndefined();
});

const said = (time: string, content: string): DayMessage => ({
  time,
  content,
  is_mine: false,
  type: 1,
  id: content.length,
});

test("chats stand beside each other by the minute", () => {
  const one = [said("08:00", "a"), said("21:04", "b"), said("21:04", "c")];
  const other = [said("09:30", "d"), said("21:04", "e")];
  const rows = aligned([one, other]);
  expect(rows.map(({ time }) => time)).toEqual(["08:00", "09:30", "21:04"]);
  expect(rows[2]!.cells.map((cell) => cell.map(({ content }) => content))).toEqual([
    ["b", "c"],
    ["e"],
  ]);
  expect(rows[1]!.cells[0]).toEqual([]);
  expect(aligned([])).toEqual([]);
});

test("a limit ends at a whole minute", () => {
  const many = Array.from({ length: 10 }, (_, i) => said(`0${Math.floor(i / 4)}:00`, String(i)));
  expect(aligned([many], 5).map(({ cells }) => cells[0]!.length)).toEqual([4, 4]);
});

test("chats that were not active that day are not shown", () => {
  const active = [{ chat: "1" }, { chat: "2" }, { chat: "3" }];
  expect(chosenChats(active, ["9", "3"], 2)).toEqual(["3"]);
  expect(chosenChats(active, [], 2)).toEqual(["1", "2"]);
  expect(chosenChats(active, ["9"], 1)).toEqual(["1"]);
});

test("choosing one chat too many lets the oldest choice go; one always stays", () => {
  expect(toggled(["1", "2"], "3", 2)).toEqual(["2", "3"]);
  expect(toggled(["1", "2"], "1", 2)).toEqual(["2"]);
  expect(toggled(["1"], "1", 2)).toEqual(["1"]);
});
