import { expect, test } from "vitest";
import type { Hit } from "api/types";
import {
  chunkOfMonth,
  chunkOfNumber,
  chunkQuery,
  chunksBetween,
  chunksOf,
  lastUpTo,
  stepped,
  withinChat,
} from "features/chats/hits";

test("words are looked for within the chat, whatever they are", () => {
  expect(withinChat("阿梅", "爬山")).toBe("in:阿梅 (爬山)");
  expect(withinChat("Lin Wei", "a OR b")).toBe('in:"Lin Wei" (a OR b)');
  expect(withinChat("阿梅", "爬山 sort:best")).toBe("in:阿梅 (爬山)");
  expect(withinChat("阿梅", 'in:别人 "没关')).toBe("in:阿梅 (in:别人 没关)");
  expect(withinChat("阿梅", "  ")).toBe("");
});

const chunks = chunksOf({
  "2024-02": 150,
  "2023-11": 60,
  "2023-12": 140,
  "2024-01": 0,
  "2024-03": 900,
});

test("months share a page while they fit; a month with more is alone", () => {
  expect(chunks).toEqual([
    { from: "2023-11", to: "2023-12", base: 0, count: 200 },
    { from: "2024-02", to: "2024-02", base: 200, count: 150 },
    { from: "2024-03", to: "2024-03", base: 350, count: 900 },
  ]);
  expect(chunkQuery("in:阿梅 (爬山)", chunks[0]!)).toBe(
    "in:阿梅 (爬山) after:2023-11 before:2024-01 sort:old",
  );
});

test("every hit has its chunk", () => {
  expect([0, 199, 200, 349, 350, 1249].map((n) => chunkOfNumber(chunks, n)?.base)).toEqual([
    0, 0, 200, 200, 350, 350,
  ]);
  expect(chunkOfNumber(chunks, 1250)).toBeUndefined();
  expect(chunkOfMonth(chunks, "2024-01")?.base).toBe(0);
  expect(chunkOfMonth(chunks, "2030-01")?.base).toBe(350);
  expect(chunkOfMonth(chunks, "2020-01")).toBeUndefined();
  expect(chunksBetween(chunks, "2023-12", "2024-02").map(({ base }) => base)).toEqual([0, 200]);
});

test("the hit at or before a message, and around the ends", () => {
  const hits = [
    { ts: 10, id: 1 },
    { ts: 20, id: 2 },
    { ts: 20, id: 5 },
  ] as Hit[];
  const chunk = chunks[1]!;
  expect(lastUpTo(hits, chunk, 20, 4)).toBe(201);
  expect(lastUpTo(hits, chunk, 99, 1)).toBe(202);
  expect(lastUpTo(hits, chunk, 9, 9)).toBe(-1);
  expect([stepped(0, -1, 17), stepped(16, 1, 17), stepped(3, 1, 17), stepped(0, 1, 0)]).toEqual([
    16, 0, 4, 0,
  ]);
});
