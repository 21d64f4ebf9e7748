// What lies beside and over a conversation: the sheets of days and months, the person in a wide window, the keys.
import { expect, test } from "vitest";
import { openTab, type Tab } from "../support/browser";
import { countedBy, demoKith } from "../support/flow";

const kith = demoKith();
const sheet = (tab: Tab) => tab.page.locator("dialog[open]").first();
const messages = "[role=feed] article";
/** The number that stands in an element, without separators. */
const numberIn = (text: string) => Number(text.replace(/[^\d]/g, ""));
const hashHas = (tab: Tab, part: string) =>
  tab.page.waitForFunction((wanted) => location.hash.includes(wanted), part);

async function openReader(hash: string, options: Parameters<typeof openTab>[1] = {}) {
  const tab = await openTab(kith(), options);
  await tab.open(hash);
  await tab.page.waitForSelector(messages);
  await tab.ready();
  return tab;
}

async function pressDay(tab: Tab): Promise<string> {
  const button = tab.page.locator("[data-day] button").last();
  const day = (await button.locator("xpath=..").getAttribute("data-day"))!;
  await button.focus();
  await tab.page.keyboard.press("Enter");
  await sheet(tab).locator("li").first().waitFor();
  return day;
}

for (const [theme, lang, size] of [
  ["light", "en", "desktop"],
  ["dark", "zh-CN", "phone"],
] as const) {
  test(`sheets and export have no barriers: ${theme}, ${lang}, ${size}`, async () => {
    const tab = await openReader("#/chats/demo_dorm%40chatroom", { theme, lang, size });
    await pressDay(tab);
    await tab.ready();
    expect(await tab.axe()).toEqual([]);
    await tab.page.keyboard.press("Escape");
    await tab.page.locator("[role=slider]").locator("xpath=../..").locator("button").click();
    await sheet(tab).locator("li").first().waitFor();
    await tab.ready();
    expect(await tab.axe()).toEqual([]);
    await tab.page.keyboard.press("Escape");
    await tab.page.keyboard.press("e");
    await sheet(tab).locator("select").selectOption("span");
    await sheet(tab).locator("input[type=date]").first().fill("2030-01-01");
    await sheet(tab).getByRole("alert").waitFor();
    expect(await tab.axe()).toEqual([]);
    expect(await tab.overflow()).toBe(0);
    expect(tab.problems).toEqual([]);
    await tab.close();
  });
}

