// Times as people write them in a search, in both languages.
import { describe, expect, it } from "vitest";
import { daysOf, parseWhen, spanOf } from "lib/query-when";
import { chineseWord, kKindWords, kOperatorWords } from "lib/query-words";

describe("times of a query", () => {
  it.each([
    ["2024", "2024-01-01", "2025-01-01"],
    ["2024-3", "2024-03-01", "2024-04-01"],
    ["2024年3月15日", "2024-03-15", "2024-03-16"],
    ["2024年3月", "2024-03-01", "2024-04-01"],
    ["20240315", "2024-03-15", "2024-03-16"],
    ["today", "2024-03-31", "2024-04-01"],
    ["昨天", "2024-03-30", "2024-03-31"],
    ["last week", "2024-03-18", "2024-03-25"],
    ["上个月", "2024-02-01", "2024-03-01"],
    ["去年", "2023-01-01", "2024-01-01"],
    ["1m", "2024-02-29", undefined],
    ["最近3个月", "2023-12-31", undefined],
    ["7d", "2024-03-24", undefined],
    ["2 weeks", "2024-03-17", undefined],
    ["99y", "1970-01-01", undefined],
    ["9999d", "1996-11-14", undefined],
    ["2023..2024-02", "2023-01-01", "2024-03-01"],
  ])("%j seen from Sunday 31 March 2024", (text, first, end) => {
    const when = parseWhen(text);
    expect(when && daysOf(when, "2024-03-31")).toEqual({ first, end });
  });

  it.each([
    "",
    "3月",
    "2024-02-30",
    "1969",
    "2101",
    "0d",
    "10000d",
    "2024-",
    "2024..",
    "abc",
    "2024-3-15x",
  ])("%j is no time", (text) => expect(parseWhen(text)).toBeUndefined());

  it("is counted in the archive's zone", () => {
    const now = Date.UTC(2024, 2, 31, 20); // 1 April 04:00 in Shanghai
    expect(spanOf(parseWhen("today")!, "Asia/Shanghai", now)).toEqual({
      from: Date.UTC(2024, 2, 31, 16),
      to: Date.UTC(2024, 3, 1, 16),
    });
    expect(spanOf(parseWhen("7d")!, "UTC", now)).toEqual({
      from: Date.UTC(2024, 2, 24),
      to: undefined,
    });
  });
});

it("suggestions can be written in Chinese", () => {
  expect(chineseWord(kOperatorWords, "from")).toBe("来自");
  expect(chineseWord(kKindWords, "image")).toBe("图片");
  expect(chineseWord(kKindWords, "nothing")).toBe("nothing");
});
