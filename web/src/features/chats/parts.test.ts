import { expect, test } from "vitest";
import type { Entry } from "api/surfaces/kith";
import type { Hit } from "api/types";
import {
  addressIdOf,
  byPerson,
  chatOf,
  conversations,
  matching,
  namesOf,
} from "features/chats/chats";
import { item } from "features/chats/items.fake";
import { marksIn, piecesOf } from "features/chats/pieces";
import { quotedAmong, quotedAsk, quotedIn } from "features/chats/quoted";
import { monthStep, railOf, rowAt, rowOf, yearsOf } from "features/chats/rail";
import { rowsOf } from "features/chats/runs";

const entry = (id: string, chat: number, name: string, count = 5): Entry => ({
  id,
  chat,
  person: chat,
  name,
  alt: [],
  kind: "person",
  source: "wechat",
  count,
  last: 1_700_000_000,
  avatar: "",
});
const all = [entry("wxid_a", 1, "周思敏"), entry("2", 3, "Eva"), entry("x", 2, "Bo", 0)];

test("an address is the number of a chat before it is a key", () => {
  expect(chatOf(all, "2")?.name).toBe("Bo");
  expect(chatOf(all, "3")?.name).toBe("Eva");
  expect(chatOf(all, "wxid_a")?.chat).toBe(1);
  expect(chatOf(all, "nobody")).toBeUndefined();
  expect(all.map(addressIdOf)).toEqual(["wxid_a", 3, "x"]);
  expect(byPerson(all).get(3)?.name).toBe("Eva");
});

test("conversations without messages are not listed; pinyin initials find a name", () => {
  const shown = conversations(all);
  expect(shown.map(({ name }) => name)).toEqual(["周思敏", "Eva"]);
  const index = namesOf(shown, 1_700_000_000);
  expect(matching(shown, index, "zsm").map(({ chat }) => chat)).toEqual([1]);
  expect(matching(shown, index, " ")).toEqual(shown);
  expect(matching(shown, index, "%")).toEqual([]);
});

test("found words and addresses cut a text, and the pieces join to it", () => {
  const text = "看 https://a.example/爬山?x=1 爬山👍";
  const marks: [number, number][] = [
    [20, 22],
    [27, 29],
  ];
  const pieces = piecesOf(text, marks);
  expect(pieces.map((one) => one.text).join("")).toBe(text);
  expect(pieces.filter((one) => one.marked).map((one) => one.text)).toEqual(["爬山", "爬山"]);
  const link = pieces.filter((one) => one.href);
  expect(link.map((one) => one.text).join("")).toBe("https://a.example/爬山?x=1");
  expect(new Set(link.map((one) => one.href)).size).toBe(1);
  expect(piecesOf("javascript:alert(1)").every((one) => one.href === undefined)).toBe(true);
  expect(piecesOf("")).toEqual([]);
});

test("marks of a cut hit are moved to their place in the whole text", () => {
  const hit = { text: "去爬山", marks: [[1, 3]] as [number, number][] };
  expect(marksIn("去爬山", hit)).toEqual([[1, 3]]);
  expect(marksIn("👍👍去爬山吧", hit)).toEqual([[3, 5]]);
  expect(marksIn("改过了", hit)).toEqual([]);
  expect(marksIn("x", { text: "", marks: [] })).toEqual([]);
});

test("the rail has a row for each month from the first to the last", () => {
  const rail = railOf({ "2023-11": 100, "2024-02": 25, "2023-12": 0, nonsense: 9 });
  expect(rail.map(({ month }) => month)).toEqual(["2023-11", "2023-12", "2024-01", "2024-02"]);
  expect(rail.map(({ length }) => length)).toEqual([1, 0, 0, 0.5]);
  expect(rowOf(rail, "2024-01")).toBe(2);
  expect(rowOf(rail, "1999-01")).toBe(0);
  expect(rowOf(rail, "2030-01")).toBe(3);
  expect([-1, 0, 0.5, 0.99, 1, 2].map((share) => rowAt(rail, share))).toEqual([0, 0, 2, 3, 3, 3]);
  expect(monthStep(rail, "2024-02", 1)).toBe("2024-02");
  expect(monthStep(rail, "2024-02", -1)).toBe("2024-01");
  expect(yearsOf(rail, 5)).toEqual([
    { year: "2023", row: 0 },
    { year: "2024", row: 2 },
  ]);
  expect(yearsOf(rail, 1).length).toBe(1);
  expect(railOf({})).toEqual([]);
});

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

test("a day is headed once, a speaker after a pause or another", () => {
  const rows = rowsOf(
    [
      item(1, { ts: 0 }),
      item(2, { ts: 60 }),
      item(3, { ts: 61, is_mine: true, sender: 1 }),
      item(4, { ts: 62, type: "system", sender: 0, name: "" }),
      item(5, { ts: 63, is_mine: true, sender: 1 }),
      item(6, { ts: 400, is_mine: true, sender: 1 }),
      item(7, { ts: 86_400, is_mine: true, sender: 1 }),
    ],
    undefined,
    dayOf,
  );
  expect(rows.map(({ head }) => head)).toEqual([true, false, true, false, true, true, true]);
  expect(rows.map(({ day }) => day)).toEqual([
    "1970-01-01",
    ...Array.from({ length: 5 }, () => undefined),
    "1970-01-02",
  ]);
  expect(rowsOf([item(2, { ts: 60 })], item(1, { ts: 0 }), dayOf)[0]).toMatchObject({
    day: undefined,
    head: false,
  });
});

const quoting = item(9, {
  quote: { id: "77", name: "阿梅", text: "周六\n去爬山" },
  text: "好",
  type: "quote",
});

test("a quote leads to the newest earlier message with its words", () => {
  const held = [
    item(1, { text: "周六\n去爬山" }),
    item(2, { text: "周六\n去爬山" }),
    item(3, { text: "周六\n去爬山", name: "小周" }),
    quoting,
    item(10, { text: "周六\n去爬山" }),
  ];
  expect(quotedAmong(held, quoting)?.id).toBe(2);
  expect(quotedAmong([quoting], quoting)).toBeUndefined();
  const long = { ...quoting, quote: { id: "", name: "", text: "第一句话…" } };
  expect(quotedAmong([item(1, { text: "第一句话后面还有" }), long], long)?.id).toBe(1);
});

test("a quote that is not held is searched for by its first line, up to its day", () => {
  const ask = quotedAsk("阿梅", quoting, "2023-11-14");
  const params = new URL(ask!.address, "http://x").searchParams;
  expect(params.get("q")).toBe("周六 in:阿梅 before:2023-11-15 sort:new");
  expect(
    quotedAsk("阿梅", { ...quoting, quote: { id: "1", name: "", text: " " } }, ""),
  ).toBeUndefined();
  const hit = (id: number, text: string, sender_name = "阿梅") =>
    ({ id, ts: quoting.ts - 60 * (9 - id), text, sender_name }) as Hit;
  const hits = [
    hit(9, "周六\n去爬山"),
    hit(8, "周六好"),
    hit(7, "周六\n去爬山", "x"),
    hit(4, "周六\n去爬山"),
  ];
  expect(quotedIn(hits, quoting)?.id).toBe(4);
  expect(quotedIn(hits.slice(0, 3), quoting)?.id).toBe(7);
  expect(quotedIn([hit(8, "周六好")], quoting)).toBeUndefined();
});
