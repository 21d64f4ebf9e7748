import { expect, test } from "vitest";
import type { Facets } from "api/types";
import type { Entry } from "api/surfaces/kith";
import { directoryOf } from "app/people";
import { rowsOf, shortened, timeBars } from "features/search/facets";

const entry = (chat: number, person: number, name: string): Entry => ({
  id: `k${chat}`,
  chat,
  person,
  name,
  alt: ["小名"],
  kind: "person",
  source: "wechat",
  count: 1,
  last: 1,
  avatar: "",
});
const known = {
  directory: directoryOf([
    entry(2, 7, "阮晴"),
    entry(5, 3, "妈妈"),
    entry(20, 25, "陈晨"),
    entry(28, 26, "陈晨"),
  ]),
  self: "许一禾",
};
const facets: Facets = {
  chat: [
    { id: 2, name: "阮晴", count: 9 },
    { id: 20, name: "陈晨", count: 4 },
    { id: 99, name: "Old group", count: 1 },
  ],
  person: [
    { id: 1, name: "许一禾", count: 6 },
    { id: 7, name: "阮晴", count: 3 },
  ],
  month: { "2023-11": 4, "2024-02": 5 },
  type: { link: 1, text: 12, system: 1 },
  other_chats: 0,
  other_chats_count: 0,
  other_people: 0,
  other_people_count: 0,
};

test("a chat is written by name, by number where the name means two", () => {
  const rows = rowsOf("chat", facets, "a -in:小名 in:#20", known);
  expect(rows.map(({ filter }) => filter.value)).toEqual(["阮晴", "#20", "#99"]);
  expect(rows.map(({ state }) => state)).toEqual(["without", "with", undefined]);
});

test("the owner is me", () => {
  const [me, other] = rowsOf("person", facets, "来自:我", known);
  expect(me).toMatchObject({ me: true, state: "with", filter: { operator: "from", value: "me" } });
  expect(other).toMatchObject({ me: false, state: undefined });
});

test("kinds come the most first, notices are a state", () => {
  const rows = rowsOf("type", facets, "a has:text,link", known);
  expect(rows.map(({ key, state }) => [key, state])).toEqual([
    ["text", "with"],
    ["link", "with"],
    ["system", undefined],
  ]);
  expect(rows[2]!.filter).toEqual({ operator: "is", value: "system" });
});

test("what is chosen is shown, however few it has", () => {
  const rows = rowsOf("chat", facets, "a in:#99", known);
  expect(shortened(rows, 1).map(({ key }) => key)).toEqual(["chat2", "chat99"]);
});

test("few months are months, with those between", () => {
  expect(timeBars(facets.month, "a on:2024-02")).toEqual([
    { when: "2023-11", count: 4, state: undefined },
    { when: "2023-12", count: 0, state: undefined },
    { when: "2024-01", count: 0, state: undefined },
    { when: "2024-02", count: 5, state: "with" },
  ]);
  expect(timeBars({}, "a")).toEqual([]);
});

test("many months are years; a chosen year shows its months", () => {
  const months = { "2019-01": 1, "2021-12": 2, "2023-06": 3 };
  expect(timeBars(months, "a").map(({ when, count }) => [when, count])).toEqual([
    ["2019", 1],
    ["2020", 0],
    ["2021", 2],
    ["2022", 0],
    ["2023", 3],
  ]);
  const year = timeBars(months, "a on:2021");
  expect(year).toHaveLength(12);
  expect(year[11]).toEqual({ when: "2021-12", count: 2, state: undefined });
});
