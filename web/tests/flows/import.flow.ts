// From files to conversations, and back out again: demo, drop, folder, cancel, undo, reload, a program that dies.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openTab, type Tab } from "../support/browser";
import { type Export, long, twoPeople } from "../support/chatlab";
import { type Kith, startKith } from "../support/kith";

let kith: Kith;
let small: Export;
let large: Export;
const folder = mkdtempSync(join(tmpdir(), "kith-exports-"));
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  small = twoPeople(at("two.jsonl"));
  large = long(at("long.jsonl"), 700_000);
  writeFileSync(at("note.txt"), "nothing to read\n");
  kith = await startKith({ archive: "empty" });
});
afterAll(async () => {
  await closeBrowser();
  await kith.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** What the archive holds, by two counters of the program that know nothing of each other. */
async function totals() {
  const boot = await kith.get<{ archive: { messages: number; people: number } }>("/api/kith/boot");
  const found = await kith.get<{ total: number }>("/api/kith/find?q=-is:system&limit=1");
  return { messages: boot.archive.messages, people: boot.archive.people, found: found.total };
}

const press = (tab: Tab, name: string | RegExp) =>
  tab.page.getByRole("button", { name }).first().click();
const rowOf = async (tab: Tab, row: string) =>
  Number(
    (await tab.page.locator(`[data-row="imports.${row}"] td`).first().innerText()).replace(
      /\D/g,
      "",
    ),
  );
const heading = (tab: Tab, name: string | RegExp) =>
  tab.page.getByRole("heading", { name, level: 2 }).waitFor();

async function openPath(tab: Tab, path: string) {
  await tab.page.getByLabel("Path of a folder or file").fill(path);
  await press(tab, "See what is there");
}

async function drop(tab: Tab, ...files: string[]) {
  await tab.page.locator("input[type=file][multiple]").setInputFiles(files);
}

test("a dropped export: asked once, checked without writing, imported, taken out again", async () => {
  const tab = await openTab(kith);
  const { page } = tab;
  const before = await totals();
  await tab.open("#/welcome");
  await drop(tab, at("two.jsonl"));
  await heading(tab, "What is in two.jsonl");
  await page.getByText("ChatLab · 1 chat").waitFor();
  const onward = page.getByRole("button", { name: "Check", exact: true });
  expect(await onward.isDisabled()).toBe(true);
  await page.getByText("林苇", { exact: true }).click();

  await page.reload();
  await heading(tab, "What is in two.jsonl");
  expect(await page.getByRole("radio", { name: "林苇" }).isChecked()).toBe(true);
  await onward.click();
  await heading(tab, "What importing two.jsonl would do");
  await page.getByRole("button", { name: `Import ${small.messages}` }).waitFor();
  expect(await rowOf(tab, "new")).toBe(small.messages);
  expect(await rowOf(tab, "skipped")).toBe(small.broken);
  await page.getByText("See one").first().click();
  expect(await page.locator("code").first().innerText()).not.toBe("");
  expect(await totals()).toEqual(before);

  await press(tab, `Import ${small.messages}`);
  await heading(tab, "Imported");
  const outcomes = ["new", "duplicate", "changed"];
  const counts = await Promise.all(outcomes.map((row) => rowOf(tab, row)));
  expect(counts.reduce((sum, n) => sum + n, 0)).toBe(small.messages);
  const after = await totals();
  expect(after).toMatchObject({ messages: small.messages, found: small.messages });

  await press(tab, "Undo import");
  const asks = page.getByRole("alertdialog");
  await asks.getByText(`The ${small.messages} messages`).waitFor();
  expect(await tab.axe()).toEqual([]);
  await asks.getByRole("button", { name: "Undo" }).click();
  await page.getByText("was undone").waitFor();
  expect(await totals()).toEqual(before);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("the demo is one click away and says that it is one", async () => {
  const tab = await openTab(kith);
  await tab.open("#/welcome");
  await press(tab, "Open the demo");
  await tab.page.getByText("This is the demo archive").waitFor();
  await tab.page.getByText("This day", { exact: true }).waitFor();
  expect(tab.requests.filter((one) => one.includes("/app/setup"))).toHaveLength(1);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("the same file again brings nothing new; a zip of it neither", async () => {
  const tab = await openTab(kith);
  const { page } = tab;
  await tab.open("#/data/import");
  await openPath(tab, at("two.jsonl"));
  await heading(tab, "What is in two.jsonl");
  if ((await page.getByRole("radio").count()) > 0)
    await page.getByText("林苇", { exact: true }).click();
  await press(tab, "Check");
  await press(tab, /^Import \d/);
  await heading(tab, "Imported");
  const after = await totals();
  await press(tab, "Import something else");

  // Two files become one zip on their way.
  await drop(tab, at("two.jsonl"), at("note.txt"));
  await heading(tab, "What is in files.zip");
  if ((await page.getByRole("radio").count()) > 0)
    await page.getByText("林苇", { exact: true }).click();
  await press(tab, "Check");
  await page.getByText("Everything in it is here already.").waitFor();
  expect(await rowOf(tab, "new")).toBe(0);
  expect(await rowOf(tab, "duplicate")).toBe(small.messages);
  expect(await totals()).toEqual(after);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

async function begin(tab: Tab, path: string, n: number) {
  await tab.open("#/data/import");
  await openPath(tab, path);
  await press(tab, "Check");
  await press(tab, `Import ${n.toLocaleString("en")}`);
}

test("cancelled half way, nothing of it is kept, and the report says so", async () => {
  const tab = await openTab(kith);
  const before = await totals();
  await begin(tab, at("long.jsonl"), large.messages);
  await press(tab, "Cancel");
  await heading(tab, "Not everything was imported");
  await tab.page.getByText("long.jsonl was cancelled, and nothing of it is kept.").waitFor();
  expect(await totals()).toEqual(before);
  await press(tab, "Import something else");
  const row = tab.page.locator("li", { hasText: "long.jsonl" }).first();
  expect(await row.innerText()).toContain("cancelled");
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("a program that dies half way goes on when it is back, and the page with it", async () => {
  const tab = await openTab(kith, { expected: /api/ });
  const before = await totals();
  await begin(tab, at("long.jsonl"), large.messages);
  await tab.page.getByRole("button", { name: "Pause" }).waitFor();
  await kith.kill();
  await tab.page.getByText("Kith is not running").waitFor();
  await kith.start();
  await heading(tab, "Imported");
  expect((await totals()).messages).toBe(before.messages + large.messages);
  await tab.page.reload();
  await heading(tab, "Imported");
  await tab.page.getByText("long.jsonl is imported.").waitFor();

  // Taken out later, from the history.
  await tab.page.getByRole("link", { name: "Details" }).first().click();
  await tab.page.getByRole("heading", { name: "One import" }).waitFor();
  await press(tab, "Undo import");
  await tab.page.getByRole("alertdialog").getByRole("button", { name: "Undo" }).click();
  await tab.page.getByText("The messages it brought are gone.").waitFor();
  expect((await totals()).messages).toBe(before.messages);
  await tab.close();
});

test("what cannot be read is said in words, with the way back", async () => {
  const tab = await openTab(kith, { expected: /imports\/scan/ });
  await tab.open("#/data/import");
  await openPath(tab, "/nowhere/爬山 %s");
  await tab.page.getByText("There is nothing there.").waitFor();
  await press(tab, "Back");
  await drop(tab, at("note.txt"));
  await tab.page.getByText("No conversations were recognised.").waitFor();
  expect(await tab.axe()).toEqual([]);
  await press(tab, "Back");
  await heading(tab, "Where are your conversations?");
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("a folder is picked step by step", async () => {
  const tab = await openTab(kith);
  const { page } = tab;
  await tab.open("#/data/import");
  await page.getByLabel("Path of a folder or file").fill(join(folder, ".."));
  await press(tab, "Pick a folder");
  const sheet = page.getByRole("dialog");
  const name = folder.split("/").at(-1) ?? "";
  await sheet.getByRole("button", { name }).click();
  await sheet.getByRole("button", { name: "two.jsonl" }).waitFor();
  expect(await tab.axe()).toEqual([]);
  await sheet.getByRole("button", { name: "two.jsonl" }).click();
  await heading(tab, "What is in two.jsonl");
  expect(tab.problems).toEqual([]);
  await tab.close();
});

for (const theme of ["light", "dark"] as const) {
  for (const [lang, size] of [
    ["zh-CN", "phone"],
    ["en", "desktop"],
    ["en", "phone"],
  ] as const) {
    test(`no errors and no barriers: ${theme}, ${lang}, ${size}`, async () => {
      const tab = await openTab(kith, { theme, lang, size });
      const sound = async () => {
        expect(await tab.axe()).toEqual([]);
        expect(await tab.overflow()).toBe(0);
      };
      await tab.open("#/welcome");
      await sound();
      await tab.open("#/data/import");
      await sound();
      await drop(tab, at("two.jsonl"));
      await tab.page.getByRole("button", { name: lang === "en" ? "Check" : "核对" }).waitFor();
      await sound();
      await tab.page.getByRole("button", { name: lang === "en" ? "Check" : "核对" }).click();
      await tab.page.locator("[data-row]").first().waitFor();
      await sound();
      await tab.page.evaluate(() => sessionStorage.clear());
      const [first] = (await kith.get<{ imports: { id: number }[] }>("/api/kith/imports")).imports;
      await tab.open(`#/data/import/${first?.id}`);
      await sound();
      expect(tab.problems).toEqual([]);
      await tab.close();
    });
  }
}
