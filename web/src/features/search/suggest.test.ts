import { expect, test } from "vitest";
import type { Entry } from "api/surfaces/kith";
import { directoryOf } from "app/people";
import { chunkAt, namesIndex, suggestions } from "features/search/suggest";

const entry = (id: number, name: string, more: Partial<Entry> = {}): Entry => ({
  id: `k${id}`,
  chat: id,
  person: id + 100,
  name,
  alt: [],
  kind: "person",
  source: "wechat",
  count: id,
  last: 1_700_000_000,
  avatar: "",
  ...more,
});
const entries = [
  entry(1, "阮晴", { alt: ["Ruan"] }),
  entry(2, "阮晴"),
  entry(3, "Lin Wei"),
  entry(4, "周末爬山队", { kind: "group", person: 0 }),
];
const source = {
  directory: directoryOf(entries),
  index: namesIndex(entries, 1_700_000_100),
  recent: ["爬山 from:me", "饺子"],
  years: [2023, 2024],
};
const texts = (query: string, caret = query.length) =>
  suggestions(query, caret, source).map((one) => one.text);

test("an empty field offers what was looked for before", () => {
  expect(texts("")).toEqual(["爬山 from:me", "饺子"]);
  expect(suggestions("", 0, source)[0]).toMatchObject({ query: "爬山 from:me", kind: "recent" });
});

test("the beginning of an operator, in both languages", () => {
  expect(texts("f")).toEqual(["from:"]);
  expect(texts("来")).toEqual(["from:", "source:"]);
  expect(suggestions("爬山 f", 4, source)[0]).toMatchObject({ query: "爬山 from:", caret: 8 });
});

test("names follow in:, from: and group:", () => {
  expect(texts("in:zm")).toEqual(["in:周末爬山队"]);
  expect(texts("from:lin")).toEqual(['from:"Lin Wei"']);
  expect(texts("group:")).toEqual(["group:周末爬山队"]);
  expect(texts("from:m")[0]).toBe("from:me");
  // Two people of one name: only their numbers tell them apart.
  expect(texts("from:阮").toSorted()).toEqual(["from:#101", "from:#102"]);
});

test("values of kinds, states, times", () => {
  expect(texts("has:i")).toEqual(["has:image"]);
  expect(texts("has:图")).toEqual(["has:image"]);
  expect(texts("on:2024")).toEqual([]); // nothing to add
  expect(texts("on:20")).toEqual(["on:2024", "on:2023"]);
  expect(texts("is:l")).toEqual(["is:late"]);
  expect(texts("mood:")).toEqual([]);
});

test("a suggestion keeps what stands around it", () => {
  const query = "(-in:zm 饭)";
  expect(suggestions(query, 7, source)[0]).toMatchObject({
    query: "(-in:周末爬山队 饭)",
    caret: 10,
  });
});

test("nothing is offered inside a word or a phrase", () => {
  expect(chunkAt("from:lin", 6)).toBeUndefined();
  expect(texts('"周末 f')).toEqual(texts("f"));
  expect(chunkAt('in:"Lin W', 9)).toMatchObject({ operator: "in", value: "Lin W", start: 0 });
  expect(texts("zzzzqq")).toEqual([]);
});
