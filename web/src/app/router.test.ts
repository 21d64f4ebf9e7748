import { expect, test } from "vitest";
import { go, here, href, parse } from "app/router";

test("a place is found by its pattern, its parameters decoded once", () => {
  expect(parse("#/")).toMatchObject({ name: "home", params: {} });
  expect(parse("")).toMatchObject({ name: "home" });
  expect(parse("#/people")).toMatchObject({ name: "people" });
  expect(parse("#/people/wxid_1/words")).toMatchObject({
    name: "person",
    params: { u: "wxid_1", tab: "words" },
  });
  expect(parse("#/people/a%2Fb%2520")).toMatchObject({ params: { u: "a/b%20" } });
  expect(parse("#/people/%E0%A4%A")).toMatchObject({ params: { u: "%E0%A4%A" } });
  expect(parse("#/nowhere/at/all")).toMatchObject({ name: "unknown" });
  expect(parse("#/people/a/b/c")).toMatchObject({ name: "unknown" });
});

test("the query stays inside the hash", () => {
  expect(parse("#/people?q=%E9%98%BF%E6%A2%85&sort=name").query).toEqual({
    q: "阿梅",
    sort: "name",
  });
  expect(href("people", {}, { q: "a b&c", sort: undefined, tier: "" })).toBe(
    "#/people?q=a%20b%26c",
  );
  expect(href("person", { u: "47@chatroom/x" })).toBe("#/people/47%40chatroom%2Fx");
  expect(parse(href("person", { u: "😀 %" })).params).toEqual({ u: "😀 %" });
});

test("going makes an entry of the history, replacing does not", () => {
  const before = history.length;
  go("#/people");
  expect(here()).toMatchObject({ name: "people" });
  const { key } = here();
  go("#/people?q=x", "replace");
  expect(here()).toMatchObject({ query: { q: "x" }, key });
  expect(history.length).toBe(before + 1);
});
