// Time by keys: through the calendar to a day, whose chats add up to its number; every number is a search.
import { beforeAll, expect, test } from "vitest";
import { openTab } from "../support/browser";
import { countedBy, demoKith, expectFewRequests, expectGood } from "../support/flow";

const kith = demoKith();
let counts: Record<string, number>;
beforeAll(async () => {
  counts = (await kith().get<{ heatmap: Record<string, number> }>("/api/calendar/heatmap")).heatmap;
});

const digits = (text: string) => Number(text.replaceAll(/\D/g, ""));
const counted = (q: string) => countedBy(kith(), q);
/** The day with the most messages. */
const busiest = () => Object.entries(counts).toSorted((a, b) => b[1] - a[1])[0]!;

for (const theme of ["light", "dark"] as const)
  for (const size of ["desktop", "phone"] as const)
    test(`no errors and no barriers: ${theme}, ${size}`, async () => {
      const places = ["#/time", "#/time?as=table", `#/time/${busiest()[0]}`, "#/time/1999-01-01"];
      const lang = theme === "light" ? "en" : "zh-CN";
      await expectGood(kith(), places, { theme, lang, size });
    });

test("what a screen shows first needs at most two requests", async () => {
  await expectFewRequests(kith(), ["#/time", "#/time/2026-11-20"]);
});

test("arrows move through the calendar, Enter opens the day, its chats add up to its number", async () => {
  const [day, count] = busiest();
  const tab = await openTab(kith());
  await tab.open(`#/time?year=${day.slice(0, 4)}`);
  const { page } = tab;
  const grid = page.getByRole("grid", { name: new RegExp(`Messages a day in ${day.slice(0, 4)}`) });
  const focused = () =>
    page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.day ?? "");
  await grid.locator("[tabindex='0']").focus();
  await page.keyboard.press("Home");
  expect(await focused()).toBe(`${day.slice(0, 4)}-01-01`);
  // By months as far as they go, then day by day.
  const month = Number(day.slice(5, 7));
  for (let i = 1; i < month; i++) await page.keyboard.press("PageDown");
  while ((await focused()) < day) await page.keyboard.press("ArrowDown");
  expect(await focused()).toBe(day);
  await page.keyboard.press("Enter");
  await page.waitForFunction((want) => location.hash === `#/time/${want}`, day);
  await tab.ready();

  const chats = page.getByRole("list", { name: "Chats of the day" }).getByRole("listitem");
  const numbers = (await chats.locator("[data-receipt]").allInnerTexts()).map(digits);
  expect(numbers.length).toBe(await chats.count());
  expect(numbers.reduce((sum, one) => sum + one, 0)).toBe(count);
  expect(await page.getByText("a difference of").count()).toBe(0);

  // Each number is a search that finds as many.
  await chats.first().locator("[data-receipt]").focus();
  await page.keyboard.press("r");
  const drawer = page.getByRole("dialog");
  const query = await drawer.locator("code").innerText();
  expect(await counted(query)).toBe(numbers[0]);
  await page.keyboard.press("Escape");
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("the chats of a day stand beside each other, minute by minute", async () => {
  const [day] = busiest();
  const tab = await openTab(kith());
  await tab.open(`#/time/${day}`);
  const { page } = tab;
  const table = page.getByRole("table", { name: "Chats side by side" });
  const times = await table.locator("tbody th").allInnerTexts();
  expect(times.length).toBeGreaterThan(5);
  expect(times).toEqual(times.toSorted());
  const columns = await table.locator("thead th").count();
  expect(columns).toBe(4); // the clock and three chats
  const buttons = page.locator("button[aria-pressed=false]");
  const name = (await buttons.first().innerText()).trim().split("\n").at(-1)!;
  await buttons.first().click();
  await table.getByRole("columnheader", { name }).waitFor();
  expect(await table.locator("thead th").count()).toBe(4);
  const line = table.locator("tbody a").first();
  const target = (await line.getAttribute("href")) ?? "";
  expect(target).toMatch(/^#\/chats\/\d+\?m=\d+$/);
  await line.click();
  await page.waitForFunction((hash) => location.hash === hash, target);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("days follow each other by key; a quiet day leads to the nearest ones", async () => {
  const tab = await openTab(kith());
  await tab.open("#/time/2026-11-20");
  const { page } = tab;
  await page.keyboard.press("[");
  await page.waitForFunction(() => location.hash === "#/time/2026-11-19");
  await tab.ready();
  await page.keyboard.press("]");
  await page.waitForFunction(() => location.hash === "#/time/2026-11-20");
  await tab.open("#/time/2020-05-05");
  const first = Object.keys(counts).toSorted()[0]!;
  await page.locator(`main a[href="#/time/${first}"]`).first().click();
  await page.waitForFunction((want) => location.hash === `#/time/${want}`, first);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("the numbers of the calendar and of the last weeks open what they count", async () => {
  const tab = await openTab(kith());
  await tab.open("#/time");
  const { page } = tab;
  const receipts = page.locator("main [data-receipt]:enabled");
  expect(await receipts.count()).toBeGreaterThan(10);
  for (let i = 0; i < (await receipts.count()); i += 7) {
    const one = receipts.nth(i);
    const label = (await one.getAttribute("aria-label")) ?? "";
    await one.click();
    const drawer = page.getByRole("dialog");
    const n = await counted(await drawer.locator("code").innerText());
    const said = /^[\d,]+/.exec(label)?.[0] ?? /([\d,]+) messages?$/.exec(label)?.[1] ?? "";
    // The calendar leaves out official accounts; then the drawer says so.
    if (n !== digits(said)) await drawer.getByText(/leaves out official accounts/).waitFor();
    else expect(await drawer.getByText("counted,").count()).toBe(0);
    expect(n, label).toBeGreaterThanOrEqual(digits(said));
    await page.keyboard.press("Escape");
  }
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("without colours the calendar has digits", async () => {
  const tab = await openTab(kith());
  await tab.page.emulateMedia({ forcedColors: "active" });
  await tab.open("#/time");
  const digit = tab.page.getByRole("grid").first().locator("[class*=digits]");
  expect(await digit.evaluate((one) => getComputedStyle(one).display)).not.toBe("none");
  await tab.close();
});
