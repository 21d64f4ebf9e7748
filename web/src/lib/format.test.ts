// Numbers, sizes and durations in both languages.
import { describe, expect, it } from "vitest";
import { formatFor } from "lib/format";

const en = formatFor("en");
const zh = formatFor("zh-CN");

describe("numbers", () => {
  it.each([
    [0, "0", "0"],
    [48_211, "48,211", "48,211"],
    [-1_204.5, "-1,204.5", "-1,204.5"],
    [9_412_208, "9,412,208", "9,412,208"],
  ])("%d in full", (value, english, chinese) => {
    expect(en.number(value)).toBe(english);
    expect(zh.number(value)).toBe(chinese);
  });

  it.each([
    [99_999, "99,999", undefined, "99,999"],
    [412_345, "412K", "412,345", "41.2万"],
    [9_412_208, "9.41M", "9,412,208", "941万"],
    [123_456_789, "123M", "123,456,789", "1.23亿"],
  ])("%d made short keeps the full number", (value, english, title, chinese) => {
    expect(en.short(value)).toEqual(title ? { text: english, title } : { text: english });
    expect(zh.short(value).text).toBe(chinese);
  });

  it.each([null, undefined, Number.NaN, Infinity])("%s is a dash", (value) => {
    expect(en.number(value)).toBe("–");
    expect(en.short(value)).toEqual({ text: "–" });
  });

  it("percents", () => {
    expect(en.percent(0.54)).toBe("54%");
    expect(zh.percent(0.025)).toBe("2.5%");
    expect(en.percent(0)).toBe("0%");
    expect(en.percent(Number.NaN)).toBe("–");
  });
});

describe("sizes", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [999.6, "1 kB"],
    [18_300, "18.3 kB"],
    [120_000, "120 kB"],
    [1_200_000, "1.2 MB"],
    [5e9, "5 GB"],
    [7e15, "7,000 TB"],
    [-1, "–"],
  ])("%d bytes", (bytes, text) => expect(en.bytes(bytes)).toBe(text));
  it.each([
    [0, "0 B"],
    [1_200_000, "1.2 MB"],
  ])("%d bytes in Chinese", (bytes, text) => expect(zh.bytes(bytes)).toBe(text));
});

describe("durations", () => {
  it.each([
    [0, "0 ms", "0毫秒"],
    [0.34, "340 ms", "340毫秒"],
    [4.25, "4.3 sec", "4.3秒"],
    [42, "42 sec", "42秒"],
    [119.6, "2 min", "2分钟"],
    [125, "2 min 5 sec", "2分钟5秒"],
    [3599.7, "1 hr", "1小时"],
    [7_500, "2 hr 5 min", "2小时5分钟"],
    [86_400 * 3 + 3600, "3 days 1 hr", "3天1小时"],
    [-1, "–", "–"],
  ])("%d seconds", (seconds, english, chinese) => {
    expect(en.duration(seconds)).toBe(english);
    expect(zh.duration(seconds).replaceAll(" ", "")).toBe(chinese);
  });
  it("with one unit, in words", () => expect(en.duration(7_500, "long", 1)).toBe("2 hours"));
});

it("lists", () => {
  expect(en.list(["a", "b", "c"])).toBe("a, b, and c");
  expect(zh.list(["甲", "乙", "丙"])).toBe("甲、乙和丙");
  expect(en.list([])).toBe("");
});
