// Days, zones, the four parsers and the words for times.
import { describe, expect, it } from "vitest";
import * as day from "lib/day";
import { fromLocalText, fromRfc3339, fromSeconds, fromZoneless } from "lib/time";
import { timesFor } from "lib/time-format";
import { dayAt, instantOf, isZone, localAt, offsetAt, startOfDay, zoneOr } from "lib/zone";

const at = (text: string): number => Date.parse(text);

describe("days", () => {
  it("are counted by the calendar", () => {
    expect(day.addDays("2024-02-28", 2)).toBe("2024-03-01");
    expect(day.addDays("2024-01-01", -1)).toBe("2023-12-31");
    expect(day.daysBetween("2024-01-01", "2025-01-01")).toBe(366);
    expect(day.weekdayOf("2024-03-15")).toBe(5);
    expect(day.weekdayOf("1969-12-28")).toBe(0);
    expect(day.weekStart("2024-03-17")).toBe("2024-03-11");
    expect(day.daysInMonth("2024-02")).toBe(29);
    expect(day.addMonths("2024-01", -13)).toBe("2022-12");
    expect(day.monthsFrom("2023-11", "2024-02")).toEqual([
      "2023-11",
      "2023-12",
      "2024-01",
      "2024-02",
    ]);
    expect(day.monthsFrom("2024-02", "2023-11")).toEqual([]);
    expect(day.sameDateIn(2023, "2024-02-29")).toBeUndefined();
    expect(day.sameDateIn(2023, "2024-03-15")).toBe("2023-03-15");
    expect(day.dayFromNumber(day.dayNumber("2100-12-31")!)).toBe("2100-12-31");
    expect(day.monthOfDay("2024-03-15")).toBe("2024-03");
    expect(day.isMonth("2024-13")).toBe(false);
    expect(day.isMonth("2024-12")).toBe(true);
    expect(() => day.addDays("2024-02-30", 1)).toThrow(RangeError);
  });
  it.each(["", "2024-2-3", "2023-02-29", "2024-13-01", "2024-00-10", "x2024-01-01"])(
    "%j is no day",
    (text) => expect(day.isDay(text)).toBe(false),
  );
});

const local = (hour: number) => ({
  year: 2024,
  month: 10,
  day: 27,
  hour,
  minute: 30,
  second: 0,
});

describe("zones", () => {
  it("give local time, whatever the browser's zone", () => {
    expect(localAt("Asia/Shanghai", at("2024-03-15T16:30:05Z"))).toEqual({
      year: 2024,
      month: 3,
      day: 16,
      hour: 0,
      minute: 30,
      second: 5,
    });
    expect(dayAt("America/New_York", at("2024-03-15T03:59:59Z"))).toBe("2024-03-14");
    expect(offsetAt("Asia/Kathmandu", 0)).toBe(5.5 * 3_600_000);
    expect(offsetAt("Europe/Berlin", at("2024-07-01T00:00:00.500Z"))).toBe(7_200_000);
    expect(localAt("UTC", at("0000-01-01T00:00:00Z")).year).toBe(0);
  });
  it("begin days where the day begins, also when clocks change", () => {
    expect(startOfDay("Asia/Shanghai", "2024-03-15")).toBe(at("2024-03-14T16:00:00Z"));
    expect(startOfDay("Europe/Berlin", "2024-03-31")).toBe(at("2024-03-30T23:00:00Z"));
    // Midnight does not exist there that day.
    expect(startOfDay("America/Sao_Paulo", "2018-11-04")).toBe(at("2018-11-04T03:00:00Z"));
    expect(() => startOfDay("UTC", "2024-02-30")).toThrow(RangeError);
  });
  it("a time that happens twice is the first, a skipped one moves on", () => {
    expect(instantOf("Europe/Berlin", local(2))).toBe(at("2024-10-27T00:30:00Z"));
    const gap = { ...local(2), month: 3, day: 31 };
    expect(instantOf("Europe/Berlin", gap)).toBe(at("2024-03-31T01:30:00Z"));
  });
  it("unknown ones are UTC", () => {
    expect(isZone("Asia/Shanghai")).toBe(true);
    expect(isZone("Mars/Base")).toBe(false);
    expect(zoneOr("Mars/Base")).toBe("UTC");
  });
});

