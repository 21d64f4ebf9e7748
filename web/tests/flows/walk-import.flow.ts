// Walkthroughs 1 to 3: from an empty program to a home, from files to conversations, and back.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import { closeBrowser, openTab } from "../support/browser";
import { type Export, long } from "../support/chatlab";
import { Hands, inEveryLook } from "../support/hands";
import { type Kith, startKith } from "../support/kith";
import { type Telegram, telegramGroup } from "../support/telegram";

const folder = mkdtempSync(join(tmpdir(), "kith-walk-"));
const at = (name: string) => join(folder, name);
let small: Telegram;
let large: Export;

beforeAll(() => {
  small = telegramGroup(at("result.json"));
  large = long(at("long.jsonl"), 400_000);
});
afterAll(async () => {
  await closeBrowser();
  rmSync(folder, { recursive: true, force: true });
});

/** What the archive holds, as W007 and the search count it. */
async function totals(kith: Kith) {
  const { total_messages } = await kith.get<{ total_messages: number }>("/api/global");
  const { total } = await kith.get<{ total: number }>("/api/kith/find?limit=1&q=-is:system");
  return { total_messages, total };
}

inEveryLook("an empty program leads to the demo, and a reload stays there", async (look) => {
  const kith = await startKith({ archive: "empty" });
  const tab = await openTab(kith, look);
  const hands = new Hands(tab, look);
  await tab.page.goto(kith.url);
  await tab.page.waitForFunction(() => location.hash === "#/welcome");
  await hands.heading("welcome.heading");
  await hands.sound();
  await hands.press(hands.button("welcome.demoOpen"));
  await tab.page.getByText(hands.say("strip.demo")).waitFor();
  const { total } = await totals(kith);
  expect(total).toBeGreaterThan(10_000);
  const shown = tab.page.getByRole("button", { name: total.toLocaleString(look.lang) }).first();
  await shown.waitFor();
  await tab.page.reload();
  await shown.waitFor();
  expect(new URL(tab.page.url()).hash).toMatch(/^(#\/)?$/);
  await tab.page.getByText(hands.say("strip.demo")).waitFor();
  await hands.sound();
  expect(tab.problems).toEqual([]);
  await tab.close();
  await kith.remove();
});

inEveryLook("files are asked about once, checked, imported, undone, found again", async (look) => {
  const kith = await startKith({ archive: "empty" });
  const tab = await openTab(kith, look);
  const hands = new Hands(tab, look);
  const { page } = tab;
  await tab.open("#/data/import");
  const before = await totals(kith);

  // What is in it is named, and only what the file does not say is asked.
  const told = async () => {
    await hands.heading("imports.scanOf", { name: "result.json" });
    await page.getByText(`Telegram · ${hands.say("imports.chats", { n: 1 })}`).waitFor();
  };
  await hands.give(at("result.json"));
  await told();
  expect(await hands.button("imports.toCheck").isDisabled()).toBe(true);
  await hands.choose(page.getByRole("radio", { name: "林苇" }));
  await hands.sound();
  await hands.press(hands.button("imports.toCheck"));
  const begin = hands.button("imports.begin", { n: small.messages });
  await begin.waitFor();
  expect(await totals(kith)).toEqual(before); // nothing is written by looking
  await hands.sound();

  await hands.press(begin);
  await hands.heading("imports.done");
  const rows = await Promise.all(
    ["new", "duplicate", "changed", "skipped"].map(async (row) =>
      Number(await page.locator(`[data-row="imports.${row}"] td`).first().innerText()),
    ),
  );
  expect(rows).toEqual([small.messages, 0, 0, 0]);
  expect((await totals(kith)).total).toBe(small.messages - small.notices);
  await hands.sound();

  await hands.press(hands.button("imports.undo"));
  const asks = page.getByRole("alertdialog");
  await hands.press(asks.getByRole("button", { name: hands.say("imports.undoNow"), exact: true }));
  await page.getByText(hands.say("imports.outcome.undone", { name: "result.json" })).waitFor();
  expect(await totals(kith)).toEqual(before);

  // Once more, and the same file again: nothing in it is new.
  for (const round of ["first", "again"]) {
    await hands.press(hands.button("imports.other"));
    await hands.give(at("result.json"));
    await told();
    const me = page.getByRole("radio", { name: "林苇" });
    if ((await me.count()) > 0) await hands.choose(me);
    await hands.press(hands.button("imports.toCheck"));
    if (round === "again") break;
    await hands.press(begin);
    await hands.heading("imports.done");
  }
  await page.getByText(hands.say("imports.nothingNew")).waitFor();
  const news = page.locator('[data-row="imports.new"] td').first();
  expect(await news.innerText()).toBe("0");
  expect(tab.problems).toEqual([]);
  await tab.close();
  await kith.remove();
});

inEveryLook("an import that is cancelled half way leaves nothing, and says so", async (look) => {
  const kith = await startKith({ archive: "empty" });
  const tab = await openTab(kith, look);
  const hands = new Hands(tab, look);
  await tab.open("#/data/import");
  const before = await totals(kith);
  await hands.write(tab.page.getByLabel(hands.say("imports.path")), at("long.jsonl"));
  await hands.press(hands.button("imports.look"));
  await hands.press(hands.button("imports.toCheck"));
  const n = large.messages.toLocaleString(look.lang);
  await hands.press(hands.button("imports.begin", { n }));
  await hands.press(hands.button("job.cancel"));
  await hands.heading("imports.notDone");
  const name = "long.jsonl";
  await tab.page.getByText(hands.say("imports.outcome.cancelled", { name })).waitFor();
  expect(await totals(kith)).toEqual(before);
  await hands.sound();
  expect(tab.problems).toEqual([]);
  await tab.close();
  await kith.remove();
});
