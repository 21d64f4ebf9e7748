import { expect, test } from "vitest";
import type { Entry } from "api/surfaces/kith";
import { directoryOf } from "app/people";

const entry = (id: string, name: string, chat: number): Entry => ({
  id,
  name,
  chat,
  person: chat + 100,
  alt: [],
  kind: "person",
  source: "wechat",
  count: 1,
  last: 1,
  avatar: "",
});

test("a chat is named where its name is plain, else numbered", () => {
  const entries = [
    entry("a", "阿梅", 1),
    entry("b", "陈晨", 2),
    entry("c", "陈晨", 3),
    entry("d", "W".repeat(300), 4),
    entry("e", "", 5),
  ];
  const directory = directoryOf(entries);
  expect(entries.map(directory.inChat)).toEqual(["阿梅", "#2", "#3", "#4", "#5"]);
  expect(directory.from(entries[3]!)).toBe("#104");
  expect(directory.find("c")).toBe(entries[2]);
  expect(directory.find("nobody")).toBeUndefined();
  expect(directoryOf(entries)).toBe(directory);
});