describe("the four parsers", () => {
  it("Unix seconds", () => {
    expect(fromSeconds(1_710_507_845)).toBe(1_710_507_845_000);
    for (const none of [0, null, undefined, Number.NaN, 1e15])
      expect(fromSeconds(none)).toBeUndefined();
  });
  it("local text", () => {
    const zone = "Asia/Shanghai";
    expect(fromLocalText("2024-03-15 21:04:05", zone)).toBe(at("2024-03-15T13:04:05Z"));
    expect(fromLocalText(" 2024-03-15 21:04 ", zone)).toBe(at("2024-03-15T13:04:00Z"));
    expect(fromLocalText("2024-03-15", zone)).toBe(at("2024-03-14T16:00:00Z"));
    for (const none of ["", null, "2024-02-30", "2024-03-15 24:00", "2024-03-15 1:60", "soon"])
      expect(fromLocalText(none, zone)).toBeUndefined();
  });
  it("RFC 3339", () => {
    expect(fromRfc3339("2024-03-15T21:04:05.123456+08:00")).toBe(at("2024-03-15T13:04:05.123Z"));
    expect(fromRfc3339("2024-03-15T21:04:05Z")).toBe(at("2024-03-15T21:04:05Z"));
    expect(fromRfc3339("2024-03-15T21:04:05-03:30")).toBe(at("2024-03-16T00:34:05Z"));
    for (const none of [
      "",
      undefined,
      "2024-03-15T21:04:05",
      "2024-02-30T00:00:00Z",
      "2024-03-15T25:00:00Z",
    ])
      expect(fromRfc3339(none)).toBeUndefined();
  });
  it("zone-less text", () => {
    expect(fromZoneless("2024-03-15T21:04:05", "Asia/Shanghai")).toBe(at("2024-03-15T13:04:05Z"));
    expect(fromZoneless("2024-03-15T21:04:05Z", "Asia/Shanghai")).toBeUndefined();
    expect(fromZoneless(null, "UTC")).toBeUndefined();
  });
});

describe("words for times", () => {
  const en = timesFor("en", "Asia/Shanghai");
  const zh = timesFor("zh-CN", "Asia/Shanghai");
  const now = at("2024-03-15T13:04:00Z"); // Friday 21:04

  it("are those of the archive's zone", () => {
    expect(en.clock(now)).toBe("21:04");
    expect(en.clock(at("2024-03-14T16:00:00Z"))).toBe("00:00");
    expect(en.stamp(now)).toBe("15 Mar 2024 21:04");
    expect(zh.date(now)).toBe("2024年3月15日");
    expect(en.heading("2024-03-15")).toBe("Fri, 15 March 2024");
    expect(zh.heading("2024-03-15")).toBe("2024年3月15日周五");
    expect(en.month("2024-03")).toBe("March 2024");
    expect(en.weekday(0)).toBe("Sun");
    expect(zh.weekday(6, "weekdayLong")).toBe("星期六");
    expect(en.machine(now)).toBe("2024-03-15T13:04:00.000Z");
    expect(en.day("never")).toBe("never");
    expect(timesFor("en", "Mars/Base").zone).toBe("UTC");
  });
  it("are brief in lists", () => {
    expect(en.brief(at("2024-03-14T16:00:00Z"), now)).toBe("00:00");
    expect(en.brief(at("2024-03-14T15:59:00Z"), now)).toBe("yesterday");
    expect(zh.brief(at("2024-03-14T15:59:00Z"), now)).toBe("昨天");
    expect(en.brief(at("2024-03-10T12:00:00Z"), now)).toBe("Sun");
    expect(en.brief(at("2024-02-10T12:00:00Z"), now)).toBe("10 Feb");
    expect(en.brief(at("2023-02-10T12:00:00Z"), now)).toBe("10 Feb 2023");
    expect(en.brief(at("2024-03-17T12:00:00Z"), now)).toBe("17 Mar");
  });
  it("count back", () => {
    expect(en.ago(now - 5 * 60_000, now)).toBe("5 minutes ago");
    expect(en.ago(now - 2 * 3_600_000, now)).toBe("2 hours ago");
    expect(en.ago(now - 22 * 3_600_000, now)).toBe("yesterday");
    expect(zh.ago(now - 72 * 86_400_000, now)).toBe("2个月前");
    expect(en.ago(now - 800 * 86_400_000, now)).toBe("2 years ago");
  });
});
