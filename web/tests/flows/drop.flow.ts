// A folder of 20,000 files dropped on the page: it stays usable, everything in it is looked at, and one may think better of it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openTab } from "../support/browser";
import { twoPeople } from "../support/chatlab";
import { drop } from "../support/hands";
import { type Kith, startKith } from "../support/kith";

const kFiles = 20_000;
const folder = mkdtempSync(join(tmpdir(), "kith-drop-"));
const big = join(folder, "everything");
let kith: Kith;

beforeAll(async () => {
  for (let n = 0; n < kFiles; n++) {
    const below = join(big, `album ${Math.floor(n / 1000)}`, "照片");
    if (n % 1000 === 0) mkdirSync(below, { recursive: true });
    writeFileSync(join(below, `IMG_${n}.jpg`), `no picture ${n}`);
  }
  twoPeople(join(big, "album 7", "two.jsonl"));
  kith = await startKith({ archive: "empty" });
});
afterAll(async () => {
  await closeBrowser();
  await kith.remove();
  rmSync(folder, { recursive: true, force: true });
});

test("the one conversation among 20,000 files is found, and the page answers all the while", async () => {
  const tab = await openTab(kith);
  const { page } = tab;
  await tab.open("#/data/import");
  // How long the page was ever busy with one thing.
  await page.evaluate(() => {
    const seen = window as { longest?: number };
    seen.longest = 0;
    new PerformanceObserver((list) => {
      for (const one of list.getEntries()) seen.longest = Math.max(seen.longest!, one.duration);
    }).observe({ type: "longtask" });
  });
  await drop(page, [big]);
  await page.getByText(/Reading the files|Handing them to Kith/).waitFor();
  await page.getByRole("heading", { name: /^What is in everything/ }).waitFor({ timeout: 90_000 });
  await page.getByText("ChatLab · 1 chat").waitFor();
  const longest = await page.evaluate(() => (window as { longest?: number }).longest);
  expect(longest).toBeLessThan(1000); // a shared machine; alone it is a tenth of that
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("a drop that was not meant is taken back", async () => {
  const tab = await openTab(kith);
  const { page } = tab;
  await tab.open("#/data/import");
  await drop(page, [big]);
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Choose files" }).waitFor();
  await drop(page, [join(big, "album 7", "two.jsonl")]);
  await page.getByRole("heading", { name: "What is in two.jsonl" }).waitFor();
  expect(tab.problems).toEqual([]);
  await tab.close();
});