test("a day tells who wrote how much, its numbers are receipts, and the focus comes back", async () => {
  const tab = await openReader("#/chats/1");
  const day = await pressDay(tab);
  const total = await countedBy(kith(), `in:#1 on:${day}`);
  const counts = await sheet(tab).locator("li button[data-receipt]").allInnerTexts();
  expect(counts.reduce((sum, one) => sum + numberIn(one), 0)).toBe(total);
  // A receipt lies over the sheet, and leads back into it.
  const first = sheet(tab).locator("li button[data-receipt]").first();
  const expected = numberIn(await first.innerText());
  await first.focus();
  await tab.page.keyboard.press("Enter");
  await tab.page
    .getByText(`${expected} messages`)
    .or(tab.page.getByText("1 message"))
    .first()
    .waitFor();
  await tab.page.keyboard.press("Escape");
  await tab.page.waitForFunction(() => document.querySelectorAll("dialog[open]").length === 1);
  expect(await first.evaluate((one) => one === document.activeElement)).toBe(true);
  await tab.page.keyboard.press("Escape");
  await tab.page.waitForFunction(() => !document.querySelector("dialog[open]"));
  const focused = await tab.page.evaluate(() => document.activeElement?.parentElement?.dataset.day);
  expect(focused).toBe(day);
  // To its first message.
  await pressDay(tab);
  await sheet(tab)
    .getByRole("button", { name: /^First/ })
    .click();
  await hashHas(tab, "m=");
  const target = tab.page.locator("[data-target]");
  await target.waitFor();
  expect(await target.locator("[data-day]").getAttribute("data-day")).toBe(day);
  expect(await tab.page.locator("dialog[open]").count()).toBe(0);
  // And to that day everywhere.
  await pressDay(tab);
  await sheet(tab).getByRole("link", { name: "This day in all chats" }).click();
  await hashHas(tab, "#/time/");
  await tab.ready();
  expect(await tab.page.locator("dialog[open]").count()).toBe(0);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("a month shows its days, keys move among them, Enter goes there", async () => {
  const tab = await openReader("#/chats/1?at=2026-10-20");
  const button = tab.page.getByRole("button", { name: /October 2026.*days of this month/ });
  await button.focus();
  await tab.page.keyboard.press("Enter");
  const days = sheet(tab).locator("table button");
  await days.first().waitFor();
  await tab.ready();
  expect(await days.count()).toBe(31);
  const names = await days.evaluateAll((all) => all.map((one) => one.getAttribute("title")));
  const counted = names.map((name) => numberIn(/, ([\d,]+) message/.exec(name ?? "")?.[1] ?? "0"));
  const total = await countedBy(kith(), "in:#1 on:2026-10");
  expect(counted.reduce((sum, one) => sum + one, 0)).toBe(total);
  await sheet(tab).locator("table button[tabindex='0']").focus();
  await tab.page.keyboard.press("Home");
  await tab.page.keyboard.press("ArrowDown");
  expect(await tab.page.evaluate(() => document.activeElement?.getAttribute("data-day"))).toBe(
    "2026-10-08",
  );
  // The month before, and back to a day with messages.
  await sheet(tab).getByRole("button", { name: "September 2026" }).click();
  await sheet(tab).getByRole("heading", { name: "September 2026" }).waitFor();
  await tab.ready();
  const busy = sheet(tab).locator("table button:not([aria-disabled])").last();
  const day = await busy.getAttribute("data-day");
  await busy.focus();
  await tab.page.keyboard.press("Enter");
  await hashHas(tab, `at=${day}`);
  await tab.page.waitForSelector(`[role=feed] [data-day="${day}"]`);
  expect(await tab.page.locator("dialog[open]").count()).toBe(0);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("a wide window shows the person or the members beside the messages, others do not", async () => {
  const tab = await openReader("#/chats/1");
  const pane = tab.page.locator("aside");
  expect(await pane.count()).toBe(0);
  const asked = tab.requests.filter((one) => one.includes("/batch")).length;
  await tab.page.setViewportSize({ width: 1600, height: 900 });
  await pane.locator("li").first().waitFor();
  expect(tab.requests.filter((one) => one.includes("/batch")).length).toBeGreaterThan(asked);
  const total = await countedBy(kith(), "in:#1");
  expect(numberIn(await pane.locator("[data-receipt]").first().innerText())).toBe(total);
  expect(await pane.getByRole("link", { name: /^About/ }).getAttribute("href")).toContain(
    "#/people/",
  );
  expect(await tab.axe()).toEqual([]);
  // A receipt takes the room of the pane; closed, the pane is back and has the focus.
  const number = pane.locator("[data-receipt]").first();
  await number.press("Enter");
  await pane.waitFor({ state: "hidden" });
  await tab.page.locator("dialog[open]").waitFor();
  await tab.page.keyboard.press("Escape");
  await pane.waitFor();
  await tab.page.waitForFunction(() => document.activeElement?.closest("aside"));
  expect(await number.evaluate((one) => one === document.activeElement)).toBe(true);
  await pane.getByRole("button", { name: /^First/ }).click();
  await hashHas(tab, "m=");
  await tab.page.waitForSelector("[data-target][aria-posinset]");
  await tab.open("#/chats/demo_dorm%40chatroom");
  await pane.locator("li").nth(3).waitFor();
  const members = await pane.locator("li [data-receipt]").allInnerTexts();
  expect(members.reduce((sum, one) => sum + numberIn(one), 0)).toBe(
    await countedBy(kith(), "in:#4"),
  );
  expect(await tab.axe()).toEqual([]);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("every key of the reader is in the key sheet and does what it says", async () => {
  const tab = await openReader("#/chats/1");
  const { page } = tab;
  await tab.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.keyboard.press("?");
  const list = await sheet(tab).innerText();
  for (const says of [
    "Next message",
    "Previous message",
    "Previous day",
    "Next day",
    "Jump to a date",
    "Find in this conversation",
    "Next hit",
    "Previous hit",
    "Export",
    "Copy text",
    "Copy link",
    "To the quoted message, or unfold",
  ])
    expect(list).toContain(says);
  await page.keyboard.press("Escape");
  await page.keyboard.press("d");
  await page.waitForFunction(() => document.activeElement?.getAttribute("type") === "date");
  await page.keyboard.press("Escape");
  await page.keyboard.press("[");
  await hashHas(tab, "at=");
  const before = new URL(page.url()).hash;
  await page.keyboard.press("]");
  await page.waitForFunction((was) => location.hash !== was, before);
  await page.keyboard.press("f");
  await page.keyboard.type("晚安");
  await page.locator("[data-target] mark").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+y");
  await page.getByText("Link copied").first().waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/#\/chats\/1\?m=\d+$/);
  // r on a number opens its messages.
  await page.locator("header [data-receipt]").first().focus();
  await page.keyboard.press("r");
  await sheet(tab).getByText("in:阿砚").waitFor();
  await page.keyboard.press("Escape");
  // o and Enter: a quote leads to what it quotes.
  const { hits } = await kith().get<{ hits: { id: number }[] }>(
    "/api/kith/find?q=has:quote%20in:%231&limit=1",
  );
  for (const key of ["o", "Enter"]) {
    await tab.open(`#/chats/1?m=${hits[0]?.id}`);
    await page.waitForSelector("[data-target]");
    await page.locator("[data-target]").focus();
    await page.keyboard.press(key);
    await page.waitForFunction(
      (id) =>
        !location.hash.includes(`m=${id}`) ||
        document.body.innerText.includes("The quoted message was not found"),
      hits[0]?.id,
    );
  }
  expect(tab.problems).toEqual([]);
  await tab.close();
});
