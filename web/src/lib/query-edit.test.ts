// Facets change a query and leave the rest as it was written.
import { expect, it } from "vitest";
import { excludeFilter, filterState, withFilter, withoutFilter, type Filter } from "lib/query-edit";
import { parseQuery } from "lib/query-language";

const chat = (value: string): Filter => ({ operator: "in", value });

it.each([
  ["", chat("#3"), "in:#3"],
  ["爬山", chat("#3"), "爬山 in:#3"],
  ["a OR b", chat("#3"), "(a OR b) in:#3"],
  ["(a) OR (b)", chat("#3"), "((a) OR (b)) in:#3"],
  ["(a OR b)", chat("#3"), "(a OR b) in:#3"],
  ["在：阿梅 x", chat("Lin Wei"), '(在：阿梅 OR in:"Lin Wei") x'],
  ["(in:a OR in:b) x", chat("c"), "(in:a OR in:b OR in:c) x"],
  ["-in:a x", chat("a"), "x in:a"],
  ["in:a", chat("a"), "in:a"],
  ["on:2023  x", { operator: "on", value: "2024-03" } as Filter, "on:2024-03  x"],
  ["is:late", { operator: "is", value: "mine" } as Filter, "is:late is:mine"],
  ['"a  b', chat("c"), '"a  b" in:c'],
  ["(a OR b", chat("c"), "(a OR b) in:c"],
])("%j with %j", (text, filter, expected) => expect(withFilter(text, filter)).toBe(expected));

it.each([
  ["爬山 in:a x", "爬山 x"],
  ["(in:a OR in:b) x", "in:b x"],
  ["(in:a OR in:b OR in:c)", "(in:b OR in:c)"],
  ["in:a 在:A", ""],
  ['"x  y" -in:a', '"x  y"'],
  ["(in:a OR x)", "(in:a OR x)"],
])("%j without in:a", (text, expected) => expect(withoutFilter(text, chat("a"))).toBe(expected));

it("excludes and tells what holds", () => {
  expect(excludeFilter("爬山 in:a", chat("a"))).toBe("爬山 -in:a");
  expect(filterState(parseQuery("爬山 -in:a"), chat("a"))).toBe("without");
  expect(filterState(parseQuery("爬山 (in:b OR 在:Ａ)"), chat("a"))).toBe("with");
  expect(filterState(parseQuery("爬山 OR in:a"), chat("a"))).toBeUndefined();
  expect(filterState(parseQuery(""), chat("a"))).toBeUndefined();
});
