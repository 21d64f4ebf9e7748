// The budgets of design §10 on the demo archive and, where KITH_BENCH_ARCHIVE names one, on a million messages.
import { afterAll, expect, test } from "vitest";
import { closeBrowser, openTab, type Tab } from "../support/browser";
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
  watchInteractions,
} from "../support/measure";

const kRuns = 5;
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

    await load(page, `${kith.url}#/people`);
    const frames = await fling(page, null, 3);
    line("people in a fling, p99 frame", percentile(frames, 0.99), 34);

    line("heap after the tour", await heap(page), 200, "MB");
    expect(tab.problems).toEqual([]);
    await tab.close();
    await kith.remove();
  });
}
