import { expect, test } from "vitest";
import type { Item } from "api/types";
import { csvCell, type FileAbout, fileName, markdownWords, writerOf } from "features/chats/export";
import { kExportPage, runExport } from "features/chats/export-run";
import { item, page } from "features/chats/items.fake";
import type { WindowAt } from "api/surfaces/kith";
import { maskName } from "lib/names";

const words = {
  me: "me",
  name: (name: string) => name || "nobody",
  heading: (day: string) => `<${day}>`,
  kind: (type: string) => type.toUpperCase(),
  recalled: "recalled",
  edited: "edited",
  cut: "shortened",
};
const about: FileAbout = {
  title: "阿梅",
  range: "2023-11",
  zone: "Asia/Shanghai",
  masked: false,
  count: (n) => `${n} messages`,
};
const kNoon = 1_700_020_800; // 2023-11-15 12:00:00 in Shanghai
const said = (id: number, more: Partial<Item> = {}) => item(id, { ts: kNoon + id, ...more });
const whole = (format: "text" | "markdown" | "json" | "csv", items: Item[], with_ = words) => {
  const writer = writerOf(format, about, with_);
  // In two pieces: what stands above a day is not said twice.
  return [
    writer.head(),
    writer.piece(items.slice(0, 1)),
    writer.piece(items.slice(1)),
    writer.foot(items.length),
  ].join("");
};

test("text: a line a message below its day, further lines are indented", () => {
  const items = [
    said(1, { text: "走吗\n不走" }),
    said(2, { is_mine: true, text: "好", quote: { id: "1", name: "阿梅", text: "走\n吗" } }),
    said(3, {
      type: "image",
      text: "",
      media: { kind: "image", name: "a.jpg", bytes: 1, seconds: 0 },
    }),
    said(4, { type: "system", name: "", text: "阿梅 left" }),
    said(86_400, { text: "", recalled: true }),
  ];
  expect(whole("text", items)).toBe(
    "阿梅\n2023-11 · Asia/Shanghai\n" +
      "\n<2023-11-15>\n\n" +
      "12:00 阿梅  走吗\n      不走\n" +
      "12:00 me  > 阿梅: 走 吗\n      好\n" +
      "12:00 阿梅  [IMAGE a.jpg]\n" +
      "12:00 阿梅 left\n" +
      "\n<2023-11-16>\n\n" +
      "12:00 阿梅  (recalled)\n" +
      "\n5 messages\n",
  );
});

test("Markdown: what somebody wrote is never markup", () => {
  expect(markdownWords("<b>*x*</b> [a](javascript:1) `c`")).toBe(
    "\\<b\\>\\*x\\*\\</b\\> \\[a\\](javascript:1) \\`c\\`",
  );
  expect(markdownWords("    # no heading")).toBe("\\# no heading");
  expect(markdownWords("1. no list")).toBe("1\\. no list");
  expect(markdownWords("- no list")).toBe("\\- no list");
  expect(markdownWords("=== under")).toBe("\\=== under");
  expect(markdownWords("see https://a.org/b_c*d now_")).toBe("see <https://a.org/b_c*d> now\\_");
  expect(whole("markdown", [said(1, { text: "a\nb" })])).toContain("- **12:00 阿梅** a  \n  b\n");
});

test("JSON can be read again, without paths of this machine", () => {
  const media = {
    kind: "file",
    name: 'a"b.pdf',
    bytes: 9,
    seconds: 0,
    src: "/home/lin/wechat/a.pdf",
  };
  const out = whole("json", [
    said(1, { text: '\u2028"\\', media, type: "file" }),
    said(2, { cut: true }),
  ]);
  const read = JSON.parse(out);
  expect(read).toMatchObject({
    conversation: "阿梅",
    zone: "Asia/Shanghai",
    masked: false,
    count: 2,
  });
  expect(read.messages[0]).toMatchObject({
    id: 1,
    time: "2023-11-15T04:00:01.000Z",
    text: '\u2028"\\',
  });
  expect(read.messages[0].media).toEqual({ kind: "file", name: 'a"b.pdf', bytes: 9, seconds: 0 });
  expect(read.messages[1].cut).toBe(true);
  expect(out).not.toContain("/home/lin");
  expect(
    JSON.parse(writerOf("json", about, words).head() + writerOf("json", about, words).foot(0))
      .messages,
  ).toEqual([]);
});

