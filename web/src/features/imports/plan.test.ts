// Plans of a scan, and reports added up.
import { describe, expect, it } from "vitest";
import type { ImportReport, ScannedSource } from "api/types";
import {
  addUp,
  answerOf,
  looksLikeArchive,
  nameOf,
  plansOf,
  totalsOf,
  unanswered,
} from "features/imports/plan";

const source = (path: string, more: Partial<ScannedSource> = {}): ScannedSource => ({
  path,
  format: "chatlab",
  account: "",
  confidence: 0.95,
  chats: 2,
  messages: 10,
  first: 0,
  last: 0,
  me: [],
  warnings: [],
  ...more,
});

describe("plansOf", () => {
  it("reads what lies in a folder together with the folder, in whatever order it was found", () => {
    const plans = plansOf([source("/a/b/chat.zip"), source("/a/b"), source("/a/bc")]);
    expect(plans.map(({ path, sources }) => [path, sources.length])).toEqual([
      ["/a/b", 2],
      ["/a/bc", 1],
    ]);
  });

  it("does not take two formats at the same place apart", () => {
    const plans = plansOf([source("/a", { format: "wechat" }), source("/a")]);
    expect(plans).toHaveLength(1);
  });

  it("names each candidate once", () => {
    const me = [{ id: "u1", name: "林", sample: "" }];
    const plans = plansOf([source("/a", { me }), source("/a/b", { me })]);
    expect(plans[0]?.asks.map(({ id }) => id)).toEqual(["u1"]);
  });
});

it("waits for an answer only where somebody is asked for", () => {
  const me = [{ id: "u1", name: "林", sample: "" }];
  const plans = plansOf([source("/a", { me }), source("/b")]);
  expect(unanswered(plans, {}).map(({ path }) => path)).toEqual(["/a"]);
  expect(unanswered(plans, { "/a": "" })).toEqual([]);
});

it("takes the owner whom the files name until another is chosen", () => {
  const me = ["u1", "u2"].map((id) => ({ id, name: id, sample: "" }));
  const [said, open] = plansOf([source("/a", { me, account: "u2" }), source("/b", { me })]);
  expect([said, open].map((plan) => answerOf(plan!, {}))).toEqual(["u2", undefined]);
  expect(unanswered([said!, open!], {}).map(({ path }) => path)).toEqual(["/b"]);
  expect(answerOf(said!, { "/a": "u1" })).toBe("u1");
  // Two archives of two people in one folder are asked about.
  const both = plansOf([
    source("/c", { me, account: "u1" }),
    source("/c/d", { me, account: "u2" }),
  ]);
  expect(unanswered(both, {})).toHaveLength(1);
});

it("adds up what is known of a time and leaves out what is not", () => {
  const all = [source("/a", { first: 50, last: 90 }), source("/b"), source("/c", { first: 20 })];
  expect(totalsOf(all)).toEqual({ chats: 6, messages: 30, first: 20, last: 90 });
  expect(totalsOf([])).toEqual({ chats: 0, messages: 0, first: 0, last: 0 });
});

it("adds reports up, reasons of skipped rows by their word", () => {
  const one: Partial<ImportReport> = {
    new: 3,
    duplicate: 1,
    skipped: [{ reason: "bad_line", count: 2, sample: "" }],
    seconds: 1.5,
  };
  const other: Partial<ImportReport> = {
    new: 4,
    changed: 2,
    skipped: [
      { reason: "bad_time", count: 9, sample: "x" },
      { reason: "bad_line", count: 1, sample: "line 7" },
    ],
    warnings: ["b.json: empty"],
  };
  expect(addUp([one, other])).toMatchObject({
    new: 7,
    duplicate: 1,
    changed: 2,
    seconds: 1.5,
    skipped: [
      { reason: "bad_time", count: 9, sample: "x" },
      { reason: "bad_line", count: 3, sample: "line 7" },
    ],
    warnings: ["b.json: empty"],
  });
});

it("calls a path by its last part", () => {
  expect(["/a/聊天 备份/", "C:\\x\\y.zip", "/", "demo"].map(nameOf)).toEqual([
    "聊天 备份",
    "y.zip",
    "/",
    "demo",
  ]);
});

it("offers a folder only for what a reader could read in it", () => {
  const entry = (name: string, more = {}) => ({
    name,
    path: `/a/${name}`,
    is_folder: false,
    format: "",
    ...more,
  });
  expect(looksLikeArchive([entry("package.json"), entry("src", { is_folder: true })])).toBe(false);
  expect(looksLikeArchive([entry("contact", { is_folder: true })])).toBe(true);
  expect(looksLikeArchive([entry("wxid_1", { is_folder: true, format: "wechat" })])).toBe(true);
  expect(looksLikeArchive([entry("备份.ZIP")])).toBe(true);
});
