// The frame: every look and language, navigation by mouse and by key, palette, receipts, looks without a reload.
import { expect, test } from "vitest";
import { openTab } from "../support/browser";
import { demoKith, expectFewRequests, expectGood } from "../support/flow";

const kith = demoKith();

const places = [
  "#/",
  "#/people",
  "#/people?kind=group",
  "#/people/demo_shen",
  "#/chats",
  "#/chats/demo_shen",
  "#/live",
  "#/live/notes",
  "#/apps",
  "#/settings/models",
  "#/time",
  "#/time/2025-11-22",
  "#/search?q=%E4%BD%A0%E5%A5%BD",
  "#/data/import",
  "#/data/api",
  "#/welcome",
  "#/nowhere",
];

for (const theme of ["light", "dark"] as const) {
  for (const lang of ["zh-CN", "en"] as const) {
    for (const size of ["desktop", "phone"] as const) {
      test(`no errors and no barriers: ${theme}, ${lang}, ${size}`, async () => {
        await expectGood(kith(), places, { theme, lang, size });
      });
    }
  }
}

test("what a screen shows first needs at most two requests", async () => {
  const first = ["#/", "#/people", "#/people/demo_shen", "#/chats/demo_shen", "#/time"];
  await expectFewRequests(kith(), first);
});

test("keys lead everywhere, back and forward keep the place", async () => {
  const tab = await openTab(kith());
  await tab.open("#/");
  const { page } = tab;
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await page.waitForFunction(() => location.hash === "#/people");
  await tab.ready();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  await page.keyboard.press("f");
  await page.keyboard.type("sy");
  await page.waitForFunction(() =>
    document.querySelector("[data-rows] a")?.textContent?.includes("阿砚"),
  );
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash.startsWith("#/people/demo_"));
  await tab.ready();
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => location.hash.startsWith("#/people?"));
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await page.keyboard.press("Escape");
  expect(await page.getByRole("dialog").count()).toBe(0);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("a number opens exactly the messages that it counts", async () => {
  const tab = await openTab(kith());
  await tab.open("#/people/demo_shen");
  const { page } = tab;
  const late = page.getByRole("button", { name: /Late-night messages/ }).first();
  const counted = Number((await late.innerText()).replace(/\D/g, ""));
  await late.focus();
  await page.keyboard.press("r");
  const drawer = page.getByRole("dialog");
  await drawer.getByText("is:late").waitFor();
  await drawer.getByText(new RegExp(`^${counted.toLocaleString("en")} messages`)).waitFor();
  const rows = await drawer
    .locator("time")
    .evaluateAll((all) => all.map((one) => Number((one.textContent ?? "").slice(-5, -3))));
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.every((hour) => hour < 5)).toBe(true);
  expect(await drawer.getByText("counted,").count()).toBe(0);
  expect(await tab.axe()).toEqual([]);
  await page.keyboard.press("Escape");
  expect(await late.evaluate((one) => one === document.activeElement)).toBe(true);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("theme, language and masking change without a reload and stay", async () => {
  const tab = await openTab(kith());
  await tab.open("#/people/demo_shen");
  const { page } = tab;
  await page.evaluate(() => ((window as { same?: boolean }).same = true));
  const ground = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await page.getByRole("button", { name: "Looks and settings" }).first().click();
  expect(await tab.axe()).toEqual([]);
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  expect(await ground()).not.toBe(light);
  await page.getByRole("button", { name: "Looks and settings" }).first().click();
  await page.getByRole("menuitemradio", { name: "简体中文" }).click();
  await page.getByText("阅读聊天").waitFor();
  await page.keyboard.press("Control+.");
  await page.waitForFunction(() => document.querySelector("h1")?.innerText.includes("阿·"));
  expect(await page.locator("ol time + span").allInnerTexts()).not.toContain("阿砚");
  expect(await page.title()).toContain("阿·");
  expect(await page.evaluate(() => (window as { same?: boolean }).same)).toBe(true);
  await page.reload();
  await page.getByText("阅读聊天").waitFor();
  expect(await ground()).not.toBe(light);
  expect(tab.problems).toEqual([]);
  await tab.close();
});
