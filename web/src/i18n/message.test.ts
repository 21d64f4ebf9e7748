import { expect, test } from "vitest";
import { pieces } from "i18n/message";
import { en } from "i18n/en";
import { zh } from "i18n/zh-CN";

const say = (text: string, values = {}, lang = "en") => pieces(text, values, lang).join("");

test("values stand in their places, numbers in the language's form", () => {
  expect(say("{a} in {b}", { a: "x", b: 12_345 })).toBe("x in 12,345");
  expect(say("no places")).toBe("no places");
  expect(say("{name}", { name: "{n, plural, other {#}} <b>" })).toBe("{n, plural, other {#}} <b>");
});

test("plurals follow the language", () => {
  const text = "{n, plural, =0 {nothing} one {# day} other {# days}}";
  expect([0, 1, 2, 1234].map((n) => say(text, { n }))).toEqual([
    "nothing",
    "1 day",
    "2 days",
    "1,234 days",
  ]);
  expect(say(text, { n: 1 }, "zh-CN")).toBe("1 days"); // Chinese has one form
  expect(say("{n, plural, one {# of {m}} other {# of {m}}}", { n: 3, m: "9" })).toBe("3 of 9");
  expect(say("a # b")).toBe("a # b");
});

test("an unclosed brace is a mistake of the catalogue, and told", () => {
  expect(() => say("{n, plural, one {x}")).toThrow(/unclosed/);
});

test("both catalogues name the same values in every text", () => {
  const names = (text: string) =>
    [...new Set([...text.matchAll(/\{(\w+)/g)].map((found) => found[1]))]
      .filter((name) => name && !/^(one|other)$/.test(name))
      .toSorted();
  for (const key of Object.keys(zh) as (keyof typeof zh)[]) {
    // A Chinese text may leave out a number that only decides a plural.
    for (const name of names(zh[key])) expect(names(en[key]), key).toContain(name);
    expect(() => pieces(zh[key], { n: 1 }, "zh-CN"), key).not.toThrow();
    expect(() => pieces(en[key], { n: 1 }, "en"), key).not.toThrow();
  }
});
