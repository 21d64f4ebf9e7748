import { expect, test } from "vitest";
import {
  stateOf,
  toggled,
  withChoice,
  withoutGroup,
  withSort,
  wordsOf,
} from "features/search/edit";
import { term } from "lib/query-language";

const ruan = {
  filter: { operator: "in", value: "阮晴" },
  spellings: ["阮晴", "#2", "demo_ruan"],
} as const;
const mum = { filter: { operator: "in", value: "妈妈" }, spellings: ["妈妈", "#5"] } as const;
const image = { filter: { operator: "has", value: "image" }, spellings: ["image"] } as const;

test("a choice is added, becomes one of several, and goes again", () => {
  expect(toggled("爬山", ruan)).toBe("爬山 in:阮晴");
  expect(toggled("爬山 in:阮晴", mum)).toBe("爬山 (in:阮晴 OR in:妈妈)");
  expect(toggled("爬山 (in:阮晴 OR in:妈妈)", ruan)).toBe("爬山 in:妈妈");
  expect(toggled("爬山 in:妈妈", mum)).toBe("爬山");
});

test("a choice is known under every way to write it", () => {
  for (const written of ["in:阮晴", "在:阮晴", "in:#2", "in:demo_ruan", "group:阮晴"]) {
    expect(stateOf(`爬山 ${written}`, ruan), written).toBe("with");
    expect(toggled(`爬山 ${written}`, ruan), written).toBe("爬山");
  }
  expect(stateOf("爬山 -in:#2", ruan)).toBe("without");
  expect(stateOf("爬山", ruan)).toBeUndefined();
});

test("everything but a choice, and back", () => {
  expect(toggled("爬山", ruan, "without")).toBe("爬山 -in:阮晴");
  expect(toggled("爬山 -in:阮晴", ruan, "without")).toBe("爬山");
  expect(toggled("爬山 -in:阮晴", ruan)).toBe("爬山 in:阮晴");
  expect(toggled("爬山 in:阮晴", ruan, "without")).toBe("爬山 -in:阮晴");
});

test("one of several kinds goes, the others stay", () => {
  expect(stateOf("has:image,voice", image)).toBe("with");
  expect(toggled("a has:image,voice", image)).toBe("a has:voice");
  expect(toggled("a has:图片", image)).toBe("a");
});

test("the counts of a group are those without its own filters", () => {
  expect(withoutGroup("爬山 (in:阮晴 OR in:妈妈) from:me", "chat")).toBe("爬山 from:me");
  expect(withoutGroup("爬山 -in:阮晴", "chat")).toBe("爬山");
  expect(withoutGroup("爬山 from:me", "chat")).toBeUndefined();
  expect(withoutGroup("in:阮晴", "chat")).toBe("after:1970");
  expect(withoutGroup("in:阮晴 sort:old", "chat")).toBe("after:1970 sort:old");
  expect(withoutGroup("on:2024 爬山", "month")).toBe("爬山");
});

test("the order is written once, the newest not at all", () => {
  expect(withSort("爬山", "old")).toBe("爬山 sort:old");
  expect(withSort("sort:old 爬山", "new")).toBe("爬山");
  expect(withSort("爬山 排序:最早 in:阮晴", "best")).toBe("爬山 in:阮晴 sort:best");
  expect(withSort("爬山 sort:", "old")).toBe("爬山 sort:old");
});

test("only the words are left for the reader", () => {
  expect(wordsOf('爬山 in:阮晴 "周六 去" has:image')).toBe("爬山 周六 去");
  expect(wordsOf("in:阮晴")).toBe("");
});

test("a name with several meanings is replaced by one of them", () => {
  expect(withChoice("😀 in:阿 x", { first: 2, last: 6 }, (about) => term(about, "阿砚"))).toBe(
    "😀 in:阿砚 x",
  );
  expect(withChoice("来自:阿", { first: 0, last: 4 }, (about) => term(about, "#24"))).toBe(
    "from:#24",
  );
});
