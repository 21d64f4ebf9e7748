// A conversation is read: words and quotes lead to their messages, keys lead from message to message. Its long way back is a walkthrough.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openTab, type Tab } from "../support/browser";
import { longTalk } from "../support/chatlab";
import { type Kith, startKith } from "../support/kith";

let demo: Kith;
let long: Kith;
let folder = "";
const kMessages = 300_000;
const kHits = kMessages / 1000;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "kith-long-"));
  longTalk(join(folder, "mei.jsonl"), kMessages);
  [demo, long] = await Promise.all([
    startKith(),
    startKith({ archive: { folder }, timezone: "UTC" }),
  ]);
});
afterAll(async () => {
  await closeBrowser();
  await Promise.all([demo.remove(), long.remove()]);
  rmSync(folder, { recursive: true, force: true });
});

const feed = "[role=feed]";
const messages = `${feed} article`;

/** The message at the top of what is seen. */
const top = (tab: Tab) =>
  tab.page.evaluate((wanted) => {
    const box = document.querySelector(wanted)?.parentElement;
    if (!box) return undefined;
    const edge = box.getBoundingClientRect().top;
    const seen = [...box.querySelectorAll<HTMLElement>("article")].find(
      (one) => one.getBoundingClientRect().bottom > edge + 1,
    );
    return { id: Number(seen?.dataset.id), text: seen?.querySelector("[data-text]")?.textContent };
  }, feed);

for (const [theme, lang, size] of [
  ["light", "en", "desktop"],
  ["dark", "zh-CN", "desktop"],
  ["light", "zh-CN", "phone"],
  ["dark", "en", "phone"],
] as const) {
  test(`no errors and no barriers: ${theme}, ${lang}, ${size}`, async () => {
    const tab = await openTab(demo, { theme, lang, size });
    for (const place of [
      "#/chats",
      "#/chats/demo_shen",
      "#/chats/demo_dorm%40chatroom?q=吃",
      "#/chats/nobody",
    ]) {
      await tab.open(place);
      expect(await tab.axe(), place).toEqual([]);
      expect(await tab.overflow(), place).toBe(0);
    }
    expect(tab.problems).toEqual([]);
    await tab.close();
  });
}

test("words are found in the conversation, one hit after the other, and the numbers are receipts", async () => {
  const [chat] = (await long.get<{ chats: number[] }>("/api/kith/directory")).chats;
  const tab = await openTab(long);
  await tab.open(`#/chats/${chat}`);
  await tab.page.waitForSelector(messages);
  await tab.page.keyboard.press("f");
  await tab.page.keyboard.type("灯塔");
  const says = tab.page.locator("[role=search] [role=status]");
  await says.getByText(`hit ${kHits} of ${kHits}`).waitFor();
  expect(await tab.page.locator("[data-target] mark").innerText()).toBe("灯塔");
  await tab.page.keyboard.press("Shift+Enter");
  await says.getByText(`hit ${kHits - 1} of ${kHits}`).waitFor();
  expect(await tab.page.locator("[data-target]").innerText()).toContain(`${kMessages - 1995} `);
  await tab.page.locator("[role=search] input").blur();
  await tab.page.keyboard.press("n");
  await says.getByText(`hit ${kHits} of ${kHits}`).waitFor();
  await tab.page.keyboard.press("n"); // around the end
  await says.getByText(`hit 1 of ${kHits}`).waitFor();
  expect(await tab.page.locator("[data-target]").innerText()).toContain("5 ");
  await says.locator("button").click();
  await tab.page.locator("dialog[open]").getByText(`${kHits} messages`).waitFor();
  await tab.page.keyboard.press("Escape");
  // The address alone leads to the same message.
  const { hash } = new URL(tab.page.url());
  const other = await openTab(long);
  await other.open(hash);
  await other.page.waitForSelector("[data-target] mark");
  expect(await other.page.locator("[data-target]").innerText()).toContain("5 ");
  expect([...tab.problems, ...other.problems]).toEqual([]);
  await Promise.all([tab.close(), other.close()]);
});

test("by keys alone: filter, open, message by message, day by day, copy", async () => {
  const tab = await openTab(demo);
  await tab.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await tab.open("#/chats");
  await tab.page.keyboard.press("f");
  await tab.page.keyboard.type("阿砚");
  await tab.page.keyboard.press("ArrowDown");
  await tab.page.keyboard.press("Enter");
  await tab.page.waitForSelector(messages);
  await tab.ready();
  await tab.page.keyboard.press("j");
  await tab.page.keyboard.press("j");
  await tab.page.keyboard.press("k");
  const chosen = tab.page.locator("article[data-current]");
  expect(await chosen.evaluate((one) => one === document.activeElement)).toBe(true);
  const words = await chosen.locator("[data-text]").innerText();
  await tab.page.keyboard.press("y");
  await tab.page.getByText("Copied").first().waitFor();
  expect(await tab.page.evaluate(() => navigator.clipboard.readText())).toBe(words);
  const newest = await top(tab);
  await tab.page.keyboard.press("[");
  await tab.page.waitForFunction(() => location.hash.includes("at="));
  await tab.ready();
  expect((await top(tab))?.id).toBeLessThan(newest!.id);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("a quote leads to what it quotes, and back again", async () => {
  interface Found {
    hits: { id: number; chat: number }[];
  }
  const { hits } = await demo.get<Found>("/api/kith/find?q=has:quote%20in:%231&limit=20");
  const tab = await openTab(demo);
  for (const { id } of hits) {
    await tab.open(`#/chats/1?m=${id}`);
    await tab.page.waitForSelector("[data-target]");
    const quote = tab.page.locator("[data-target] button[title]").first();
    const said = (await quote.innerText()).trim();
    await quote.click();
    await tab.page.waitForFunction(
      (from) =>
        !location.hash.includes(`m=${from}`) ||
        document.body.innerText.includes("The quoted message was not found"),
      id,
    );
    const now = new URL(tab.page.url()).hash;
    if (now.includes(`m=${id}`)) continue; // its message is a picture: there are no words to find
    await tab.page.waitForSelector(`[data-target][data-id="${/m=(\d+)/.exec(now)?.[1]}"]`);
    const target = await tab.page.locator("[data-target] [data-text]").innerText();
    expect(said).toContain(target);
    await tab.page.goBack();
    await tab.page.waitForSelector(`[data-target][data-id="${id}"]`);
    expect(tab.problems).toEqual([]);
    return tab.close();
  }
  throw new Error("no quote led anywhere");
});
