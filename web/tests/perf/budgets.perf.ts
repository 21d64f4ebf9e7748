// The budgets of design §10 on the demo archive and, where KITH_BENCH_ARCHIVE names one, on a million messages.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { closeBrowser, openTab, type Tab } from "../support/browser";
import { longTalk } from "../support/chatlab";
import { type Kith, startKith } from "../support/kith";
import {
  asRow,
  fling,
  heap,
  interactions,
  kHead,
  type Line,
  load,
  median,
  percentile,
  typed,
  watchInteractions,
} from "../support/measure";

const kRuns = 5;
const kWords = [
  "我们周末一起",
  "今天吃什么",
  "hello",
  "爬山",
  "好的",
  "weekend",
  "不知道",
  "2025",
  "明天见",
  "project",
];
const kDebounce = 60; // milliseconds that the search waits for the next letter
const archive = process.env.KITH_BENCH_ARCHIVE;
const archives = [
  { name: "demo", open: () => startKith({ archive: "demo" }) },
  ...(archive
    ? [{ name: "1 M messages", open: () => startKith({ archive: { folder: archive } }) }]
    : []),
];

afterAll(closeBrowser);
process.stdout.write(`${kHead}\n`);

function report(line: Line) {
  process.stdout.write(`${asRow(line)}\n`);
  expect.soft(line.measured, line.what).toBeLessThanOrEqual(line.limit);
}

async function loads(tab: Tab, kith: Kith, hash: string) {
  const all = [];
  for (let run = 0; run < kRuns; run++) all.push(await load(tab.page, kith.url + hash));
  return {
    first: median(all.map((one) => one.first)),
    complete: median(all.map((one) => one.complete)),
  };
}

/** The chat with the most messages. */
async function largest(kith: Kith): Promise<string> {
  const { ids, count } = await kith.get<{ ids: string[]; count: number[] }>("/api/kith/directory");
  return ids[count.indexOf(Math.max(...count))] ?? "";
}

for (const { name, open } of archives) {
  test(`${name}`, async () => {
    const kith = await open();
    const tab = await openTab(kith);
    const { page } = tab;
    const line = (what: string, measured: number, limit: number, unit = "ms") =>
      report({ what: `${name}: ${what}`, measured, limit, unit });

    const home = await loads(tab, kith, "#/");
    line("first contentful paint", home.first, 400);
    line("Home complete", home.complete, 1000);
    const people = await loads(tab, kith, "#/people");
    line("People complete", people.complete, 1000);
    const who = await largest(kith);
    const person = await loads(tab, kith, `#/people/${encodeURIComponent(who)}`);
    line("a person complete", person.complete, 1000);

    await load(page, `${kith.url}#/`);
    await watchInteractions(page);
    for (const place of ["p", "h", "p", "h"]) {
      await page.keyboard.press("g");
      await page.keyboard.press(place);
      await page.waitForTimeout(250);
    }
    await page.keyboard.press("Control+k");
    await page.waitForTimeout(250);
    for (const letter of "zhousimin") {
      await page.keyboard.press(letter);
      await page.waitForTimeout(60);
    }
    await page.keyboard.press("Escape");
    await page.waitForTimeout(300);
    line("key to paint, p95", percentile(await interactions(page), 0.95), 100);

    await load(page, `${kith.url}#/search`);
    const answered = await typed(page, kWords);
    line(
      `a letter to its answer, p95 of ${answered.length}`,
      percentile(answered, 0.95) - kDebounce,
      50,
    );

    await load(page, `${kith.url}#/people`);
    const frames = await fling(page, null, 3);
    line("people in a fling, p99 frame", percentile(frames, 0.99), 34);

    line("heap after the tour", await heap(page), 200, "MB");
    expect(tab.problems).toEqual([]);
    await tab.close();
    await kith.remove();
  });
}

test("one chat of a million messages", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kith-bench-"));
  longTalk(join(folder, "mei.jsonl"), 1_000_000);
  const kith = await startKith({ archive: { folder }, timezone: "UTC" });
  const tab = await openTab(kith);
  const { page } = tab;
  const line = (what: string, measured: number, limit: number, unit = "ms") =>
    report({ what: `1 M in one chat: ${what}`, measured, limit, unit });
  const chat = await largest(kith);
  const opened = await loads(tab, kith, `#/chats/${encodeURIComponent(chat)}`);
  line("the reader complete", opened.complete, 1000);
  const jumps = [];
  for (const day of ["2020-03-15", "2029-11-02", "2019-01-02", "2026-06-30", "2023-05-05"])
    jumps.push(await jump(page, day));
  line("jump to a date, slowest of 5", Math.max(...jumps), 300);
  const frames = await fling(page, ":has(> [role=feed])", 5);
  line("reader in a fling, p99 frame", percentile(frames, 0.99), 34);
  await load(page, `${kith.url}#/search?q=${encodeURIComponent("走走")}`);
  const hits = await fling(page, null, 5);
  line("hundred thousands of hits in a fling, p99 frame", percentile(hits, 0.99), 34);
  line("heap after the tour", await heap(page), 200, "MB");
  expect(tab.problems).toEqual([]);
  await tab.close();
  await kith.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Milliseconds from the answer in the dialog until the day is in the page. */
async function jump(page: Page, day: string): Promise<number> {
  await page.keyboard.press("d");
  await page.fill("dialog[open] input[type=date]", day);
  const took = await page.evaluate(async (wanted) => {
    const begin = performance.now();
    document.querySelector<HTMLFormElement>("dialog[open] form")!.requestSubmit();
    while (!document.querySelector(`[role=feed] [data-day="${wanted}"]`))
      await new Promise((done) => requestAnimationFrame(() => done(0)));
    return performance.now() - begin;
  }, day);
  await page.waitForTimeout(300);
  return took;
}