test("CSV: cells hold quotes and lines, and nothing that a spreadsheet computes", () => {
  expect(csvCell('a,"b"')).toBe('"a,""b"""');
  expect(csvCell("a\nb")).toBe('"a\nb"');
  expect(csvCell("=1+1")).toBe("'=1+1");
  expect(csvCell("@cmd")).toBe("'@cmd");
  expect(csvCell(-3)).toBe("-3");
  expect(csvCell("a-b")).toBe("a-b");
  expect(whole("csv", [said(1)])).toBe(
    "\ufeffid,date,time,name,is_mine,type,text,quote,media\r\n1,2023-11-15,12:00:01,阿梅,false,text,第 1 条,,\r\n",
  );
});

test("the clock is that of the zone, on the day it is changed too", () => {
  const writer = writerOf("csv", { ...about, zone: "Europe/Berlin" }, words);
  const hours = Array.from({ length: 5 }, (_, i) => item(i, { ts: 1_711_839_600 + i * 3600 }));
  const times = writer
    .piece(hours)
    .split("\r\n")
    .slice(0, -1)
    .map((line) => line.split(",").slice(1, 3));
  // 31 March 2024: from 2 to 3 in the night nothing happens.
  expect(times.map(([day, time]) => `${day?.slice(8)} ${time}`)).toEqual([
    "31 00:00:00",
    "31 01:00:00",
    "31 03:00:00",
    "31 04:00:00",
    "31 05:00:00",
  ]);
});

test("a name that turns its line does not turn the words, and masked names stay masked", () => {
  expect(whole("text", [said(1, { name: "\u202eevil", text: "x" })])).toContain(
    "\u2068\u202eevil\u2069  x",
  );
  const hidden = { ...words, name: maskName };
  for (const format of ["text", "markdown", "json", "csv"] as const) {
    const out = whole(
      format,
      [said(1, { name: "周思敏", quote: { id: "", name: "周思敏", text: "q" } })],
      hidden,
    );
    expect(out).toContain("周··");
    expect(out).not.toContain("思敏");
  }
});

test("a file is named after chat and span, whatever the chat is called", () => {
  expect(fileName("阿梅", "2024-03", "text")).toBe("阿梅 2024-03.txt");
  expect(fileName("../../etc/passwd", "2024-03", "csv")).toBe("etc passwd 2024-03.csv");
  expect(fileName("\u202egnp.exe\u202c", "", "json")).toBe("gnp.exe.json");
  expect(fileName("", "", "markdown")).toBe("messages.md");
  expect(fileName("<img src=x>", "a", "text")).toBe("img src=x a.txt");
  expect([...fileName("👩‍👩‍👧‍👦".repeat(80), "x", "text")].length).toBeLessThan(80);
});

/** A conversation of 1..total, a minute apart, in pages of the greatest size. */
function reading(total: number, asked: WindowAt[] = []) {
  return async (at: WindowAt) => {
    asked.push(at);
    const since = "at" in at ? Math.ceil((Number(at.at) - 1_700_000_000) / 60) : 0;
    const first = "after" in at ? at.after + 1 : Math.max(1, since);
    return page(first, Math.min(total, first + kExportPage - 1), total);
  };
}
const about60 = { from: 1_700_000_000 + 100 * 60, until: 1_700_000_000 + 1600 * 60 };
const task = (total: number, more: Partial<Parameters<typeof runExport>[0]> = {}) => ({
  read: reading(total),
  span: { from: 0, until: Infinity },
  writer: writerOf("csv", about, words),
  mime: "text/csv",
  onProgress: () => {},
  signal: new AbortController().signal,
  ...more,
});

test("all pages become one file, each message once", async () => {
  const counted: number[] = [];
  const { file, count } = await runExport(task(21_301, { onProgress: (n) => counted.push(n) }));
  const lines = (await file.text()).trim().split("\r\n");
  expect(count).toBe(21_301);
  expect(lines.length).toBe(21_302);
  expect(new Set(lines.map((line) => line.split(",")[0])).size).toBe(21_302);
  expect(counted.at(-1)).toBe(21_301);
  expect(counted.length).toBe(43);
});

test("a span asks for no page beyond it", async () => {
  const asked: WindowAt[] = [];
  const { count } = await runExport(
    task(100_000, { read: reading(100_000, asked), span: about60 }),
  );
  expect(count).toBe(1500);
  expect(asked.length).toBe(4);
});

test("cancelled: no file, and no further page", async () => {
  const stop = new AbortController();
  const asked: WindowAt[] = [];
  const onProgress = (n: number) => n >= 1000 && stop.abort();
  const done = runExport(
    task(5000, { read: reading(5000, asked), onProgress, signal: stop.signal }),
  );
  await expect(done).rejects.toThrow();
  expect(asked.length).toBe(2);
});

test("an empty span is an empty file", async () => {
  const { count, file } = await runExport(
    task(0, { read: async () => ({ items: [], ordinal: 0, total: 0, months: {} }) }),
  );
  expect(count).toBe(0);
  expect(await file.text()).toContain("id,date");
});
