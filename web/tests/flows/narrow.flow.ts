// Narrow windows: texts 40 % longer than English push nothing aside, and what is pressed is as large as a finger.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openTab } from "../support/browser";
import { demoKith, searchFor } from "../support/flow";

const kith = demoKith();
const kDay = "#/time/2026-11-20";
const kFinger = 44;
const places = [
  "#/",
  "#/people",
  "#/people/demo_shen",
  "#/chats",
  "#/chats/demo_shen",
  "#/time",
  kDay,
  "#/search",
  searchFor("你好"),
  "#/data/import",
  "#/data/api",
  "#/welcome",
];

/** The language for layout tests, and the theme of the window. */
const speakLong = (page: Page) =>
  page.addInitScript(() => localStorage.setItem("kith.settings", '{"lang":"xx"}'));

for (const width of [360, 320])
  test(`longer texts fit ${width} pixels`, async () => {
    const tab = await openTab(kith(), { size: "phone" });
    await speakLong(tab.page);
    await tab.page.setViewportSize({ width, height: 800 });
    for (const place of places) {
      await tab.open(place);
      expect(await tab.text()).toContain("~]");
      expect.soft(await tab.overflow(), place).toBe(0);
    }
    expect(tab.problems).toEqual([]);
    await tab.close();
  });

test("a strip with long words has its words on lines of their own, its actions below", async () => {
  const tab = await openTab(kith(), { size: "phone" });
  const { page } = tab;
  await speakLong(page);
  await tab.open("#/people");
  const strip = page.locator("[class*=strip]").first();
  const outer = (await strip.boundingBox())!;
  const words = (await strip.locator("[class*=text]").boundingBox())!;
  const action = (await strip.locator("a, button").first().boundingBox())!;
  expect(words.width).toBeGreaterThan(0.7 * outer.width);
  expect(action.y).toBeGreaterThanOrEqual(words.y + words.height - 1);
  await tab.close();
});

/** How far from top to bottom, and from side to side, a press reaches an element. */
const reach = (page: Page, selector: string) =>
  page.evaluate((css) => {
    const element = document.querySelector(css)!;
    const box = element.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const along = (at: (by: number) => [number, number]) => {
      let n = 0;
      for (let by = -60; by <= 60; by += 0.5)
        if (element.contains(document.elementFromPoint(...at(by)))) n++;
      return n / 2;
    };
    return [along((by) => [x + by, y]), along((by) => [x, y + by])];
  }, selector);

test("on a phone a finger reaches examples, downloads and the month of the reader", async () => {
  const tab = await openTab(kith(), { size: "phone" });
  const { page } = tab;
  const heights = (selector: string) =>
    page
      .locator(selector)
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  await tab.open("#/search");
  for (const height of await heights("dl a")) expect.soft(height).toBeGreaterThanOrEqual(kFinger);
  expect((await heights("dl a")).length).toBeGreaterThan(5);
  await tab.open("#/data/api");
  const [download] = await heights("a[download]");
  expect.soft(download).toBeGreaterThanOrEqual(kFinger);
  await tab.open("#/chats/demo_shen");
  await page.locator("[role=slider]").waitFor();
  await page.evaluate(() =>
    document
      .querySelector("[role=slider]")!
      .parentElement!.parentElement!.setAttribute("data-is", "rail"),
  );
  const [across, down] = await reach(page, "[data-is=rail] > button");
  expect.soft(across).toBeGreaterThanOrEqual(kFinger);
  expect.soft(down).toBeGreaterThanOrEqual(kFinger);
  await tab.close();
});

test("on a phone the chats of a day stand below each other, nothing scrolls sideways", async () => {
  const tab = await openTab(kith(), { size: "phone" });
  await tab.open(kDay);
  const wide = await tab.page
    .locator("main *")
    .evaluateAll((all) =>
      all
        .filter(
          (one) =>
            one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === "auto",
        )
        .map((one) => one.className),
    );
  expect(wide).toEqual([]);
  await tab.close();
});
