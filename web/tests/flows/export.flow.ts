// A conversation is saved as a file: all of it or a part, in every form, however long, with masked names when names are masked.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openTab, type Tab } from "../support/browser";
import { long } from "../support/chatlab";
import { countedBy } from "../support/flow";
import { type Kith, startKith } from "../support/kith";

const kMany = 100_000;
let demo: Kith;
let many: Kith;
const folder = mkdtempSync(join(tmpdir(), "kith-many-"));

beforeAll(async () => {
  long(join(folder, "zhou.jsonl"), kMany);
  [demo, many] = await Promise.all([
    startKith(),
    startKith({ archive: { folder }, timezone: "UTC" }),
  ]);
});
afterAll(async () => {
  await closeBrowser();
  await Promise.all([demo.remove(), many.remove()]);
  rmSync(folder, { recursive: true, force: true });
});

const sheet = (tab: Tab) => tab.page.locator("dialog[open]").first();
async function openReader(kith: Kith, hash: string) {
  const tab = await openTab(kith);
  await tab.open(hash);
  await tab.page.waitForSelector("[role=feed] article");
  await tab.ready();
  return tab;
}

/** Saves what the dialog is set to; gives the name of the file and what is in it. */
async function saved(tab: Tab): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([
    tab.page.waitForEvent("download", { timeout: 90_000 }),
    sheet(tab).getByRole("button", { name: /^Save/ }).click(),
  ]);
  await sheet(tab).locator("[data-exported]").waitFor();
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

test("a conversation of 100,000 messages is saved whole, without a frozen page, and can be cancelled", async () => {
  const tab = await openReader(many, "#/chats/1");
  await tab.page.keyboard.press("e");
  await tab.page.waitForFunction(() => document.activeElement?.tagName === "SELECT");
  await sheet(tab).locator("input[value=csv]").check({ force: true });
  await sheet(tab).getByRole("button", { name: "Save 100,000 messages" }).waitFor();
  // Cancelled: there is no file, and it is said.
  await sheet(tab).getByRole("button", { name: /^Save/ }).click();
  await sheet(tab).locator("[data-done]").waitFor();
  await sheet(tab).getByRole("button", { name: "Cancel" }).click();
  await sheet(tab).getByText("Cancelled; no file was saved.").waitFor();
  await tab.page.evaluate(() => {
    const seen = window as unknown as { longest: number };
    seen.longest = 0;
    let last = performance.now();
    const tick = () => {
      const now = performance.now();
      seen.longest = Math.max(seen.longest, now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  const { name, text } = await saved(tab);
  expect(name).toMatch(/\.csv$/);
  const lines = text.trimEnd().split("\r\n");
  expect(lines.length).toBe(kMany + 1);
  expect(new Set(lines.map((line) => line.slice(0, line.indexOf(",")))).size).toBe(kMany + 1);
  const longest = await tab.page.evaluate(() => (window as unknown as { longest: number }).longest);
  expect(longest).toBeLessThan(1000); // 100 ms on an idle machine; this one may be shared
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("what is saved is what is shown: a month as text, masked, and JSON that can be read again", async () => {
  const tab = await openReader(demo, "#/chats/1?at=2026-10-20");
  await tab.page.keyboard.press("e");
  await sheet(tab).locator("select").selectOption("month");
  const inMonth =
    (await countedBy(demo, "in:#1 on:2026-10")) +
    (await countedBy(demo, "in:#1 on:2026-10 is:system"));
  await sheet(tab)
    .getByRole("button", { name: `Save ${inMonth} messages` })
    .waitFor();
  const plain = await saved(tab);
  expect(plain.name).toBe("阿砚 2026-10.txt");
  expect(plain.text.match(/^\d\d:\d\d /gm)?.length).toBe(inMonth);
  expect(plain.text).toContain(" 阿砚  ");
  await sheet(tab).locator("input[value=json]").check({ force: true });
  const read = JSON.parse((await saved(tab)).text) as {
    count: number;
    messages: { time: string }[];
  };
  expect(read.count).toBe(inMonth);
  expect(read.messages.length).toBe(inMonth);
  await sheet(tab).getByRole("switch").check({ force: true });
  await sheet(tab).getByText("Names are masked in the file.").waitFor();
  for (const format of ["text", "markdown", "json", "csv"]) {
    await sheet(tab).locator(`input[value=${format}]`).check({ force: true });
    const { name, text } = await saved(tab);
    expect(name).not.toContain("阿砚");
    const names = text.split("\n").filter((line) => /阿砚( {2}|\*\*|",|,false)/.test(line));
    expect(names, format).toEqual([]);
  }
  // The page is masked too, and not any more.
  await tab.page.keyboard.press("Escape");
  const title = () => tab.page.title();
  expect(await title()).not.toContain("阿砚");
  await tab.page.keyboard.press("Control+.");
  await tab.page.waitForFunction(() => document.title.includes("阿砚"));
  expect(tab.problems).toEqual([]);
  await tab.close();
});
